/** Registries and proxies, real ones on loopback: Debian's docker-registry, a proxy, names in /etc/hosts. */
import type { Fault } from './world.ts';

const lab = '. /mnt/work/remote.sh; start_service; give_route';
const online = { online: true, user: 'member-active' } as const;
/** Lookups fail at once: nobody listens at the address of the name server. */
const noNames = `printf 'nameserver 127.0.0.1\\n' >/etc/resolv.conf`;
const settings = (json: string): string =>
  `mkdir -p /home/member/.docker; printf '%s' '${json}' >/home/member/.docker/config.json; chown -R member /home/member`;
const ask = (registry: string): readonly string[] => ['--registry', registry];
const proxyVariable = ['HTTPS_PROXY=http://proxy.lab:3128', 'HTTP_PROXY=http://proxy.lab:3128'];

export const registryHealthy: readonly Fault[] = [
  {
    name: 'healthy, and Docker Hub answers',
    setup: `${lab}; start_hub`,
    ...online,
    first: null,
    exit: 0,
  },
  {
    name: 'healthy, and not on any network',
    setup: 'start_service',
    ...online,
    first: null,
    exit: 0,
  },
  {
    name: 'healthy, a private registry whose authority Docker was given',
    setup: `${lab}; start_hub; registry_certificate private; start_registry 5000 "$registry_tls"; mkdir -p /etc/docker/certs.d/registry.lab:5000; cp $certs/private.pem /etc/docker/certs.d/registry.lab:5000/ca.crt`,
    ...online,
    args: ask('registry.lab:5000'),
    first: null,
    exit: 0,
  },
  {
    name: 'healthy, a plain registry on loopback',
    setup: `${lab}; start_hub; start_registry 5000`,
    ...online,
    args: ask('127.0.0.1:5000'),
    first: null,
    exit: 0,
  },
  {
    name: 'healthy, behind a proxy that shell and engine have',
    setup: `. /mnt/work/remote.sh; give_route; ${noNames}; start_hub; sed -i '/docker.io/d' /etc/hosts; start_proxy
HTTPS_PROXY=http://127.0.0.1:3128 HTTP_PROXY=http://127.0.0.1:3128 start_engine`,
    ...online,
    env: ['HTTPS_PROXY=http://127.0.0.1:3128', 'HTTP_PROXY=http://127.0.0.1:3128'],
    first: null,
    exit: 0,
  },
  {
    name: 'healthy, behind a proxy that the engine alone has',
    setup: `. /mnt/work/remote.sh; give_route; ${noNames}; start_hub; sed -i '/docker.io/d' /etc/hosts; start_proxy
HTTPS_PROXY=http://127.0.0.1:3128 HTTP_PROXY=http://127.0.0.1:3128 start_engine`,
    ...online,
    first: null,
    exit: 0,
  },
];

export const registryFaults: readonly Fault[] = [
  {
    name: 'registry: names do not resolve',
    setup: `${lab}; ${noNames}`,
    ...online,
    first: 'registry.dns',
    exit: 0,
  },
  {
    name: 'registry: packets are dropped',
    setup: `${lab}; printf '198.51.100.77 registry-1.docker.io auth.docker.io\\n' >>/etc/hosts`,
    ...online,
    first: 'registry.timeout',
    exit: 0,
  },
  {
    name: 'registry: nothing listens',
    setup: `${lab}; start_hub`,
    ...online,
    args: ask('registry.lab:5001'),
    first: 'registry.refused',
    exit: 0,
  },
  {
    name: 'registry: it is another web server',
    setup: `${lab}; start_hub; registry_certificate hub; python3 -c "
import http.server, ssl
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(503); self.end_headers()
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); context.load_cert_chain('$certs/registry.pem', '$certs/registry-key.pem')
server = http.server.HTTPServer(('127.0.0.1', 5000), Handler); server.socket = context.wrap_socket(server.socket, server_side=True)
server.serve_forever()" 2>/dev/null & await bash -c '</dev/tcp/127.0.0.1/5000'`,
    ...online,
    args: ask('registry.lab:5000'),
    first: 'registry.unreachable',
    exit: 0,
  },
  {
    name: 'registry: TLS to Docker Hub is intercepted',
    setup: `${lab}; authority 'Lab-TLS-Inspection'; registry_certificate Lab-TLS-Inspection; printf '127.0.0.1 registry-1.docker.io\\n' >>/etc/hosts; start_registry 443 "$registry_tls"`,
    ...online,
    first: 'registry.tls-intercepted',
    exit: 0,
  },
  {
    name: 'registry: its authority is not known here',
    setup: `${lab}; start_hub; registry_certificate private; start_registry 5000 "$registry_tls"`,
    ...online,
    args: ask('registry.lab:5000'),
    first: 'registry.tls-untrusted',
    exit: 0,
  },
  {
    name: 'registry: its certificate has expired',
    setup: `${lab}; start_hub; registry_certificate private 20200101000000Z 20230101000000Z; cat $certs/private.pem >>/etc/ssl/certs/ca-certificates.crt; start_registry 5000 "$registry_tls"`,
    ...online,
    args: ask('registry.lab:5000'),
    first: 'registry.tls-untrusted',
    exit: 0,
  },
  {
    name: 'registry: it speaks plain HTTP',
    setup: `${lab}; start_hub; ip addr add 198.51.100.9/32 dev lo; printf '198.51.100.9 plain.lab\\n' >>/etc/hosts; start_registry 5000; sed -i 's/127.0.0.1:5000/198.51.100.9:5001/' /mnt/registry-5000/config.yml; docker-registry serve /mnt/registry-5000/config.yml >/dev/null 2>&1 & await bash -c '</dev/tcp/198.51.100.9/5001'`,
    ...online,
    args: ask('plain.lab:5001'),
    first: 'registry.insecure',
    exit: 0,
  },
  {
    name: 'registry: it wants a login and none is stored',
    setup: `${lab}; start_hub; registry_certificate private; mkdir -p /etc/docker/certs.d/registry.lab:5000; cp $certs/private.pem /etc/docker/certs.d/registry.lab:5000/ca.crt
htpasswd -Bbc /mnt/htpasswd me secret 2>/dev/null; start_registry 5000 "\${registry_tls}auth:\\n  htpasswd:\\n    realm: lab\\n    path: /mnt/htpasswd\\n"`,
    ...online,
    args: ask('registry.lab:5000'),
    first: 'registry.auth',
    exit: 0,
  },
  {
    name: 'registry: Docker Hub’s limit is used up',
    setup: `${lab}; registry_certificate hub; cat $certs/hub.pem >>/etc/ssl/certs/ca-certificates.crt; printf '127.0.0.1 registry-1.docker.io auth.docker.io\\n' >>/etc/hosts
python3 /mnt/work/hub.py $certs/registry.pem $certs/registry-key.pem & await bash -c '</dev/tcp/127.0.0.1/443'`,
    simulated: 'only Docker Hub itself sends these headers: a server with its answers stands for it',
    ...online,
    first: 'registry.rate-limited',
    exit: 0,
  },
  {
    name: 'registry: the proxy of the shell is dead',
    setup: `${lab}; start_hub`,
    ...online,
    env: proxyVariable,
    first: 'registry.proxy',
    exit: 0,
  },
  {
    name: 'registry: the proxy wants a login',
    setup: `${lab}; start_hub; start_proxy deny`,
    ...online,
    env: proxyVariable,
    first: 'registry.proxy',
    exit: 0,
  },
  {
    name: 'registry: the proxy hangs',
    setup: `${lab}; start_hub; start_proxy hang`,
    ...online,
    env: proxyVariable,
    first: 'registry.proxy',
    exit: 0,
  },
  {
    name: 'registry: only the shell has the proxy that is needed',
    setup: `${lab}; ${noNames}; start_hub; sed -i '/docker.io/d' /etc/hosts; start_proxy`,
    ...online,
    env: ['HTTPS_PROXY=http://127.0.0.1:3128'],
    first: 'registry.proxy',
    exit: 0,
    not: ['registry.dns'],
  },
  {
    name: 'registry: the proxy of the engine is dead',
    setup: `. /mnt/work/remote.sh; give_route; start_hub; HTTPS_PROXY=http://127.0.0.1:3129 start_engine`,
    ...online,
    first: 'registry.proxy',
    exit: 0,
  },
  {
    name: 'registry: config.json gives containers a dead proxy',
    setup: `${lab}; start_hub; ${settings('{"proxies": {"default": {"httpsProxy": "http://127.0.0.1:3129"}}}')}`,
    ...online,
    first: 'registry.proxy',
    exit: 0,
  },
  {
    name: 'registry: a mirror is dead',
    setup: `. /mnt/work/remote.sh; give_route; start_hub; printf '{"registry-mirrors": ["http://127.0.0.1:5009"]}' >/etc/docker/daemon.json; start_engine`,
    ...online,
    first: 'registry.mirror',
    exit: 0,
  },
  {
    name: 'registry: --offline asks none of all that',
    setup: `${lab}; ${noNames}`,
    user: 'member-active',
    env: proxyVariable,
    first: null,
    exit: 0,
  },
];
