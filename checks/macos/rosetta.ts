import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { desktopSettingsFact } from '../../src/facts/mac/desktop.ts';
import { macHardwareFact, rosettaFact } from '../../src/facts/mac/hardware.ts';
import { macProductsFact } from '../../src/facts/mac/products.ts';

/** Is Rosetta there where Docker Desktop is set to run Intel images with it? */
export default defineCheck({
  id: 'mac.rosetta',
  title: 'Rosetta',
  systems: ['macos'],
  link: 'host',
  essential: false,
  needs: {
    hardware: macHardwareFact,
    rosetta: rosettaFact,
    products: macProductsFact,
    settings: desktopSettingsFact,
  },
  finds: ['mac.rosetta'],
  judge({ hardware, rosetta, products, settings }) {
    if (hardware.arch !== 'arm64') return skip('not for Intel processors');
    if (rosetta) return pass('installed');
    const wanted = products.desktop !== null && settings.values?.usevirtualizationframeworkrosetta === true;
    if (!wanted) return pass('not installed, and not needed');
    return found({
      id: 'mac.rosetta',
      values: { reason: 'Docker Desktop is set to run Intel (amd64) images with Rosetta' },
      evidence: [
        evidence(`UseVirtualizationFrameworkRosetta in ${settings.file}`, 'true'),
        evidence('/Library/Apple/usr/libexec/oah/libRosettaRuntime', 'not there'),
      ],
    });
  },
});
