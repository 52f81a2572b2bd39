/** Why the virtual machine of colima or Lima ended, from the end of its host agent's log. */
import { engineFact } from '../engine.ts';
import { defineFact, known } from '../fact.ts';
import { joinPath } from '../paths.ts';

export interface LimaEnd {
  readonly file: string;
  readonly line: string;
}

/** Lines that a stop by hand never leaves. */
const FATAL =
  /HV_UNSUPPORTED|Virtualization is not available on this hardware|signal: abort trap|QEMU has already exited|"level":"fatal"|level=fatal/;

/** Null where nothing ended badly, or the engine in force answers. The default profile's alone is read. */
export const limaEndFact = defineFact<LimaEnd | null>(
  'mac.lima-end',
  "reading the log of colima's virtual machine",
  async ({ host, get }) => {
    const engine = await get(engineFact);
    if (engine.known && engine.value.state === 'answers') return known(null);
    const { home } = host.identity;
    const files = [
      joinPath(host, home, '.colima', '_lima', 'colima', 'ha.stderr.log'),
      joinPath(host, home, '.lima', 'colima', 'ha.stderr.log'),
    ];
    const logs = await Promise.all(
      files.map((path) => host.ask('readFile', { path, maxBytes: 8192, tail: true })),
    );
    for (const [at, log] of logs.entries()) {
      const line = log.ok
        ? log.value
            .trimEnd()
            .split('\n')
            .slice(-8)
            .findLast((one) => FATAL.test(one))
        : undefined;
      if (line !== undefined) return known({ file: files[at] ?? '', line: messageOf(line) });
    }
    return known(null);
  },
);

/** The host agent logs JSON lines: {"level":"fatal","msg":"…"}. */
const messageOf = (line: string): string =>
  (/"msg":"((?:[^"\\]|\\.)*)"/.exec(line)?.[1] ?? line).replaceAll('\\"', '"').slice(0, 300);
