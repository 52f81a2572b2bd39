/** What this login may do, by SIDs: names of groups are translated, theirs are not. */
import { engineFact } from '../engine.ts';
import { defineFact, known, unknownFact, unknownFrom } from '../fact.ts';
import { system32 } from './programs.ts';

export interface AccountFact {
  /** This process runs with admin rights ('Run as administrator'). */
  readonly elevated: boolean;
  /** The token of this login has docker-users. */
  readonly inDockerUsers: boolean;
  /** The group's own list has this user; null where there is no such group, or it could not be read. */
  readonly listed: boolean | null;
}

export const accountFact = defineFact<AccountFact | null>(
  'windows.account',
  'asking for your groups',
  async ({ host, get }) => {
    const engine = await get(engineFact);
    // Two processes that only a refusal is worth.
    if (!engine.known || engine.value.state !== 'denied') return known(null);
    const [groups, members] = await Promise.all([
      host.ask('run', {
        file: system32(host, 'whoami.exe'),
        args: ['/groups', '/fo', 'csv', '/nh'],
        timeoutMs: 3000,
      }),
      host.ask('run', {
        file: system32(host, 'net.exe'),
        args: ['localgroup', 'docker-users'],
        timeoutMs: 3000,
      }),
    ]);
    if (!groups.ok) return unknownFrom('whoami /groups', groups.error);
    if (!/"S-1-/.test(groups.value.stdout)) return unknownFact('unparsable', 'whoami /groups lists no SIDs');
    const { user } = host.identity;
    return known({
      // High or System integrity: what UAC filters from a token lacks it.
      elevated: /"S-1-16-(?:12288|16384)"/.test(groups.value.stdout),
      inDockerUsers: /\\docker-users"|^"docker-users"/m.test(groups.value.stdout),
      listed:
        members.ok && members.value.exitCode === 0
          ? members.value.stdout.split('\n').some((line) => isUser(line.trim(), user))
          : null,
    });
  },
);

const isUser = (line: string, user: string): boolean =>
  line.toLowerCase() === user.toLowerCase() || line.toLowerCase().endsWith(`\\${user.toLowerCase()}`);
