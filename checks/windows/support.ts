import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { pcFact } from '../../src/facts/win/pc.ts';
import { isHome, windowsName, windowsVersionFact } from '../../src/facts/win/version.ts';
import { FIRST_ARM, FIRST_WSL2, minimumBuild } from '../data/windows-support.ts';
import { hardware } from './virtualization.ts';

/** Does Docker Desktop support this Windows? Only asked where its engine does not answer: what runs, runs. */
export default defineCheck({
  id: 'windows.support',
  title: 'Windows version',
  systems: ['windows'],
  link: 'platform',
  essential: false,
  after: ['client.cli'],
  needs: { pc: pcFact, windows: windowsVersionFact },
  finds: ['os.unsupported'],
  judge({ pc, windows }) {
    const name = `${windowsName(windows)} (build ${windows.build})`;
    if (pc?.product !== 'docker-desktop') return skip(name);
    const version = pc.desktop?.version ?? null;
    const system = pc.system.known ? pc.system.value : null;
    const arm = system?.cpu?.arm === true;
    const old = pc.backEnd === 'hyper-v' && isHome(windows) && /^(?:1[78]|2\.[0-2])\./.test(version ?? '');
    const minimum = minimumBuild(version, windows.build);
    const values = {
      system: name,
      product: 'Docker Desktop',
      reason: windows.server
        ? 'Docker Desktop is not made for Windows Server'
        : old
          ? `Docker Desktop ${version} runs on Hyper-V alone, which Windows Home does not have`
          : arm && windows.build < FIRST_ARM
            ? 'Docker Desktop for Arm asks for Windows 11'
            : `Docker Desktop ${version ?? ''} asks for build ${minimum} or newer`.replace('  ', ' '),
    };
    const seen = [evidence('Windows', name), evidence('Docker Desktop', version ?? 'version not told')];
    // It did run on servers, unsupported: without virtualization it runs nowhere.
    if (windows.server) {
      const severity = system && hardware(pc, system).length > 0 ? 'warning' : 'error';
      return found({ id: 'os.unsupported', values, severity, evidence: seen });
    }
    if (old || (arm && windows.build < FIRST_ARM))
      return found({ id: 'os.unsupported', values, severity: 'error', evidence: seen });
    if (windows.build >= minimum) return pass(name);
    // A build a little too old often works, and is then not what keeps the engine from starting.
    const severity = windows.build < FIRST_WSL2 ? 'error' : 'warning';
    return found({ id: 'os.unsupported', values, severity, evidence: seen });
  },
});
