import lt from 'semver/functions/lt.js';
import { defineCheck, type Finding, found, pass, skip } from '../../src/diagnosis/check.ts';
import { type DaemonConfigFact, daemonConfigFact } from '../../src/facts/daemon-config.ts';
import { endpointFact, isLocalDefault } from '../../src/facts/endpoint.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { decisiveLine, type EngineLogFact, engineLogFact, messageOf } from '../../src/facts/engine-log.ts';
import { evidence, known } from '../../src/facts/fact.ts';
import { installedEnginesFact } from '../../src/facts/installed.ts';
import { kernelFact } from '../../src/facts/kernel.ts';
import { kernelReleaseFact } from '../../src/facts/kernel-release.ts';
import { type PrerequisitesFact, prerequisitesFact } from '../../src/facts/prerequisites.ts';
import { type ServiceFact, serviceFact } from '../../src/facts/service.ts';
import { type GroupsFact, groupsFact } from '../../src/facts/socket.ts';
import { systemFact } from '../../src/facts/system.ts';
import { numbersOf } from '../../src/facts/versions.ts';
import { LINUX } from '../catalogue/systems.ts';
import { givenTwice } from './given-twice.ts';
import { storageMisfit } from './storage-settings.ts';

/** What can keep an engine from starting, seen on the machine or said in its log. */
const TOLD_BY_LOG: readonly string[] = [
  'daemon.config-conflict',
  'daemon.config-invalid',
  'daemon.network',
  'disk.full',
  'kernel.overlay',
  'net.firewall',
  'net.pool-exhausted',
  'run.runtime-missing',
  'security.apparmor',
  'socket.group',
  'daemon.port-conflict',
  'daemon.containerd',
  'daemon.storage',
  'kernel.iptables',
  'kernel.cgroups',
  'kernel.lxc',
  'kernel.modules-missing',
  'kernel.too-old',
  'container.dind',
];

/** An engine that does not run: could it start at all? */
export default defineCheck({
  id: 'linux.engine-start',
  title: 'What the engine needs',
  systems: LINUX,
  link: 'platform',
  essential: false,
  after: ['client.context'],
  needs: {
    endpoint: endpointFact,
    engine: engineFact,
    installed: installedEnginesFact,
    service: serviceFact,
    prerequisites: prerequisitesFact,
    system: systemFact,
    kernel: kernelFact,
    release: kernelReleaseFact,
    log: engineLogFact,
  },
  uses: { config: daemonConfigFact, groups: groupsFact },
  finds: TOLD_BY_LOG,
  async judge({
    endpoint,
    engine,
    installed,
    service,
    prerequisites,
    system,
    kernel,
    release,
    log,
    config,
    groups,
  }) {
    if (prerequisites === null) return pass('the engine runs');
    if (!isLocalDefault(known(endpoint))) return skip('the engine in force is not the one of this system');
    const waits = waitsForContainerd(service);
    if (engine.state === 'hung' && waits) return found({ ...waits, explains: ['daemon.hung'] });
    if (engine.state !== 'absent' && engine.state !== 'refused')
      return skip('something listens on the socket');
    if (installed.dockerd === null) return skip('no dockerd is installed');
    const container = inContainer(system.container, prerequisites);
    if (container) return found(container);
    const settings = config.known ? config.value : null;
    const findings = [
      kernelTooOld(release),
      heldPidFile(service),
      containerdFinding(installed.containerd, service),
      givenTwice(settings, service),
      groupOfSocket(service, groups.known ? groups.value : null),
      readOnlyRoot(prerequisites) ?? storageMisfit(settings, prerequisites),
      iptablesMissing(prerequisites),
      oldEngineOnCgroups2(prerequisites, kernel.cgroups),
    ].filter((finding) => finding !== null);
    const said = await fromLog(log, kernel.overlay);
    // What is seen now counts more than what was said some time ago.
    const seenNow =
      findings.some(({ id }) => id === said?.id) ||
      (said?.id === 'daemon.config-invalid' && (settings?.state === 'syntax-error' || isRefused(settings)));
    if (said && !seenNow) findings.push(said);
    return findings.length > 0 ? found(...findings) : pass('all there');
  },
});

const isRefused = (settings: DaemonConfigFact | null): boolean =>
  settings?.state === 'read' && settings.refused !== null;

/** What modprobe says when the folder of the running kernel went with an upgrade; what then fails. */
const NO_MODULE = /Module \S+ not found in directory \/lib\/modules\/([^\s"\\]+)/;
const MODULES_OF: ReadonlySet<string> = new Set(['kernel.iptables', 'daemon.network', 'daemon.storage']);

/** What the engine's last words mean, where they are of a known kind (linux.service quotes the others). */
async function fromLog({ source, lines }: EngineLogFact, overlay: boolean | null): Promise<Finding | null> {
  const line = decisiveLine(lines);
  if (source === null || line === null) return null;
  const [{ startFailureIn }, { NOT_STARTED }] = await Promise.all([
    import('./start-failures.ts'),
    import('../catalogue/daemon.ts'),
  ]);
  // A full disk makes many things fail before the last of them ends the engine.
  const full = lines.find((one) => /no space left on device/i.test(one));
  const failure = startFailureIn(full ?? line) ?? (await recognised(lines));
  if (failure === null) return null;
  const gone = MODULES_OF.has(failure.id)
    ? lines.map((one) => NO_MODULE.exec(one)).find((one) => one !== null)
    : null;
  if (gone) {
    const values = { release: gone[1] ?? '' };
    return { id: 'kernel.modules-missing', values, evidence: [evidence(source, messageOf(gone.input))] };
  }
  const quoted = evidence(source, full === undefined ? line : messageOf(full));
  const finding = { ...failure, severity: 'error' as const, explains: NOT_STARTED, evidence: [quoted] };
  if (finding.id === 'daemon.storage' && /overlay/.test(line) && overlay === false)
    return { ...finding, id: 'kernel.overlay' };
  return finding;
}

/** Below this a message is a mere hint, and the line is quoted instead. */
const SURE = 0.75;

/** The message patterns that `explain` has too, over the last try as a whole. */
async function recognised(lines: readonly string[]): Promise<Pick<Finding, 'id' | 'values'> | null> {
  const [{ recognise }, { loadPatterns }] = await Promise.all([
    import('../../src/explain/recognise.ts'),
    import('../../src/explain/pattern.ts'),
  ]);
  // Of its start options, not of its settings file: the line itself says most.
  if (lines.some((line) => /unknown (?:shorthand )?flag/.test(line))) return null;
  const problems = await recognise(lines.join('\n'), { system: 'linux', fromDocker: true });
  const best = problems.find(
    ({ id, confidence, alternative }) => !alternative && confidence >= SURE && TOLD_BY_LOG.includes(id),
  );
  if (!best) return null;
  const { table } = await loadPatterns();
  return { id: best.id, values: { ...table[best.id]?.defaults, ...best.values } };
}

/** systemd makes the socket before the engine starts, and fails where it knows no group docker. */
function groupOfSocket(service: ServiceFact | null, groups: GroupsFact | null): Finding | null {
  const unit = service?.units['docker.socket'];
  if (unit?.ActiveState !== 'failed' || groups === null || groups.docker !== null) return null;
  return {
    id: 'socket.group',
    values: {
      path: '/var/run/docker.sock',
      kind: 'unknown',
      reason: 'systemd is to give /var/run/docker.sock to the group docker, which does not exist',
    },
    evidence: [
      evidence('systemctl show docker.socket', `ActiveState=failed Result=${unit.Result ?? ''}`),
      evidence('/etc/group', 'no group docker'),
    ],
  };
}

/** Inside a container an engine needs rights that the container was not given. */
function inContainer(container: string | null, { sysAdmin }: PrerequisitesFact): Finding | null {
  if (container === null || sysAdmin !== false) return null;
  const seen = [
    evidence('this system', `runs in a container (${container})`),
    evidence('/proc/1/status', 'CapEff without CAP_SYS_ADMIN'),
  ];
  if (container === 'lxc' || container === 'openvz')
    return {
      id: 'kernel.lxc',
      values: { reason: `This ${container} container has no right to nest` },
      evidence: seen,
    };
  return { id: 'container.dind', values: { reason: 'This container is not privileged' }, evidence: seen };
}

/** https://docs.docker.com/engine/daemon/troubleshoot/#kernel-compatibility */
const OLDEST_KERNEL = '3.10.0';

function kernelTooOld(release: string): Finding | null {
  const version = numbersOf(release);
  if (!version || !lt(version, OLDEST_KERNEL)) return null;
  return { id: 'kernel.too-old', values: { release }, evidence: [evidence('uname -r', release)] };
}

/** A living process that is no dockerd has the number in the pid file: dockerd before 24.0 refuses to start. */
function heldPidFile(service: ServiceFact | null): Finding | null {
  const process = service?.process;
  if (!process || /^dockerd/.test(process.name)) return null;
  const pid = String(process.pid);
  return {
    id: 'daemon.port-conflict',
    values: {
      pid,
      file: '/var/run/docker.pid',
      reason: `/var/run/docker.pid names process ${pid}, which is "${process.name}"`,
    },
    evidence: [evidence('/var/run/docker.pid', pid), evidence(`/proc/${pid}/comm`, process.name)],
  };
}

function containerdFinding(containerd: string | null, service: ServiceFact | null): Finding | null {
  const unit = service?.units['containerd.service'];
  if (unit?.LoadState === 'masked') {
    const seen = evidence('systemctl show containerd.service', 'LoadState=masked');
    return {
      id: 'daemon.containerd',
      values: { kind: 'masked', reason: 'its unit is masked' },
      evidence: [seen],
    };
  }
  if (unit?.ActiveState === 'failed') {
    return {
      id: 'daemon.containerd',
      values: { kind: 'stopped', reason: `systemd says that it failed (${unit.Result})` },
      evidence: [evidence('systemctl show containerd.service', `ActiveState=failed Result=${unit.Result}`)],
    };
  }
  const waits = waitsForContainerd(service);
  if (waits) return waits;
  if (containerd !== null) return null;
  const seen = evidence('PATH and the usual folders', 'no containerd');
  return {
    id: 'daemon.containerd',
    values: { kind: 'missing', reason: 'it is not installed' },
    evidence: [seen],
  };
}

/** dockerd runs, and was told to use a containerd that is not there: it opens its socket at most, and answers nothing. */
function waitsForContainerd(service: ServiceFact | null): Finding | null {
  const process = service?.process;
  if (!process?.containerd || process.containerdAnswers !== false) return null;
  return {
    id: 'daemon.containerd',
    values: { kind: 'stopped', reason: `nothing listens on ${process.containerd}, and dockerd waits for it` },
    evidence: [evidence(`/proc/${process.pid}/cmdline`, `--containerd ${process.containerd}`)],
  };
}

function readOnlyRoot({ dataRoot, readOnlyMount }: PrerequisitesFact): Finding | null {
  if (readOnlyMount === null) return null;
  const reason = `${dataRoot} is on ${readOnlyMount}, which is mounted read-only`;
  return {
    id: 'daemon.storage',
    values: { reason, kind: 'read-only', path: readOnlyMount },
    evidence: [evidence('/proc/self/mountinfo', `${readOnlyMount} ro`)],
  };
}

function iptablesMissing({ iptables, wantsIptables }: PrerequisitesFact): Finding | null {
  if (iptables !== null || !wantsIptables) return null;
  const seen = evidence('PATH and the usual folders', 'no iptables');
  return {
    id: 'kernel.iptables',
    values: { kind: 'missing', reason: 'it is not installed' },
    evidence: [seen],
  };
}

/** Engines before 20.10 know cgroup v1 alone. */
function oldEngineOnCgroups2({ version }: PrerequisitesFact, cgroups: string | null): Finding | null {
  const number = numbersOf(version);
  if (cgroups !== 'v2' || !number || !lt(number, '20.10.0')) return null;
  const reason = `This system has cgroup v2, and the engine ${version} knows v1 alone`;
  return {
    id: 'kernel.cgroups',
    values: { reason, kind: 'old-engine' },
    evidence: [evidence('dockerd --version', version ?? ''), evidence('/sys/fs/cgroup', 'cgroup2')],
  };
}
