/** An engine on another host. */
import { fix, type ProblemEntry } from '../../src/diagnosis/problem.ts';
import { guides } from './guides.ts';
import { EVERYWHERE } from './systems.ts';

export const remoteProblems: readonly ProblemEntry[] = [
  {
    id: 'remote.dns',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'transport',
    title: "The name of the engine's host does not resolve",
    summary: "{host} ({url}) is not known to this machine's name resolution.",
    detection: 'Resolving the host name of the endpoint fails.',
    explains: ['daemon.unreachable'],
    fixes: ({ values }) => [fix('Look the name up', [`getent hosts ${values.host}`])],
    guide: () => guides.whichHost,
  },
  {
    id: 'remote.refused',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'transport',
    title: "Nothing listens at the engine's address",
    summary: '{url}: the connection is refused. The host is there; no engine listens on that port.',
    detection: 'Connecting to the endpoint is refused.',
    explains: ['daemon.unreachable'],
    fixes: () => [fix('See which engine is used', ['docker context ls'])],
    guide: () => guides.whichHost,
  },
  {
    id: 'remote.timeout',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'transport',
    title: "The engine's host does not answer",
    summary: '{url}: no connection within {seconds} s. The host is off, or a firewall drops the connection.',
    detection: 'Connecting to the endpoint takes longer than the time limit.',
    explains: ['daemon.unreachable'],
    fixes: () => [fix('See which engine is used', ['docker context ls'])],
    guide: () => guides.whichHost,
  },
];
