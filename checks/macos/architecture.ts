import { defineCheck, type Finding, found, pass } from '../../src/diagnosis/check.ts';
import { clientVersionFact } from '../../src/facts/client.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { enginesFact, inForce, runningOthers } from '../../src/facts/engines/index.ts';
import { evidence } from '../../src/facts/fact.ts';
import { type MacHardware, macHardwareFact } from '../../src/facts/mac/hardware.ts';
import { macProductsFact } from '../../src/facts/mac/products.ts';
import { macProgramsFact } from '../../src/facts/mac/programs.ts';

/** Are the app, the docker command and Lima built for this processor, and is the terminal native? */
export default defineCheck({
  id: 'mac.architecture',
  title: 'Processor and programs',
  systems: ['macos'],
  link: 'platform',
  essential: false,
  needs: { hardware: macHardwareFact, products: macProductsFact, programs: macProgramsFact },
  uses: { engine: engineFact, engines: enginesFact, client: clientVersionFact },
  finds: ['mac.wrong-arch', 'mac.translated-shell'],
  judge({ hardware, products, programs, engine, engines, client }) {
    const answers = engine.known && engine.value.state === 'answers';
    const mine = inForce(engines);
    const inUse = (product: string): boolean =>
      mine?.product === product || mine?.product === 'docker-engine';
    const isWrong = (arch: string | null | undefined): boolean => arch != null && arch !== hardware.arch;
    const findings: Finding[] = [];
    const { desktop } = products;
    // What answers works, and an app that nobody uses is in nobody's way.
    if (desktop && isWrong(desktop.arch) && !answers && inUse('docker-desktop')) {
      findings.push({
        ...wrong('app', 'Docker Desktop', desktop.path, desktop.arch, hardware),
        ...(runningOthers(engines).length > 0 && { severity: 'warning' }),
      });
    }
    const { docker, limactl } = programs;
    if (limactl && isWrong(limactl.arch) && !answers && mine?.product === 'colima') {
      findings.push(wrong('lima', 'Lima, which colima runs on,', limactl.path, limactl.arch, hardware));
    }
    const cannotRun = client.known && client.value?.kind === 'broken';
    // One cause is enough: the command often comes with the app or with Lima.
    if (docker && isWrong(docker.arch) && (cannotRun || findings.length === 0)) {
      findings.push(
        cannotRun
          ? wrong('command', 'The docker command', docker.path, docker.arch, hardware)
          : {
              ...wrong('translated', 'The docker command', docker.path, docker.arch, hardware),
              severity: 'warning',
            },
      );
    }
    if (findings.length > 0) return found(...findings);
    if (hardware.translated && hardware.arch === 'arm64') {
      const seen = evidence('sysctl sysctl.proc_translated', '1');
      return found({ id: 'mac.translated-shell', evidence: [seen] });
    }
    return pass(`${hardware.brand}; the programs in use are built for it`);
  },
});

const NAMES: Readonly<Record<string, string>> = { x64: 'Intel processors', arm64: 'Apple silicon' };
const CONSEQUENCES = {
  app: 'It cannot start its virtual machine.',
  lima: 'It cannot start a virtual machine under Rosetta.',
  command: 'The system refuses to start it.',
  translated: 'Rosetta translates it, and macOS 28 no longer will.',
} as const;

function wrong(
  kind: keyof typeof CONSEQUENCES,
  product: string,
  path: string,
  arch: string | null,
  { arch: own, brand }: MacHardware,
): Finding {
  const built = NAMES[arch ?? ''] ?? arch ?? '';
  return {
    id: 'mac.wrong-arch',
    values: {
      kind,
      product,
      path,
      built,
      processor: own === 'arm64' ? 'Apple silicon' : 'an Intel processor',
      consequence: CONSEQUENCES[kind],
      brew: own === 'arm64' ? '/opt/homebrew' : '/usr/local',
    },
    evidence: [evidence(path, `Mach-O for ${arch}`), evidence('sysctl machdep.cpu.brand_string', brand)],
  };
}
