/** `fix` mends a real machine: an engine that is installed and was not started. */
import { describe, expect, it } from 'vitest';
import { inWorld, whyNoWorlds } from './world.ts';

const doctor = '/opt/doctor/node /opt/doctor/dist/cli.js';

describe.skipIf(whyNoWorlds() !== null)('docker-doctor fix', () => {
  it('--yes starts the engine by the printed command and sees that Docker works', async () => {
    const { output } = await inWorld(`set +e
as_user member-active "${doctor} fix --yes --offline --json" </dev/null >/mnt/work/out/report; echo "exit $?"
grep -c '"status": "ok"' /mnt/work/out/report
exit 0`);
    expect(output).toContain('$ sudo service docker start');
    expect(output).toContain('no longer found: Docker is not running');
    expect(output).toMatch(/exit 0\n1\n/);
  });

  it('--yes runs nothing that needs a decision', async () => {
    const { output } = await inWorld(`set +e
start_service
as_user dev "${doctor} fix --yes --offline" </dev/null; echo "exit $?"
getent group docker
exit 0`);
    expect(output).toContain('not run: it needs your decision');
    expect(output).toContain('exit 1');
    expect(output).toMatch(/^docker:x:1500:member$/m);
  });

  it('asks on a terminal, and an answer that is not yes runs nothing', async () => {
    const { output } = await inWorld(`set +e
printf 'n\\n' | as_user member-active "script -qec '${doctor} fix --offline' /dev/null"; echo "exit $?"
test -e /run/docker.pid; echo "started: $?"
exit 0`);
    expect(output).toContain('Run this?');
    expect(output).not.toContain('$ sudo');
    expect(output).toContain('started: 1');
  });
});
