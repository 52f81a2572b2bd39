/** Can a WSL distribution start Windows programs? */
import { defineFact, known } from './fact.ts';
import { exists } from './paths.ts';

export const interopFact = defineFact<boolean>('wsl.interop', 'looking at WSL interop', async ({ host }) => {
  // systemd-binfmt may take the first away; WSL then registers the second.
  const places = ['WSLInterop', 'WSLInterop-late'].map((name) => `/proc/sys/fs/binfmt_misc/${name}`);
  return known((await Promise.all(places.map((path) => exists(host, path)))).includes(true));
});
