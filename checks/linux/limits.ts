import { defineCheck, type Finding, found, pass, skip } from '../../src/diagnosis/check.ts';
import { endpointFact, isLocalDefault } from '../../src/facts/endpoint.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { evidence, known } from '../../src/facts/fact.ts';
import { limitsFact } from '../../src/facts/limits.ts';
import { LINUX } from '../catalogue/systems.ts';

/** Below what any current system ships: kernels default to 8192 watches, 128 instances; systemd to 1024 files. */
const WATCHES = 8192;
const INSTANCES = 128;
const FILES = 1024;

/** Are the limits so low that programs in containers fail? */
export default defineCheck({
  id: 'linux.limits',
  title: 'Limits',
  systems: LINUX,
  link: 'host',
  after: ['engine.answers'],
  needs: { engine: engineFact, endpoint: endpointFact, limits: limitsFact },
  finds: ['limits.files', 'limits.inotify'],
  judge({ engine, endpoint, limits: { inotifyWatches, inotifyInstances, engineFiles } }) {
    if (engine.state !== 'answers' || !isLocalDefault(known(endpoint)))
      return skip('no engine of this system answers');
    const findings: Finding[] = [];
    const low = (value: number | null, least: number): value is number => value !== null && value < least;
    if (low(engineFiles, FILES)) {
      const reason = `The engine may open ${engineFiles} files`;
      findings.push({
        id: 'limits.files',
        values: { reason },
        evidence: [evidence('/proc/<dockerd>/limits', `Max open files ${engineFiles}`)],
      });
    }
    if (low(inotifyWatches, WATCHES) || low(inotifyInstances, INSTANCES)) {
      const reason = `Each user may watch ${inotifyWatches} files with ${inotifyInstances} watchers`;
      const seen = evidence(
        '/proc/sys/fs/inotify',
        `max_user_watches ${inotifyWatches}, max_user_instances ${inotifyInstances}`,
      );
      findings.push({ id: 'limits.inotify', values: { reason }, evidence: [seen] });
    }
    return findings.length > 0 ? found(...findings) : pass('as usual');
  },
});
