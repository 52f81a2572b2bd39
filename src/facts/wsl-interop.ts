/** Can a WSL distribution start Windows programs? */
import { defineFact, isAbsent, known } from './fact.ts';

export interface Interop {
  readonly works: boolean;
  /** What was seen, for the evidence: where it was looked, and what stands there. */
  readonly source: string;
  readonly text: string;
}

const PLACE = '/proc/sys/fs/binfmt_misc';

export const interopFact = defineFact<Interop>('wsl.interop', 'looking at WSL interop', async ({ host }) => {
  // systemd-binfmt may take the first away; WSL then registers the second.
  const files = ['WSLInterop', 'WSLInterop-late'].map((name) => `${PLACE}/${name}`);
  const [conf, ...entries] = await Promise.all(
    ['/etc/wsl.conf', ...files].map((path) => host.ask('readFile', { path })),
  );
  // All distributions share the kernel's entry: one that may not use it says so in its own settings.
  if (conf?.ok && settingOf(conf.value, 'interop', 'enabled') === 'false')
    return known({ works: false, source: '/etc/wsl.conf', text: '[interop] enabled=false' });
  const at = entries.findIndex((entry) => entry.ok && /^enabled\b/.test(entry.value));
  if (at >= 0) return known({ works: true, source: files[at] ?? PLACE, text: 'enabled' });
  const off = entries.findIndex((entry) => entry.ok);
  if (off >= 0) return known({ works: false, source: files[off] ?? PLACE, text: 'disabled' });
  const hidden = entries.findIndex((entry) => !isAbsent(entry));
  const text = hidden >= 0 ? 'could not be looked at' : 'does not exist';
  return known({ works: false, source: files[Math.max(hidden, 0)] ?? PLACE, text });
});

/** wsl.conf: sections in brackets, `key=value` below; names and values in any case. The last one counts. */
export function settingOf(text: string, section: string, key: string): string | null {
  let current = '';
  let found: string | null = null;
  for (const line of text.split('\n')) {
    const heading = /^\s*\[([^\]]+)\]/.exec(line);
    if (heading) current = (heading[1] ?? '').trim().toLowerCase();
    const pair = /^\s*([\w.]+)\s*=\s*"?([^"#\r\n]*?)"?\s*(?:#.*)?$/.exec(line);
    if (pair && current === section && pair[1]?.toLowerCase() === key.toLowerCase())
      found = (pair[2] ?? '').toLowerCase();
  }
  return found;
}
