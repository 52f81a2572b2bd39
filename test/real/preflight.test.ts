/** `preflight` and `wait` with real engines: what is required is there, and is not there. */
import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { schemaErrors } from '../support/schema.ts';
import { rootlessUnit } from './faults.ts';
import { type Told, tellInWorld, type WorldUser, whyNoWorlds } from './world.ts';

const reason = whyNoWorlds();
if (reason && process.env.DOCKER_DOCTOR_REQUIRE_REAL === '1') {
  it('can make private worlds (DOCKER_DOCTOR_REQUIRE_REAL is set)', () => expect.fail(reason));
}

const COMPOSE =
  '/var/cache/docker-doctor/engines/compose-forky/usr/libexec/docker/cli-plugins/docker-compose';

interface Case {
  readonly args: string;
  readonly code: number;
  /** Ids of the errors. */
  readonly errors?: readonly string[];
  /** What a check says, by its id. */
  readonly says?: Readonly<Record<string, RegExp>>;
  readonly user?: WorldUser;
  /** Shell before it, in the same line. */
  readonly before?: string;
}

/** Runs them all in one world. */
function world(setup: string, cases: readonly Case[]): void {
  let told: ReadonlyMap<string, Told> = new Map();
  let output = '';
  beforeAll(async () => {
    const lines = cases.map(({ args, user, before = '' }) => ({
      name: args,
      line: `${before} doctor preflight --json ${args}`,
      ...(user && { user }),
    }));
    ({ told, output } = await tellInWorld(setup, lines));
  }, 240_000);
  it.each(cases)('$args: $code', ({ args, code, errors = [], says = {} }) => {
    const run = told.get(args);
    if (!run) expect.fail(output);
    const context = `${run.stderr}\n${run.stdout}`;
    expect(run.code, context).toBe(code);
    if (code === 2) {
      expect(run.stdout).toBe('');
      return;
    }
    const report = JSON.parse(run.stdout) as Report;
    expect(schemaErrors(report)).toEqual([]);
    expect(
      report.problems.filter(({ severity }) => severity === 'error').map(({ id }) => id),
      context,
    ).toEqual(errors);
    for (const [id, pattern] of Object.entries(says))
      expect(report.checks.find((one) => one.id === id)?.summary, context).toMatch(pattern);
  });
}

describe.skipIf(reason !== null)('a machine with a real engine', () => {
  const no = ['--no-file', '--offline'].join(' ');
  world(
    `start_service
# The kernel's list of emulations, as a machine with one of them has it.
mount -t tmpfs tmpfs /proc/sys/fs/binfmt_misc; cd /proc/sys/fs/binfmt_misc; echo enabled >status; chmod a+rx .
printf 'enabled\\ninterpreter /usr/bin/qemu-riscv64-static\\nflags: OCF\\noffset 0\\nmagic 7f454c460201010000000000000000000200f300\\n' >qemu-riscv64; cd /
python3 -m http.server 8099 --bind 127.0.0.1 >/dev/null 2>&1 & await bash -c '</dev/tcp/127.0.0.1/8099'
python3 -c 'import socket,time
s=socket.socket(socket.AF_INET,socket.SOCK_DGRAM); s.bind(("0.0.0.0",5399)); time.sleep(600)' & sleep 0.3
tiny_image
docker run -d --name web -p 8098:80 -v /usr:/usr:ro --label com.docker.compose.project=shop --label com.docker.compose.project.working_dir=/home/member/shop tiny /sleep 600 >/dev/null
mkdir -p /home/member/shop/data /home/member/checks
cat >/home/member/shop/compose.yaml <<'END'
services:
  web: {image: tiny, ports: ["8098:80"], volumes: ["./data:/data"]}
END
printf '{"checks":[{"name":"Good","command":["true"]}]}' >/home/member/checks/good.json
printf '{"checks":[{"name":"VPN","command":["false"],"message":"No VPN.","fix":["vpn up"]}]}' >/home/member/checks/bad.json
printf '{"checks":[{"name":"Slow","command":["sleep","60"],"timeout":0.5}]}' >/home/member/checks/slow.json
printf '{"checks":[{"name":"Evil","command":["touch","/home/member/ran"]}]}' >/home/member/checks/evil.json
printf '{\\n "memroy": "1GB"\\n}' >/home/member/checks/typo.json
chown -R member /home/member`,
    [
      {
        args: `${no} --memory 1MB --cpus 1 --disk 1MB`,
        code: 0,
        says: { 'require.memory': /at least 1 MB/ },
      },
      { args: `${no} --memory 99TB`, code: 1, errors: ['memory.low'] },
      { args: `${no} --cpus 5000`, code: 1, errors: ['cpu.low'] },
      { args: `${no} --disk 9000TB`, code: 1, errors: ['disk.low'] },
      {
        args: `${no} --platform linux/amd64,linux/386`,
        code: process.arch === 'x64' ? 0 : 1,
        errors: process.arch === 'x64' ? [] : ['run.exec-format'],
      },
      { args: `${no} --platform linux/riscv64`, code: 0, says: { 'require.platforms': /emulated/ } },
      { args: `${no} --platform linux/s390x`, code: 1, errors: ['run.exec-format'] },
      { args: `${no} --container-os linux`, code: 0 },
      { args: `${no} --container-os windows`, code: 1, errors: ['engine.requirement'] },
      { args: `${no} --no-rootless --product docker-engine --allow-context default`, code: 0 },
      { args: `${no} --rootless`, code: 1, errors: ['engine.requirement'] },
      { args: `${no} --product docker-desktop`, code: 1, errors: ['engine.requirement'] },
      { args: `${no} --engine '>=20.10' --client '>=20' --api '>=1.40'`, code: 0 },
      { args: `${no} --engine '>=99'`, code: 1, errors: ['version.requirement'] },
      { args: `${no} --engine 'newest'`, code: 2 },
      { args: `${no} --buildx '>=0.1'`, code: 1, errors: ['buildx.missing'] },
      { args: `${no} --port 8097,5398/udp`, code: 0 },
      { args: `${no} --port 8099`, code: 1, errors: ['net.port-in-use'] },
      { args: `${no} --port 127.0.0.1:8099`, code: 1, errors: ['net.port-in-use'] },
      { args: `${no} --port 127.0.0.2:8099`, code: 0 },
      { args: `${no} --port 5399/udp`, code: 1, errors: ['net.port-in-use'] },
      { args: `${no} --port 8098`, code: 1, errors: ['net.port-in-use'] },
      { args: `${no} --path /home/member/shop`, code: 0 },
      { args: `${no} --path /home/member/none`, code: 1, errors: ['run.mount-denied'] },
      { args: `${no} --gpu`, code: 1, errors: ['run.gpu'] },
      // Its own container has the port already, which is no fault; Compose itself is not here, which is one.
      {
        args: `${no} --compose /home/member/shop/compose.yaml`,
        code: 1,
        errors: ['compose.missing'],
        says: { 'require.ports': /its own project runs/, 'require.images': /its images are here/ },
      },
      // Programs of a requirements file run on one's word alone.
      { args: '--offline checks/evil.json', code: 3, says: { 'require.custom': /not run: add --custom/ } },
      { args: '--offline --path ran --no-file', code: 1, errors: ['run.mount-denied'] },
      { args: '--offline checks/evil.json --no-custom --cpus 1', code: 0 },
      { args: '--offline checks/good.json --custom', code: 0 },
      { args: '--offline checks/bad.json --custom', code: 1, errors: ['custom.failed'] },
      { args: '--offline checks/slow.json --custom', code: 3, says: { 'require.custom': /Slow: / } },
      { args: '--offline checks/typo.json', code: 2 },
      // Not met, and not counted.
      { args: `${no} --memory 99TB --skip memory.low`, code: 0, errors: ['memory.low'] },
      { args: `${no} --memory 99TB --only client.cli`, code: 0 },
    ],
  );
});

describe.skipIf(reason !== null || !existsSync(COMPOSE))('a machine with Compose', () => {
  world(
    `start_service
mkdir -p /home/member/.docker/cli-plugins /home/member/app/.devcontainer /home/member/broken
cp ${COMPOSE} /home/member/.docker/cli-plugins/docker-compose
cat >/home/member/app/compose.yaml <<'END'
services:
  web: {image: "registry.lab:5000/web", ports: ["8097:80"], volumes: ["./src:/src"], develop: {watch: [{path: ., action: sync, target: /x}]}}
END
printf 'services: {web: {ports: ["\${PORT:-8096}:80"], volumes: [{type: bind, source: ./must, target: /m, bind: {create_host_path: false}}]}}\\n' >/home/member/app/compose.override.yaml
printf 'services: {web: {image: x, prots: []}}\\n' >/home/member/broken/compose.yaml
printf 'services:\\n  web: {image: x\\n' >/home/member/broken/none.yaml
printf '{ // the container\\n "dockerComposeFile": "../compose.yaml", "service": "web", "hostRequirements": {"cpus": 5000}, "runArgs": ["--gpus=all"] }' >/home/member/app/.devcontainer/devcontainer.json
chown -R member /home/member`,
    [
      {
        args: '--no-file --offline --compose app/compose.yaml',
        code: 1,
        errors: ['run.mount-denied'],
        says: { 'require.project': /docker compose config\): 1 service, 2 ports, 2 paths/ },
      },
      {
        args: '--no-file --offline --compose',
        before: 'cd app; mkdir -p must;',
        code: 0,
        says: { 'require.ports': /8096; 8097|8097; 8096/, 'require.compose': /2\.40\.3/ },
      },
      {
        args: '--no-file --offline --compose ',
        before: 'cd app; export COMPOSE_FILE=compose.yaml;',
        code: 0,
        says: { 'require.ports': /^8097$/ },
      },
      { args: '--no-file --offline --compose broken/compose.yaml', code: 1, errors: ['compose.invalid'] },
      { args: '--no-file --offline --compose broken/none.yaml', code: 2 },
      { args: '--no-file --offline --compose nowhere.yaml', code: 2 },
      {
        args: '--no-file --offline --devcontainer',
        before: 'cd app;',
        code: 1,
        errors: ['cpu.low', 'run.gpu'],
      },
    ],
  );
});

describe.skipIf(reason !== null)('registries', () => {
  const config = (auths: string): string =>
    `mkdir -p .docker; printf '%s' '{"auths":${auths}}' >.docker/config.json;`;
  world(
    `. /mnt/work/remote.sh; start_service; give_route; start_hub
registry_certificate lab; cat $certs/lab.pem >>/etc/ssl/certs/ca-certificates.crt; mkdir -p /etc/docker/certs.d/registry.lab:5000; cp $certs/lab.pem /etc/docker/certs.d/registry.lab:5000/ca.crt
printf '127.0.0.1 registry.lab\\n' >>/etc/hosts
htpasswd -Bbc /mnt/htpasswd me secret 2>/dev/null
start_registry 5000 "\${registry_tls}auth:\\n  htpasswd:\\n    realm: lab\\n    path: /mnt/htpasswd\\n"
mkdir -p /home/member/app
printf 'services: {a: {image: registry.lab:5000/a}}\\n' >/home/member/app/compose.yaml
printf 'services: {a: {image: registry.lab:5999/a}}\\n' >/home/member/app/dead.yaml
chown -R member /home/member`,
    [
      { args: '--no-file --registry docker.io --cpus 1', code: 0 },
      { args: '--no-file --signed-in registry.lab:5000', code: 1, errors: ['registry.auth'] },
      {
        args: '--no-file --registry registry.lab:5000 --cpus 1',
        before: config('{"registry.lab:5000":{"auth":"bWU6c2VjcmV0"}}'),
        code: 0,
      },
      {
        args: '--no-file  --signed-in registry.lab:5000',
        before: config('{"registry.lab:5000":{"auth":"bWU6c2VjcmV0"}}'),
        code: 0,
      },
      { args: '--no-file --registry registry.lab:5999', code: 1, errors: ['registry.refused'] },
      // Registries of images are asked without being named, and nothing of a login is required.
      {
        args: '--no-file --compose app/compose.yaml --skip compose.missing',
        code: 0,
        errors: ['compose.missing'],
        says: { 'require.images': /registry\.lab:5000/ },
      },
      {
        args: '--no-file --compose app/dead.yaml --skip compose.missing',
        code: 1,
        errors: ['compose.missing', 'registry.refused'],
      },
      {
        args: '--no-file --compose app/dead.yaml --skip compose.missing --offline',
        code: 0,
        errors: ['compose.missing'],
      },
    ],
  );
});

describe.skipIf(reason !== null)('a rootless engine', () => {
  world(`${rootlessUnit}; start_rootless`, [
    {
      args: '--no-file --offline --rootless',
      user: 'dev',
      before: 'export XDG_RUNTIME_DIR=/run/user/1501 DOCKER_HOST=unix:///run/user/1501/docker.sock;',
      code: 0,
    },
    {
      args: '--no-file --offline --no-rootless',
      user: 'dev',
      before: 'export XDG_RUNTIME_DIR=/run/user/1501 DOCKER_HOST=unix:///run/user/1501/docker.sock;',
      code: 1,
      errors: ['engine.requirement'],
    },
  ]);
});

describe.skipIf(reason !== null)('wait', () => {
  const timeout = 60_000;

  it(
    'an engine that starts later: 0, the report alone on stdout, progress on stderr',
    async () => {
      const { told, output } = await tellInWorld(
        '(sleep 2; service docker start >/dev/null 2>&1) & sleep 0.1',
        [{ name: 'wait', line: 'doctor wait --offline --json --timeout 25s' }],
      );
      const run = told.get('wait');
      expect(run?.code, output).toBe(0);
      expect((JSON.parse(run?.stdout ?? '') as Report).status).toBe('ok');
      expect(run?.stderr).toMatch(/^docker-doctor: waiting for the engine: .*\(daemon\.not-running\)$/m);
      expect(run?.stderr).not.toContain('\u001b');
    },
    timeout,
  );

  it(
    'an engine that never starts: why, and the exit code of the report',
    async () => {
      const { told } = await tellInWorld('true', [
        { name: 'wait', line: 'doctor wait --offline --json --timeout 2s' },
        { name: 'text', line: 'doctor wait --offline --timeout 1s' },
      ]);
      const run = told.get('wait');
      expect(run?.code).toBe(1);
      expect((JSON.parse(run?.stdout ?? '') as Report).problems[0]?.id).toBe('daemon.not-running');
      expect(run?.stderr).toMatch(/no engine within 2 s: .*\(daemon\.not-running\)/);
      expect(told.get('text')?.stdout).toContain('Docker is not running');
    },
    timeout,
  );

  it(
    'what time does not mend ends it at once',
    async () => {
      const { told } = await tellInWorld('start_service', [
        { name: 'wait', user: 'dev', line: 'doctor wait --offline --json --timeout 600s' },
      ]);
      const run = told.get('wait');
      expect(run?.code).toBe(1);
      expect((JSON.parse(run?.stdout ?? '') as Report).problems[0]?.id).toBe('socket.permission');
      expect(run?.stderr).toMatch(/waiting does not help: .*\(socket\.permission\)/);
      expect(run?.stderr).not.toContain('waiting for the engine');
    },
    timeout,
  );

  it(
    'Ctrl-C: 130, and nothing on stdout',
    async () => {
      const { told } = await tellInWorld('true', [
        {
          name: 'wait',
          line: '/usr/bin/timeout --foreground -s INT --preserve-status 2 /opt/doctor/node /opt/doctor/dist/cli.js wait --offline --json',
        },
      ]);
      expect(told.get('wait')).toMatchObject({ code: 130, stdout: '' });
    },
    timeout,
  );

  it(
    'in a script: goes on when it is there, stops when it is not',
    async () => {
      const { told } = await tellInWorld('start_service', [
        { name: 'goes on', line: 'set -e; doctor wait --offline >/dev/null; echo after' },
        { name: 'stops', user: 'dev', line: 'set -e; doctor wait --offline >/dev/null; echo after' },
      ]);
      expect(told.get('goes on')).toMatchObject({ code: 0, stdout: 'after\n' });
      expect(told.get('stops')).toMatchObject({ code: 1, stdout: '' });
    },
    timeout,
  );
});
