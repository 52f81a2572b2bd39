/** Ports that containers of the engine in force publish, running ones only. */
import { engineList } from './engine-list.ts';
import { defineFact, known } from './fact.ts';
import { isObject, type JsonObject, textAt, valueAt } from './json-text.ts';

const PROJECT = 'com.docker.compose.project';
const FOLDER = 'com.docker.compose.project.working_dir';

export interface PublishedPort {
  readonly container: string;
  readonly port: number;
  readonly protocol: 'tcp' | 'udp';
  readonly address: string | null;
  readonly labels: JsonObject;
}

export const containersFact = defineFact<readonly PublishedPort[]>(
  'containers',
  'which containers publish ports',
  async (context) => {
    const list = await engineList(context, '/containers/json', [
      ['Names'],
      ['Ports'],
      ['Labels', PROJECT],
      ['Labels', FOLDER],
    ]);
    return list.known ? known(list.value.flatMap(publishedBy)) : list;
  },
);

function publishedBy(container: JsonObject): PublishedPort[] {
  const { Names: names, Ports: ports, Labels: labels } = container;
  const name = Array.isArray(names) ? String(names[0] ?? '') : '';
  if (!Array.isArray(ports)) return [];
  return ports.flatMap((entry) => {
    const port = valueAt(entry, 'PublicPort');
    const protocol = textAt(entry, 'Type');
    if (typeof port !== 'number' || (protocol !== 'tcp' && protocol !== 'udp')) return [];
    const ip = textAt(entry, 'IP');
    const address = !ip || ip === '0.0.0.0' || ip === '::' ? null : ip;
    return [
      { container: name.replace(/^\//, ''), port, protocol, address, labels: isObject(labels) ? labels : {} },
    ];
  });
}

/** Which Compose project made a container, and from which folder. */
export const composeLabels = (labels: JsonObject): { project: string | null; folder: string | null } => ({
  project: textAt(labels, PROJECT),
  folder: textAt(labels, FOLDER),
});
