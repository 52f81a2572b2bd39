/** One Compose file, as it is written: nothing merged, no variable filled in. */
import { isObject, type JsonObject } from '../facts/json-text.ts';
import { COMPOSE_TAGS } from './compose-features.ts';
import { textOf } from './compose-files.ts';

export interface ComposeFile {
  readonly file: string;
  readonly content: JsonObject;
  /** `!reset` and `!override`, and where they stand: 'services.web.ports'. */
  readonly tags: readonly { readonly tag: string; readonly path: string }[];
}

/** Throws an Error of one line for a file that is missing or is no YAML. */
export async function readComposeFile(file: string): Promise<ComposeFile> {
  const text = await textOf(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`cannot read ${file}: ${error.code ?? error.message}`);
  });
  const { LineCounter, parseDocument, isScalar, isNode, visit } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    merge: true,
    customTags: Object.keys(COMPOSE_TAGS).flatMap((tag) =>
      (['map', 'seq', 'scalar'] as const).map((kind) => ({
        tag,
        ...(kind !== 'scalar' && { collection: kind }),
        resolve: (value: unknown) => value,
      })),
    ) as NonNullable<Parameters<typeof parseDocument>[1]>['customTags'] & object,
    logLevel: 'silent',
  });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lineCounter.linePos(error.pos[0]);
    throw new Error(
      `${file}:${line}:${col}: ${error.message.split('\n')[0]?.replace(/ at line \d+.*$/, '')}`,
    );
  }
  const content: unknown = document.toJS({ maxAliasCount: 1000 });
  if (!isObject(content)) throw new Error(`${file}:1:1: a Compose file is a mapping with "services"`);
  const tags: { tag: string; path: string }[] = [];
  visit(document, {
    Pair(_, pair, ancestors) {
      const tag = isNode(pair.value) ? (pair.value.tag ?? '') : '';
      if (!(tag in COMPOSE_TAGS)) return;
      const keys = [...ancestors, pair].flatMap((node) =>
        'key' in node && isScalar(node.key) ? [String(node.key.value)] : [],
      );
      tags.push({ tag, path: keys.join('.') });
    },
  });
  return { file, content, tags };
}
