/** /etc/wsl.conf, as far as it decides what runs in a distribution. */
import { defineFact, known, orAbsent } from './fact.ts';
import { settingOf } from './wsl-interop.ts';

export interface WslConf {
  /** [boot] systemd; null where it is not set. */
  readonly systemd: boolean | null;
  readonly hasBoot: boolean;
}

export const wslConfFact = defineFact<WslConf>('wsl.conf', 'reading /etc/wsl.conf', async ({ host }) => {
  const text = orAbsent('reading /etc/wsl.conf', await host.ask('readFile', { path: '/etc/wsl.conf' })) ?? '';
  const systemd = settingOf(text, 'boot', 'systemd');
  return known({
    systemd: systemd === null ? null : systemd === 'true',
    hasBoot: /^\s*\[boot\]/im.test(text),
  });
});
