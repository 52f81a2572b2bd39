import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { endpointFact } from '../../src/facts/endpoint.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { evidence } from '../../src/facts/fact.ts';
import { accountFact } from '../../src/facts/win/account.ts';
import { type Pc, pcFact } from '../../src/facts/win/pc.ts';

/** May this user open the engine's pipe? A pipe that refuses is there: the engine runs. */
export default defineCheck({
  id: 'windows.pipe',
  title: 'Docker pipe',
  systems: ['windows'],
  link: 'transport',
  after: ['client.context'],
  needs: { endpoint: endpointFact, engine: engineFact },
  uses: { pc: pcFact, account: accountFact },
  finds: ['pipe.permission'],
  judge({ endpoint, engine, pc, account }) {
    if (endpoint.state !== 'resolved' || endpoint.transport.kind !== 'pipe') return skip('no pipe in use');
    if (engine.state === 'answers') return pass(endpoint.url);
    if (engine.state !== 'denied')
      return skip(engine.state === 'absent' ? 'it is not there' : 'it can be opened');
    const who = account.known ? account.value : null;
    const windowsEngine = pc.known && pc.value?.product === 'windows-engine';
    const member = who !== null && (who.inDockerUsers || who.listed === true);
    const foreign = pc.known && pc.value !== null && runsElsewhere(pc.value);
    const kind = windowsEngine ? 'engine' : foreign ? 'other-login' : member ? 'member' : 'outsider';
    const reasons = {
      engine: 'the engine lets only administrators in, and this shell does not run as one',
      member: who?.inDockerUsers
        ? 'you are in docker-users, but it belongs to another login, or was opened "as administrator"'
        : 'you are in docker-users, but this login is older than that',
      'other-login':
        'Docker Desktop was started in another login session of this PC, and from 4.40 on it lets no other user in',
      outsider: 'you are not in the group docker-users',
    };
    return found({
      id: 'pipe.permission',
      values: { pipe: endpoint.transport.path, reason: reasons[kind], kind },
      evidence: [
        evidence(endpoint.url, `${engine.detail} (${engine.code})`),
        ...(who
          ? [
              evidence(
                'whoami /groups',
                `${who.elevated ? 'elevated' : 'not elevated'}; docker-users ${who.inDockerUsers ? 'is' : 'is not'} in this login`,
              ),
            ]
          : []),
      ],
    });
  },
});

/** All of Docker Desktop's processes belong to another login session than this one. */
function runsElsewhere({ product, system }: Pc): boolean {
  if (product !== 'docker-desktop' || !system.known || system.value.session === null) return false;
  const { session } = system.value;
  const sessions = (system.value.processes ?? [])
    .filter(({ name }) => /^(Docker Desktop|com\.docker\.backend)$/i.test(name))
    .map((one) => one.session);
  return sessions.length > 0 && sessions.every((one) => one !== null && one !== session);
}
