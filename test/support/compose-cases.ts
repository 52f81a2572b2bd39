// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the notation of Compose.
/** Compose projects whose needs are worked out twice: by Compose itself, and by what reads them without it. */
export interface ComposeCase {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** The files of the project, in their order; compose.yaml unless told. */
  readonly use?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Compose refuses it, and why. */
  readonly refused?: RegExp;
  /** The first Compose that takes it. */
  readonly since?: string;
}

export const composeCases: readonly ComposeCase[] = [
  {
    name: 'ports in all notations',
    files: {
      'compose.yaml': `
services:
  a:
    image: nginx
    ports:
      - "80"
      - 443
      - "8080:80"
      - "3000-3005:80"
      - "3100-3102:3100-3102"
      - "127.0.0.1:9000-9001:9000-9001"
      - "127.0.0.1::7777"
      - "[::1]:7000:70"
      - "5353:53/udp"
      - {target: 90, published: 9090, host_ip: 127.0.0.1}
      - {target: 91, published: "9100-9102", protocol: udp}
      - {target: 92}
`,
    },
  },
  {
    name: 'volumes in all notations',
    files: {
      'compose.yaml': `
services:
  a:
    image: ghcr.io/acme/a:1
    volumes:
      - ./data:/data
      - ../up:/up:ro
      - ~/x:/x
      - /abs:/abs:rw,z
      - named:/n
      - /anonymous
      - ./nginx.conf:/etc/nginx/nginx.conf:ro
      - /var/run/docker.sock:/var/run/docker.sock
      - {type: bind, source: ./long, target: /long}
      - {type: bind, source: ./made, target: /made, bind: {create_host_path: true}}
      - {type: bind, source: ./never, target: /never, bind: {create_host_path: false}}
      - {type: tmpfs, target: /t}
      - {type: volume, source: named, target: /n2}
volumes: {named: {}}
`,
    },
  },
  {
    name: 'an override joins lists and replaces volumes of the same target',
    use: ['compose.yaml', 'compose.override.yaml'],
    files: {
      'compose.yaml': `
services:
  a: {image: a:1, ports: ["80:80"], volumes: ["./one:/data", "./two:/two"], platform: linux/amd64}
  b: {image: quay.io/x/b}
`,
      'compose.override.yaml': `
services:
  a: {image: a:2, ports: ["81:81", "80:80"], volumes: ["./three:/data"]}
  c: {image: c, gpus: all}
`,
    },
    since: '2.30.0',
  },
  {
    name: '!reset and !override',
    use: ['compose.yaml', 'dev.yaml'],
    files: {
      'compose.yaml': `
services:
  a: {image: a, ports: ["80:80"], volumes: ["./one:/data"], platform: linux/arm64}
  b: {image: b, ports: ["90:90"]}
`,
      'dev.yaml': `
services:
  a:
    ports: !override ["8080:80"]
    volumes: !reset []
    platform: !reset null
`,
    },
    since: '2.24.4',
  },
  {
    name: 'profiles are off',
    files: {
      'compose.yaml': 'services: {a: {image: a}, b: {image: quay.io/b, profiles: [debug], ports: ["1:1"]}}\n',
    },
  },
  {
    name: 'profiles that are on',
    env: { COMPOSE_PROFILES: 'other,debug' },
    files: {
      'compose.yaml':
        'services: {a: {image: a}, b: {image: quay.io/b, profiles: [debug], ports: ["1:1"]}, c: {image: c, profiles: [no]}}\n',
    },
  },
  {
    name: 'profiles by .env',
    files: {
      '.env': 'COMPOSE_PROFILES=debug\n',
      'compose.yaml': 'services: {a: {image: a}, b: {image: quay.io/b, profiles: [debug], ports: ["1:1"]}}\n',
    },
  },
  {
    name: 'variables of .env and of the shell',
    env: { SHELL_PORT: '7001', TAG: 'shell', EMPTY: '', HOME: '/root' },
    files: {
      '.env': 'TAG=file\nPORT=8001 # why\nexport QUOTED="9001"\nHERE=${PORT}\n',
      'compose.yaml': `
services:
  a:
    image: \${REGISTRY:-registry.example.com:5000}/a:\${TAG}
    ports: ["\${PORT}:80", "\${SHELL_PORT}:81", "\${NONE:-\${ALSO_NONE:-6001}}:82", "\${QUOTED}:83", "\${HERE}:84", "\${EMPTY:-5001}:85", "\${PORT:+4001}:86"]
    volumes: ["\${DATA:-./data}:/data", "\${HOME}/y:/y"]
`,
    },
  },
  {
    name: 'a variable that must be set',
    files: { 'compose.yaml': 'services: {a: {image: "a:${TAG:?set TAG in .env}"}}\n' },
    refused: /TAG.*missing a value: set TAG in \.env/,
  },
  {
    name: 'extends in the same file and in another folder',
    files: {
      'compose.yaml': `
services:
  a: {extends: {service: base}, ports: ["81:81"]}
  base: {image: base, ports: ["80:80"], volumes: ["./b:/b"]}
  c: {extends: {file: lib/common.yaml, service: common}, volumes: ["./own:/own"]}
`,
      'lib/common.yaml': `
services:
  common: {extends: {service: root}, ports: ["90:90"], volumes: ["./lib:/lib", "~/h:/h"]}
  root: {image: quay.io/root, platform: linux/arm64}
`,
    },
  },
  {
    name: 'include, with its own folder and .env',
    files: {
      '.env': 'A=1001\n',
      'compose.yaml': `
include:
  - lib/compose.yaml
  - {path: [two/compose.yaml, two/over.yaml], project_directory: three, env_file: two/x.env}
services:
  a: {image: a, ports: ["\${A}:1"]}
`,
      'lib/.env': 'A=2001\nB=2002\n',
      'lib/compose.yaml':
        'services: {l: {image: mcr.microsoft.com/l, ports: ["${A}2:1", "${B}:2"], volumes: ["./v:/v"]}}\n',
      'two/x.env': 'C=3003\n',
      'two/compose.yaml': 'services: {t: {image: t, ports: ["${C}:1"], volumes: ["./v:/v"]}}\n',
      'two/over.yaml': 'services: {t: {volumes: ["./w:/v"]}}\n',
      'three/.keep': '',
    },
    since: '2.20.0',
  },
  {
    name: 'GPU, host network, built images, pull policies',
    files: {
      'compose.yaml': `
services:
  gpu: {image: g, deploy: {resources: {reservations: {devices: [{driver: nvidia, count: 1, capabilities: [gpu]}]}}}}
  rt: {image: g2, runtime: nvidia}
  host: {image: h, network_mode: host}
  built: {build: ., image: registry.example.com/built}
  built2: {build: {context: ./x}}
  never: {image: registry.example.com/never, pull_policy: never}
  always: {image: registry.example.com/always, pull_policy: always}
  none: {image: registry.example.com/none, ports: ["5:5"], scale: 0}
  zero: {image: registry.example.com/zero, ports: ["6:6"], deploy: {replicas: 0}}
`,
    },
  },
  {
    name: 'secrets and configs of files',
    files: {
      'compose.yaml': `
services:
  a: {image: a, secrets: [s, {source: t, target: u}], configs: [c]}
secrets: {s: {file: ./s.txt}, t: {file: ../t.txt}, unused: {file: ./unused}}
configs: {c: {file: ~/c.conf}}
`,
    },
  },
  {
    name: 'anchors, merge keys and extension fields',
    files: {
      'compose.yaml': `
x-common: &common
  image: registry.gitlab.com/x/y
  volumes: ["./c:/c"]
services:
  a: {<<: *common, ports: ["1000:1"]}
  b:
    <<: *common
    volumes: ["./d:/d"]
`,
    },
  },
  {
    name: 'an old file with a version',
    files: { 'docker-compose.yml': 'version: "3.8"\nservices: {a: {image: a, ports: ["80:80"]}}\n' },
    use: ['docker-compose.yml'],
  },
];
