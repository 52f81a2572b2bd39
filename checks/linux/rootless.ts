import { defineCheck, type Finding, found, pass, skip } from '../../src/diagnosis/check.ts';
import { endpointFact } from '../../src/facts/endpoint.ts';
import { type EngineFact, engineFact } from '../../src/facts/engine.ts';
import { evidence } from '../../src/facts/fact.ts';
import { textAt } from '../../src/facts/json-text.ts';
import { type RootlessFact, rootlessFact } from '../../src/facts/rootless.ts';
import { systemFact } from '../../src/facts/system.ts';
import { LINUX } from '../catalogue/systems.ts';

/** Rootless Docker: does it run, and does this shell use it? */
export default defineCheck({
  id: 'linux.rootless',
  title: 'Rootless Docker',
  systems: LINUX,
  link: 'transport',
  after: ['client.context'],
  needs: { rootless: rootlessFact, engine: engineFact, endpoint: endpointFact, system: systemFact },
  finds: [
    'rootless.not-running',
    'rootless.env',
    'rootless.uidmap',
    'rootless.subuid',
    'kernel.userns',
    'rootless.linger',
    'rootless.cgroup',
  ],
  judge({ rootless, engine, endpoint, system }) {
    if (rootless === null) return skip('not set up for this user');
    if (engine.state === 'answers' && rootless.inForce && system.init === 'systemd') {
      const limitless = withoutLimits(engine);
      if (limitless) return found(limitless);
    }
    if (engine.state === 'answers')
      return pass(rootless.inForce ? `${rootless.socket} answers` : 'another engine is in force');
    if (endpoint.state !== 'resolved') return skip('no endpoint');
    if (rootless.runs) {
      const byDefault = endpoint.source === 'default' || /^unix:\/\/\/docker\.sock$/.test(endpoint.url);
      return byDefault ? found(notSet(rootless)) : skip('it runs, and another engine is in force');
    }
    if (!rootless.inForce && !rootless.setUp) return skip('not in force');
    // A system-wide engine that is in force has checks of its own.
    if (!rootless.inForce && endpoint.source !== 'default') return skip('another engine is in force');
    return found(...whyNotRunning(rootless));
  },
});

function notSet({ socket, runtimeFolder }: RootlessFact): Finding {
  const folder = socket.replace(/\/docker\.sock$/, '');
  return {
    id: 'rootless.env',
    values: {
      path: socket,
      reason:
        runtimeFolder === null
          ? 'XDG_RUNTIME_DIR is not set'
          : 'DOCKER_HOST is not set, and no context names it',
      ...(runtimeFolder === null && { runtime: folder }),
    },
    evidence: [evidence(socket, 'answers'), evidence('XDG_RUNTIME_DIR', runtimeFolder ?? 'not set')],
  };
}

function whyNotRunning(rootless: RootlessFact): Finding[] {
  const { uidmap, subordinateIds, userNamespaces, socket, linger, script, runtimeFolder } = rootless;
  const findings: Finding[] = [];
  const start = {
    script: script ?? 'dockerd-rootless.sh',
    ...(runtimeFolder === null && { runtime: socket.replace(/\/docker\.sock$/, '') }),
  };
  if (userNamespaces) {
    findings.push({
      id: 'kernel.userns',
      values: { ...userNamespaces, ...start },
      evidence: [evidence('sysctl', userNamespaces.reason)],
    });
  }
  if (uidmap !== 'ok') {
    const reason =
      uidmap === 'missing' ? 'it is not installed' : 'it has neither the setuid bit nor the capability';
    findings.push({
      id: 'rootless.uidmap',
      values: { reason, ...start },
      evidence: [evidence('newuidmap', reason)],
    });
  }
  if (subordinateIds === false) {
    findings.push({
      id: 'rootless.subuid',
      values: start,
      evidence: [evidence('/etc/subuid, /etc/subgid', 'no range for your user')],
    });
  }
  if (findings.length > 0) return findings;
  const stopped: Finding = {
    id: 'rootless.not-running',
    values: start,
    evidence: [evidence(socket, 'nothing answers')],
  };
  if (linger !== false) return [stopped];
  return [
    stopped,
    { id: 'rootless.linger', evidence: [evidence('/var/lib/systemd/linger', 'no file of your name')] },
  ];
}

/** With cgroup v1 no rootless engine can limit anything; with v2, systemd must have delegated the controllers. */
function withoutLimits({ info }: EngineFact): Finding | null {
  const [version, driver] = [textAt(info, 'CgroupVersion'), textAt(info, 'CgroupDriver')];
  if (version !== '2' || driver !== 'none') return null;
  return {
    id: 'rootless.cgroup',
    values: { reason: 'systemd has delegated no controllers to your user' },
    evidence: [evidence('GET /info', `CgroupVersion ${version}, CgroupDriver ${driver}`)],
  };
}
