import semver from 'semver';
import { defineCheck, type Finding, found, pass, skip } from '../../src/diagnosis/check.ts';
import { endpointFact, isLocalDefault } from '../../src/facts/endpoint.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { evidence, known } from '../../src/facts/fact.ts';
import { installedEnginesFact } from '../../src/facts/installed.ts';
import { kernelFact } from '../../src/facts/kernel.ts';
import { kernelReleaseFact } from '../../src/facts/kernel-release.ts';
import { type PrerequisitesFact, prerequisitesFact } from '../../src/facts/prerequisites.ts';
import { type ServiceFact, serviceFact } from '../../src/facts/service.ts';
import { systemFact } from '../../src/facts/system.ts';
import { LINUX } from '../catalogue/systems.ts';

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
  },
  finds: [
    'daemon.port-conflict',
    'daemon.containerd',
    'daemon.storage',
    'kernel.iptables',
    'kernel.cgroups',
    'kernel.lxc',
    'kernel.too-old',
    'container.dind',
  ],
  judge({ endpoint, engine, installed, service, prerequisites, system, kernel, release }) {
    if (prerequisites === null) return pass('the engine runs');
    if (!isLocalDefault(known(endpoint))) return skip('the engine in force is not the one of this system');
    if (engine.state !== 'absent' && engine.state !== 'refused')
      return skip('something listens on the socket');
    if (installed.dockerd === null) return skip('no dockerd is installed');
    const container = inContainer(system.container, prerequisites);
    if (container) return found(container);
    const findings = [
      kernelTooOld(release),
      heldPidFile(service),
      containerdFinding(installed.containerd, service),
      readOnlyRoot(prerequisites),
      iptablesMissing(prerequisites),
      oldEngineOnCgroups2(prerequisites, kernel.cgroups),
    ].filter((finding) => finding !== null);
    return findings.length > 0 ? found(...findings) : pass('all there');
  },
});

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
  const version = semver.coerce(release);
  if (!version || !semver.lt(version, OLDEST_KERNEL)) return null;
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
  if (containerd !== null) return null;
  const seen = evidence('PATH and the usual folders', 'no containerd');
  return {
    id: 'daemon.containerd',
    values: { kind: 'missing', reason: 'it is not installed' },
    evidence: [seen],
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
  const number = semver.coerce(version);
  if (cgroups !== 'v2' || !number || !semver.lt(number, '20.10.0')) return null;
  const reason = `This system has cgroup v2, and the engine ${version} knows v1 alone`;
  return {
    id: 'kernel.cgroups',
    values: { reason, kind: 'old-engine' },
    evidence: [evidence('dockerd --version', version ?? ''), evidence('/sys/fs/cgroup', 'cgroup2')],
  };
}
