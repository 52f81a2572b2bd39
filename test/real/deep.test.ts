/** `--deep` really runs a container, leaves nothing behind, and names what keeps one from starting. */
import { describe, expect, it } from 'vitest';
import { inWorld, whyNoWorlds } from './world.ts';

const doctor = '/opt/doctor/node /opt/doctor/dist/cli.js --offline --json';

describe.skipIf(whyNoWorlds() !== null)('docker-doctor --deep', () => {
  it('runs a container of its own and takes it and its image away', async () => {
    const { output } = await inWorld(`set +e
start_service
as_user member-active "${doctor} --deep" </dev/null >/mnt/work/out/report; echo "exit $?"
grep -A8 '"container.run"' /mnt/work/out/report
echo "left: $(docker ps -aq | wc -l) $(docker images -q | wc -l)"
as_user member-active "${doctor}" </dev/null | grep -A8 '"container.run"'
exit 0`);
    expect(output).toContain('exit 0');
    expect(output).toContain('was loaded, started, and ended as it should');
    expect(output).toContain('left: 0 0');
    expect(output).toContain('a container is run under --deep alone');
  });

  it('names a runtime that is not there', async () => {
    const { output } = await inWorld(`set +e
printf '{"default-runtime":"lab","runtimes":{"lab":{"path":"/opt/gone"}}}' >/etc/docker/daemon.json
start_service
as_user member-active "${doctor} --deep" </dev/null >/mnt/work/out/report; echo "exit $?"
grep -m1 '"id"' /mnt/work/out/report
echo "left: $(docker ps -aq | wc -l)"
exit 0`);
    expect(output).toContain('exit 1');
    expect(output).toContain('"run.runtime-missing"');
    expect(output).toContain('left: 0');
  });
});
