import { defineCheck, found, pass, skip } from '../../src/diagnosis/check.ts';
import { cliConfigFact } from '../../src/facts/cli-config.ts';
import { credentialHelpersFact } from '../../src/facts/credentials.ts';
import { evidence } from '../../src/facts/fact.ts';
import { interopFact } from '../../src/facts/wsl-interop.ts';

/** Credential helpers of Windows (desktop.exe) need interop, without which no .exe runs from here. */
export default defineCheck({
  id: 'wsl.interop',
  title: 'Windows programs from WSL',
  systems: ['wsl'],
  link: 'settings',
  essential: false,
  needs: { config: cliConfigFact, helpers: credentialHelpersFact, interop: interopFact },
  finds: ['credentials.helper-failed'],
  judge({ config, helpers, interop }) {
    const windows = helpers.find(({ name, path }) => /\.exe$/i.test(name) && path !== null);
    if (!windows) return skip('none is needed');
    if (interop) return pass('they can be started');
    return found({
      id: 'credentials.helper-failed',
      values: {
        name: windows.name,
        file: config.file,
        reason: 'it is a Windows program, and this distribution cannot start those (interop is off)',
      },
      evidence: [
        evidence('/proc/sys/fs/binfmt_misc/WSLInterop', 'does not exist'),
        evidence(config.file, `${windows.usedFor}: "${windows.name}"`),
      ],
    });
  },
});
