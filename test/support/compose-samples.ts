/** The least Compose file that uses each feature of src/preflight/compose-features.ts. */
const service = (lines: string, more = ''): string => `services: {a: {image: x, ${lines}}}\n${more}`;
const build = (line: string): string => `services: {a: {build: {context: ., ${line}}}}\n`;
const network = (line: string): string => service(`networks: {n: {${line}}}`, 'networks: {n: {}}\n');
const watch = (line: string): string =>
  service(`build: ., develop: {watch: [{path: ., target: /x, ${line}}]}`);
const dependsOn = (line: string): string =>
  `services: {a: {image: x, depends_on: {b: {condition: service_started, ${line}}}}, b: {image: y}}\n`;

export const COMPOSE_SAMPLES: Readonly<Record<string, string>> = {
  name: 'name: p\nservices: {a: {image: x}}\n',
  'build.no_cache': build('no_cache: true'),
  'build.pull': build('pull: true'),
  'build.secrets': `services: {a: {build: {context: ., secrets: [s]}}}\nsecrets: {s: {file: ./s}}\n`,
  'build.tags': build('tags: [t]'),
  'secrets with environment': service('secrets: [s]', 'secrets: {s: {environment: X}}\n'),
  'build.platforms': build('platforms: [linux/amd64]'),
  'build.privileged': build('privileged: true'),
  uts: service('uts: host'),
  cgroup: service('cgroup: host'),
  'build.additional_contexts': build('additional_contexts: {a: ./b}'),
  'build.dockerfile_inline': build('dockerfile_inline: FROM x'),
  'depends_on.restart': dependsOn('restart: true'),
  annotations: service('annotations: {a: b}'),
  include: 'include: [other.yaml]\nservices: {a: {image: x}}\n',
  attach: service('attach: false'),
  'depends_on.required': dependsOn('required: false'),
  'healthcheck.start_interval': service(
    'healthcheck: {test: [CMD, x], start_interval: 1s, start_period: 2s}',
  ),
  develop: watch('action: sync'),
  'watch with sync+restart': watch('action: sync+restart'),
  'build.ulimits': build('ulimits: {nofile: 1}'),
  'configs with content': service('configs: [c]', 'configs: {c: {content: hello}}\n'),
  'networks.mac_address': network('mac_address: "02:42:ac:11:65:43"'),
  'env_file.required': service('env_file: [{path: e.env, required: false}]'),
  'volumes.subpath': service(
    'volumes: [{type: volume, source: v, target: /x, volume: {subpath: y}}]',
    'volumes: {v: {}}\n',
  ),
  'ports.name': service('ports: [{name: web, target: 80}]'),
  'ports.app_protocol': service('ports: [{app_protocol: http, target: 80}]'),
  'build.entitlements': build('entitlements: [network.host]'),
  'networks.driver_opts of a service': network('driver_opts: {a: b}'),
  'devices as objects': service('devices: [{source: /dev/null, target: /dev/x, permissions: r}]'),
  gpus: service('gpus: all'),
  post_start: service('post_start: [{command: "true"}]'),
  pre_stop: service('pre_stop: [{command: "true"}]'),
  'env_file.format': service('env_file: [{path: e.env, format: raw}]'),
  'volumes.bind.recursive': service(
    'volumes: [{type: bind, source: ., target: /x, bind: {recursive: enabled}}]',
  ),
  label_file: service('label_file: e.env'),
  'watch with sync+exec': watch('action: sync+exec, exec: {command: "true"}'),
  'watch with restart': watch('action: restart'),
  gw_priority: network('gw_priority: 1'),
  'networks.enable_ipv4': service('networks: [n]', 'networks: {n: {enable_ipv4: true}}\n'),
  'watch.include': watch('action: sync, include: ["*.js"]'),
  'pull_policy of an age': service('pull_policy: daily'),
  provider: 'services: {a: {provider: {type: awesome}}}\n',
  'volumes.image.subpath': service('volumes: [{type: image, source: v, target: /x, image: {subpath: y}}]'),
  interface_name: network('interface_name: eth9'),
  use_api_socket: service('use_api_socket: true'),
  models: service('models: [m]', 'models: {m: {model: ai/x}}\n'),
  'build.provenance': build('provenance: true'),
  'build.sbom': build('sbom: true'),
  'watch.initial_sync': watch('action: sync, initial_sync: true'),
  'build.no_cache_filter': build('no_cache_filter: [a]'),
  pre_start: service('pre_start: [{command: "true"}]'),
};
