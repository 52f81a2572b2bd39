/** `--all-contexts`: the way to every context's engine, walked for all of them at once. */
import type { ChecksOf, DiagnosisOptions } from '../diagnosis/diagnose.ts';
import { startDiagnosis } from '../diagnosis/diagnose.ts';
import { factContext } from '../facts/collect.ts';
import { contextsFact } from '../facts/contexts.ts';
import { endpointFact } from '../facts/endpoint.ts';
import type { Host } from '../host/host.ts';
import type { ContextVerdict, Report } from '../report/report.ts';

/** From the address to an engine that answers. What this machine itself lacks is in the report already. */
const WAY = [
  'client.context',
  'client.tls-files',
  'engine.endpoint',
  'engine.remote',
  'engine.answers',
  'version.api',
];

/** The context in force has the verdict of the whole report; the others are asked for their way alone. */
export async function judgeContexts(
  host: Host,
  checksOf: ChecksOf,
  options: DiagnosisOptions,
  whole: Promise<Report>,
): Promise<readonly ContextVerdict[]> {
  const { get } = factContext(host, options);
  const [contexts, endpoint] = await Promise.all([get(contextsFact), get(endpointFact)]);
  const current = endpoint.known ? contextOf(endpoint.value) : null;
  const names = ['default', ...(contexts.known ? contexts.value.map(({ name }) => name) : [])];
  const verdicts = names.map(async (name): Promise<ContextVerdict> => {
    const inForce = name === current;
    const report = inForce
      ? await whole
      : await (await startDiagnosis(host, checksOf, { ...options, context: name, only: WAY })).report;
    const { status, docker, problems } = report;
    return {
      name,
      endpoint: docker.endpoint?.url ?? null,
      inForce,
      status,
      engine: docker.engine?.version ?? null,
      problems,
    };
  });
  return Promise.all(verdicts);
}

const contextOf = (endpoint: { readonly context: string }): string => endpoint.context;
