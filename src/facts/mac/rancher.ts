/** Which container engine Rancher Desktop is set to: only dockerd (moby) has a Docker API. */
import { engineFact } from '../engine.ts';
import { defineFact, known } from '../fact.ts';
import { parseJson, textAt } from '../json-text.ts';
import { findProgram, joinPath } from '../paths.ts';
import { macProductsFact } from './products.ts';

/** 'moby', 'containerd', or null where Rancher Desktop is not installed or nobody needs to know. */
export const rancherEngineFact = defineFact<string | null>(
  'mac.rancher-engine',
  "reading Rancher Desktop's settings",
  async ({ host, get }) => {
    const [products, engine] = await Promise.all([get(macProductsFact), get(engineFact)]);
    if (!products.known) return products;
    if (!products.value.rancher || (engine.known && engine.value.state === 'answers')) return known(null);
    const { home } = host.identity;
    const file = joinPath(host, home, 'Library', 'Preferences', 'rancher-desktop', 'settings.json');
    const settings = await host.ask('readFile', { path: file });
    const parsed = settings.ok ? parseJson(settings.value) : null;
    const stored = parsed?.ok ? textAt(parsed.value, 'containerEngine', 'name') : null;
    if (stored !== null) return known(stored);
    // rdctl asks the running app; it starts nothing, and fails where none runs.
    const rdctl = await findProgram(host, 'rdctl', [joinPath(host, home, '.rd', 'bin')]);
    if (rdctl === null) return known(null);
    const answer = await host.ask('run', { file: rdctl, args: ['list-settings'], timeoutMs: 1500 });
    const listed = answer.ok && answer.value.exitCode === 0 ? parseJson(answer.value.stdout) : null;
    return known(listed?.ok ? textAt(listed.value, 'containerEngine', 'name') : null);
  },
);
