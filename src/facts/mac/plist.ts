/** Property lists: the few keys that are wanted of an app's Info.plist and the like. */
import type { Host } from '../../host/host.ts';
import { orAbsent } from '../fact.ts';

/** Text of the list as XML; null where there is none. Binary ones are turned by the system's own plutil. */
export async function readPlist(host: Host, path: string): Promise<string | null> {
  const text = orAbsent(`reading ${path}`, await host.ask('readFile', { path }));
  if (text === null || !text.startsWith('bplist')) return text;
  const turned = await host.ask('run', {
    file: '/usr/bin/plutil',
    args: ['-convert', 'xml1', '-o', '-', path],
    timeoutMs: 1500,
  });
  return turned.ok && turned.value.exitCode === 0 ? turned.value.stdout : null;
}

/** A string or number by its key, wherever in the list; null where the key is not there. */
export function plistText(xml: string, key: string): string | null {
  const match = new RegExp(`<key>${key}</key>\\s*<(?:string|integer)>([^<]*)<`).exec(xml);
  return match?.[1] === undefined ? null : unescapeXml(match[1].trim());
}

/** The strings of an array, or of a single string, by its key. */
export function plistStrings(xml: string, key: string): string[] {
  const single = plistText(xml, key);
  if (single !== null) return single === '' ? [] : [single];
  const array = new RegExp(`<key>${key}</key>\\s*<array>([\\s\\S]*?)</array>`).exec(xml)?.[1] ?? '';
  return [...array.matchAll(/<string>([^<]*)<\/string>/g)].map((match) => unescapeXml(match[1] ?? ''));
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const unescapeXml = (text: string): string =>
  text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '');
