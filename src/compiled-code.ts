/**
 * Keeps what V8 made of these files beside them, so that the next run need not compile them again: an eighth of a
 * healthy run. Whoever can write there can write the program itself; the folder for temporary files, which is
 * everybody's, would be no place for it. NODE_DISABLE_COMPILE_CACHE=1 forbids it, as for node's own cache.
 */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import module from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** What node's loader calls with each file's text; v8-compile-cache, which yarn and others had, hooks in here too. */
interface Loader {
  readonly prototype: { _compile(this: Loaded, text: string, file: string): unknown };
  wrap(text: string): string;
  enableCompileCache?(folder: string): unknown;
}

interface Loaded {
  readonly exports: unknown;
  require(id: string): unknown;
}

/** `folder`: where the program's files are. `build`: what tells this build of them from any other. */
export function keepCompiledCode(folder: string, build: string): void {
  if (process.env.NODE_DISABLE_COMPILE_CACHE === '1' || !isOurs(folder)) return;
  const loader = module as unknown as Loader;
  const place = join(folder, '.compiled');
  // Node 22.1 and newer do it themselves (https://nodejs.org/api/module.html#module-compile-cache).
  if (loader.enableCompileCache) loader.enableCompileCache(place);
  else
    compileWithCache(
      loader,
      folder,
      join(place, `${process.version}-${process.platform}-${process.arch}-${build}`),
    );
}

/** Another user's files stay as they are: root would leave some there that their owner cannot remove. */
function isOurs(folder: string): boolean {
  if (!process.getuid) return true;
  try {
    return statSync(folder).uid === process.getuid();
  } catch {
    return false;
  }
}

function compileWithCache(loader: Loader, folder: string, place: string): void {
  const compile = loader.prototype._compile;
  const compiled: { readonly file: string; readonly script: Script }[] = [];
  loader.prototype._compile = function compileOurs(text, file) {
    // What V8 takes from a cache has forgotten how to import(): such a file is compiled as ever.
    if (dirname(file) !== folder || text.includes('import(')) return compile.call(this, text, file);
    const cache = join(place, `${basename(file)}.bin`);
    const cachedData = readIfThere(cache);
    const script = new Script(loader.wrap(text), {
      filename: file,
      ...(cachedData && { cachedData }),
    });
    // V8 looks whether it is its own; what it does not take is made anew.
    if (!cachedData || script.cachedDataRejected) compiled.push({ file: cache, script });
    const run = script.runInThisContext() as (...given: unknown[]) => unknown;
    return run.call(this.exports, this.exports, (id: string) => this.require(id), this, file, folder);
  };
  // At the end, when the functions of this run are compiled too.
  process.once('exit', () => {
    if (compiled.length > 0) save(place, compiled);
  });
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Each file is there whole or not at all, also after a power cut; where nothing can be written, all works as without. */
function save(place: string, compiled: readonly { readonly file: string; readonly script: Script }[]): void {
  try {
    mkdirSync(place, { recursive: true });
    for (const { file, script } of compiled) {
      const unfinished = `${file}.${process.pid}`;
      const open = openSync(unfinished, 'wx');
      writeFileSync(open, script.createCachedData());
      fsyncSync(open);
      closeSync(open);
      renameSync(unfinished, file);
    }
  } catch {
    // A folder that is only read.
  }
}
