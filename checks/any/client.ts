import { defineCheck, type Finding, found, pass, unknown } from '../../src/diagnosis/check.ts';
import { type CliCandidate, clientFact, clientVersionFact } from '../../src/facts/client.ts';
import { evidence } from '../../src/facts/fact.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';

/** Is there a docker command, does the shell find it, does it run, and is it Docker's? */
export default defineCheck({
  id: 'client.cli',
  title: 'Docker command',
  systems: EVERYWHERE,
  link: 'client',
  needs: { client: clientFact },
  uses: { version: clientVersionFact },
  finds: ['client.missing', 'client.not-on-path', 'client.broken', 'client.wrong-program'],
  judge({ client, version }) {
    const { candidates, inUse } = client;
    if (!inUse) return notFound(candidates);
    if (!version.known) return unknown(version.detail);
    const cli = version.value;
    if (cli?.kind === 'broken') {
      const values = { path: inUse.path, reason: reasonOf(cli.code, cli.reason), kind: 'cannot-run' };
      return found({
        id: 'client.broken',
        values,
        evidence: [evidence(`${inUse.path} --version`, `${cli.reason} (${cli.code})`)],
      });
    }
    if (cli?.kind === 'other-program') return found(wrongProgram(inUse, cli.output, cli.podman));
    return pass(cli ? `${inUse.path}, version ${cli.version}` : inUse.path);
  },
});

function notFound(candidates: readonly CliCandidate[]) {
  const working = candidates.find((candidate) => candidate.state === 'ok');
  const brokenOnPath = candidates.find((candidate) => candidate.onPath);
  if (brokenOnPath) return found(broken(brokenOnPath));
  if (working) {
    const folder = working.path.replace(/[\\/][^\\/]*$/, '');
    const seen = evidence('PATH', `has no docker; ${working.path} is there`);
    return found({ id: 'client.not-on-path', values: { path: working.path, folder }, evidence: [seen] });
  }
  const deadLink = candidates[0];
  if (deadLink) return found(broken(deadLink));
  return found({
    id: 'client.missing',
    evidence: [evidence('PATH and known folders', 'no docker in any of them')],
  });
}

function broken({ path, state, target }: CliCandidate): Finding {
  const reasons = {
    dangling: `it is a link to ${target}, which does not exist`,
    'not-executable': 'it is not executable',
    unreadable: 'your user may not read it',
    directory: 'it is a folder',
    ok: 'it does not run',
  };
  return {
    id: 'client.broken',
    values: { path, reason: reasons[state], kind: state },
    evidence: [evidence(path, reasons[state])],
  };
}

function reasonOf(code: string, reason: string): string {
  switch (code) {
    case 'ENOEXEC':
    case 'EBADARCH':
      return 'it is not a program for this machine (wrong architecture, or damaged)';
    case 'ENOINTERP':
      return 'the loader or interpreter it needs is missing';
    case 'EACCES':
    case 'EPERM':
      return 'the system refuses to start it';
    default:
      return reason.split('\n')[0] ?? reason;
  }
}

function wrongProgram(inUse: CliCandidate, output: string, podman: boolean): Finding {
  const answer =
    output
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.slice(0, 120) ?? '';
  return {
    id: 'client.wrong-program',
    values: { path: inUse.path, answer },
    // A podman shim does most of what people want of docker; an unrelated program does nothing of it.
    severity: podman ? 'warning' : 'error',
    // podman needs no engine, so that none of Docker's is missed by who types docker.
    ...(podman && { explains: WITHOUT_ENGINE }),
    evidence: [evidence(`${inUse.path} --version`, output.slice(0, 300))],
  };
}

const WITHOUT_ENGINE = [
  'engine.missing',
  'daemon.not-running',
  'daemon.failed',
  'daemon.masked',
  'daemon.unreachable',
  'daemon.containerd',
  'kernel.iptables',
  'socket.missing',
  'socket.stale',
  'socket.permission',
  'container.no-socket',
];
