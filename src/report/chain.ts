/** An engine as the chain that leads to it, client → context → endpoint → engine, with the broken link named. */
import type { EngineEntry, Report } from './report.ts';

export interface ChainPart {
  readonly name: 'client' | 'context' | 'endpoint' | 'engine';
  readonly text: string;
  /** What is wrong here: the chain ends at this part. */
  readonly broken: string | null;
}

export interface EngineChain {
  readonly title: string;
  readonly state: EngineEntry['state'] | 'unreachable';
  readonly inForce: boolean;
  readonly parts: readonly ChainPart[];
}

const BROKEN: Readonly<Record<Exclude<EngineEntry['state'], 'running'>, string>> = {
  stopped: 'nothing listens there, so the engine is not running',
  starting: 'its product is still starting it',
  paused: 'it is paused',
  denied: 'this user may not use it',
  hung: 'it takes the connection and never answers',
  error: 'what answers there is no working engine',
  unknown: 'whether an engine is there could not be found out',
};

/** Every engine known, the one that this shell uses first; also where the way to it ends early. */
export function engineChains(report: Report): readonly EngineChain[] {
  const chains = [...report.engines]
    .sort((a, b) => Number(b.inForce) - Number(a.inForce))
    .map((engine) => chainOf(engine, report));
  return chains.some(({ inForce }) => inForce) ? chains : [lostChain(report), ...chains];
}

function chainOf(engine: EngineEntry, report: Report): EngineChain {
  const { product, version, endpoint, state, inForce, context } = engine;
  const source = inForce ? sourceNote(report) : '';
  const name = `${product}${version ? ` ${version}` : ''}`;
  return {
    title: name,
    state,
    inForce,
    parts: [
      clientPart(report),
      { name: 'context', text: `${context ?? 'none names it'}${source}`, broken: null },
      { name: 'endpoint', text: endpoint, broken: state === 'denied' ? BROKEN.denied : null },
      {
        name: 'engine',
        text: state === 'running' ? `${name}, running` : product,
        broken: state === 'running' || state === 'denied' ? null : BROKEN[state],
      },
    ],
  };
}

/** No engine is in force: the settings lead nowhere. */
function lostChain(report: Report): EngineChain {
  const { endpoint } = report.docker;
  return {
    title: 'no engine',
    state: 'unreachable',
    inForce: true,
    parts: [
      clientPart(report),
      {
        name: 'context',
        text: endpoint ? endpoint.source : 'the context in force',
        broken: endpoint ? null : 'it cannot be used',
      },
      ...(endpoint
        ? [{ name: 'endpoint' as const, text: endpoint.url, broken: 'no engine was found there' }]
        : []),
    ],
  };
}

const clientPart = ({ docker: { client } }: Report): ChainPart => ({
  name: 'client',
  text: client ? `${client.path} ${client.version ?? ''}`.trim() : 'no docker command',
  broken: client ? null : 'not found on PATH',
});

/** Why this engine is the one in force, where a setting says so. */
function sourceNote({ docker: { endpoint } }: Report): string {
  const source = endpoint?.source ?? 'default';
  return source === 'default' || source.startsWith('context:') ? '' : ` (from ${source})`;
}

/** 'client … → context … → endpoint … → engine', for one line of text. */
export const chainLine = ({ parts }: EngineChain, arrow: string): string =>
  parts
    .map(({ name, text, broken }) => `${name} ${text}${broken ? ` [broken: ${broken}]` : ''}`)
    .join(` ${arrow} `);
