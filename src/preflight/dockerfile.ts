/** The images that a Dockerfile builds upon: what a build pulls before anything is made. */
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { isObject, type JsonObject, textAt } from '../facts/json-text.ts';
import type { LookUp } from './compose-files.ts';
import { interpolate } from './interpolate.ts';
import { isRemote } from './remote.ts';

export interface BaseImages {
  readonly images: readonly string[];
  /** Platforms that a stage is fixed to, as they are written: 'linux/amd64'. */
  readonly platforms: readonly string[];
}

/** `build:` of a Compose service or of a dev container. */
export interface Build {
  readonly context: string;
  /** A path, from the context. */
  readonly dockerfile: string;
  /** The text itself, in the place of a file. */
  readonly inline: string | null;
  readonly target: string | null;
  readonly args: ReadonlyMap<string, string>;
  /** Names that stand for other contexts, and for no image. */
  readonly contexts: ReadonlySet<string>;
}

/** Compose's notation, short or long; null where nothing is built. `look`: variables of arguments without a value. */
export function buildOf(value: unknown, look: LookUp): Build | null {
  if (typeof value === 'string') return buildOf({ context: value }, look);
  if (!isObject(value)) return null;
  return {
    context: textAt(value, 'context') ?? '.',
    dockerfile: textAt(value, 'dockerfile') ?? 'Dockerfile',
    inline: textAt(value, 'dockerfile_inline'),
    target: textAt(value, 'target'),
    args: new Map(pairsOf(value.args).map(([name, given]) => [name, given ?? look(name) ?? ''])),
    contexts: new Set(pairsOf(value.additional_contexts).map(([name]) => name)),
  };
}

/** `{ NAME: value }`, or `[NAME=value, NAME]`. */
const pairsOf = (value: unknown): (readonly [string, string | null])[] =>
  Array.isArray(value)
    ? value.map((one) => {
        const [name = '', given = null] = String(one).split(/=(.*)/s);
        return [name, given] as const;
      })
    : Object.entries(isObject(value) ? (value as JsonObject) : {}).map(
        ([name, given]) => [name, given === null ? null : String(given)] as const,
      );

/** Bytes; a Dockerfile is a page or two. */
const MAX_DOCKERFILE = 1024 ** 2;

/** None of a context elsewhere. Throws an Error that says why its Dockerfile cannot be read; `folder`: where a relative context starts. */
export async function baseImagesOf(build: Build, folder: string): Promise<BaseImages> {
  if (build.inline !== null) return baseImages(build.inline, build);
  // What lies in a repository elsewhere is not fetched.
  if (isRemote(build.context)) return { images: [], platforms: [] };
  const { context, dockerfile } = build;
  const file = isAbsolute(dockerfile) ? dockerfile : join(resolve(folder, context), dockerfile);
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`has no Dockerfile that can be read (${error.code ?? error.message})`);
  });
  return baseImages(text.slice(0, MAX_DOCKERFILE), build);
}

interface Stage {
  readonly name: string | null;
  readonly platform: string | null;
  /** Stages or images: of FROM, and of `--from` and `from=`. */
  readonly needs: string[];
}

/**
 * The images of those stages that the target needs, as BuildKit builds them.
 * https://docs.docker.com/reference/dockerfile/#from
 */
export function baseImages(text: string, { target, args, contexts }: Omit<Build, 'context'>): BaseImages {
  const given = new Map<string, string>();
  const fill = (part: string): string | null => {
    // BuildKit sets these for each platform that it builds.
    if (/\$\{?(?:BUILD|TARGET)(?:PLATFORM|OS|ARCH|VARIANT)\b/.test(part)) return null;
    const { text: filled, unset } = interpolate(part, (name) => given.get(name));
    return unset.length > 0 ? null : unquoted(filled);
  };
  const stages: Stage[] = [];
  for (const { word, rest } of instructions(text)) {
    const stage = stages.at(-1);
    if (word === 'ARG' && !stage) {
      for (const [, name = '', value] of rest.matchAll(/([A-Za-z_]\w*)(?:=("[^"]*"|'[^']*'|\S*))?/g)) {
        const filled = args.get(name) ?? (value === undefined ? undefined : fill(value));
        if (filled !== undefined && filled !== null) given.set(name, filled);
      }
    } else if (word === 'FROM') {
      const [, platform, image = '', name] =
        /^(?:--platform=(\S+)\s+)?(\S+)(?:\s+AS\s+(\S+))?/i.exec(rest) ?? [];
      const base = fill(image);
      stages.push({
        name: name?.toLowerCase() ?? null,
        platform: platform === undefined ? null : fill(platform),
        needs: base === null ? namesLike(image, stages) : [base],
      });
    } else if (stage) {
      for (const [, from = ''] of rest.matchAll(/(?:^|\s)--(?:from=|mount=(?:\S*,)?from=)([^,\s]+)/g))
        if (!from.includes('$')) stage.needs.push(unquoted(from));
    }
  }
  return imagesFor(stages, target, contexts, syntaxOf(text));
}

/** `base-$TARGETARCH` may be any of the stages that are called so. */
function namesLike(image: string, stages: readonly Stage[]): string[] {
  const parts = image.toLowerCase().split(/\$(?:\{[^}]*\}|\w+)/);
  const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.+');
  const fits = new RegExp(`^${pattern}$`);
  return stages.flatMap(({ name }) => (name !== null && parts.length > 1 && fits.test(name) ? [name] : []));
}

function imagesFor(
  stages: readonly Stage[],
  target: string | null,
  contexts: ReadonlySet<string>,
  syntax: string | null,
): BaseImages {
  const images = new Set<string>(syntax === null ? [] : [syntax]);
  const platforms = new Set<string>();
  const done = new Set<number>();
  const indexOf = (name: string, before: number): number =>
    /^\d+$/.test(name)
      ? Number(name)
      : stages.findLastIndex((stage, index) => index < before && stage.name === name.toLowerCase());
  const need = (index: number): void => {
    const stage = stages[index];
    if (!stage || done.has(index)) return;
    done.add(index);
    if (stage.platform !== null) platforms.add(stage.platform);
    for (const name of stage.needs) {
      const other = indexOf(name, index);
      if (other >= 0) need(other);
      else if (name !== 'scratch' && !contexts.has(name)) images.add(name);
    }
  };
  const last = target === null ? stages.length - 1 : indexOf(target, stages.length);
  need(last < 0 ? stages.length - 1 : last);
  return { images: [...images], platforms: [...platforms] };
}

const unquoted = (text: string): string => /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;

/** The directives stand in comments at the very top; the front end that one names is an image. */
function directive(text: string, name: string): string | null {
  for (const line of text.replace(/^\uFEFF/, '').split('\n')) {
    const [, key, value] = /^\s*#\s*([A-Za-z]+)\s*=\s*(.+?)\s*$/.exec(line) ?? [];
    if (key === undefined) return null;
    if (key.toLowerCase() === name) return value ?? null;
  }
  return null;
}
const syntaxOf = (text: string): string | null => directive(text, 'syntax');

/** Whole instructions: continued lines joined, comments and here-documents left out. */
function* instructions(text: string): Generator<{ word: string; rest: string }> {
  const continued = directive(text, 'escape') === '`' ? /`[ \t]*$/ : /\\[ \t]*$/;
  let whole = '';
  let ends: string[] = [];
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (ends.length > 0) {
      if (line.replace(/^\t+/, '') === ends[0]) ends.shift();
      continue;
    }
    if (/^\s*(?:#|$)/.test(line)) continue;
    whole += ` ${line.trim()}`;
    if (continued.test(whole)) {
      whole = whole.replace(continued, '');
      continue;
    }
    const [, word = '', rest = ''] = /^\s*([A-Za-z]+)\s+(.*)$/s.exec(whole) ?? [];
    whole = '';
    if (/^(?:RUN|COPY|ADD)$/i.test(word))
      ends = [...rest.matchAll(/<<-?(["']?)([A-Za-z_]\w*)\1/g)].map((match) => match[2] ?? '');
    yield { word: word.toUpperCase(), rest };
  }
}
