/** What a real docker says when a command fails: `explain` must name the problem first, whatever the version. */
import { GENERATIONS } from './places.ts';

export interface Spoken {
  readonly name: string;
  /** Suite of Debian whose engine and client speak; the machine's own without one. */
  readonly generation?: string;
  /** Bash, run as root inside the world. */
  readonly setup: string;
  /** The command that fails; what it prints is explained. */
  readonly command: string;
  readonly first: string;
}

const registry = '. /mnt/work/remote.sh; start_service; start_registry 5000';
const login = `. /mnt/work/remote.sh; start_service; htpasswd -Bbc /mnt/htpasswd me secret 2>/dev/null
start_registry 5000 'auth:\\n  htpasswd:\\n    realm: lab\\n    path: /mnt/htpasswd\\n'`;
const image = '. /mnt/work/remote.sh; start_service; tiny_image; docker tag tiny 127.0.0.1:5000/tiny:1';

/** Debian's registry and a real engine; nobody plays anything. */
const said: readonly Spoken[] = [
  {
    name: 'pull of an image that the registry does not have',
    setup: registry,
    command: 'docker pull 127.0.0.1:5000/nothing:1',
    first: 'registry.not-found',
  },
  {
    name: 'pull of a tag that the image does not have',
    setup: `${image}; start_registry 5000; docker push 127.0.0.1:5000/tiny:1 >/dev/null`,
    command: 'docker pull 127.0.0.1:5000/tiny:2',
    first: 'registry.not-found',
  },
  {
    name: 'pull from a registry that wants a login',
    setup: login,
    command: 'docker pull 127.0.0.1:5000/nothing:1',
    first: 'registry.auth',
  },
  {
    name: 'pull from a registry that is not started',
    setup: '. /mnt/work/remote.sh; start_service',
    command: 'docker pull 127.0.0.1:5000/nothing:1',
    first: 'registry.refused',
  },
  {
    name: 'pull from a registry whose name nobody knows',
    setup: `. /mnt/work/remote.sh; printf 'nameserver 127.0.0.1\\n' >/etc/resolv.conf; start_service`,
    command: 'docker pull registry.nowhere.test/nothing:1',
    first: 'registry.dns',
  },
  {
    name: 'a port that another process holds',
    setup: `${image}; python3 -c 'import socket,time; s=socket.create_server(("0.0.0.0",8080)); time.sleep(60)' & await bash -c '</dev/tcp/127.0.0.1/8080'`,
    command: 'docker run --rm -v /usr:/usr:ro -p 8080:80 tiny sleep 1',
    first: 'net.port-in-use',
  },
  {
    name: 'a port that another container holds',
    setup: `${image}; docker run -d -v /usr:/usr:ro -p 8080:80 tiny sleep 60 >/dev/null`,
    command: 'docker run --rm -v /usr:/usr:ro -p 8080:80 tiny sleep 1',
    first: 'net.port-in-use',
  },
];

export const spoken: readonly Spoken[] = [
  ...said,
  ...said.flatMap((one) =>
    GENERATIONS.map((generation) => ({
      ...one,
      generation,
      setup: `generation ${generation}\n${one.setup}`,
    })),
  ),
];
