/** An engine as the chain that leads to it, client → context → endpoint → engine, with the broken link named. */
import type { EngineEntry, Report } from './report.ts';

export interface ChainPart {
  readonly name: 'client' | 'context' | 'endpoint' | 'engine';
  readonly text: string;
  /** What is wrong here: the chain ends before this part. */
  readonly obstacle: Obstacle | null;
}

/** What stands in the way: for good, for a moment, or nobody knows. */
export interface Obstacle {
  readonly kind: 'broken' | 'waiting' | 'unknown';
  readonly text: string;
}

export interface EngineChain {
  readonly title: string;
  readonly state: EngineEntry['state'] | 'unreachable';
  readonly inForce: boolean;
  /** Of the one in force: what selects it, in words. */
  readonly why: string | null;
  /** The command that starts it. */
  readonly start: string | null;
  readonly parts: readonly ChainPart[];
}

const OBSTACLES: Readonly<Record<Exclude<EngineEntry['state'], 'running'>, Obstacle>> = {
  stopped: { kind: 'broken', text: 'nothing listens there, so the engine is not running' },
  starting: { kind: 'waiting', text: 'its product is still starting it' },
  paused: { kind: 'broken', text: 'it is paused, and refuses everything until it is resumed' },
  denied: { kind: 'broken', text: 'this user may not use it' },
  hung: { kind: 'broken', text: 'it takes the connection and never answers' },
  error: { kind: 'broken', text: 'what answers there is no working engine' },
  unknown: { kind: 'unknown', text: 'whether an engine is there could not be found out' },
};

/** Every engine known, the one that this shell uses first; also where the way to it ends early. */
export function engineChains(report: Report): readonly EngineChain[] {
  const chains = [...report.engines]
    .sort((a, b) => Number(b.inForce) - Number(a.inForce))
    .map((engine) => chainOf(engine, report));
  return chains.some(({ inForce }) => inForce) ? chains : [lostChain(report), ...chains];
}

function chainOf(engine: EngineEntry, report: Report): EngineChain {
  const { product, version, endpoint, state, inForce, why, start } = engine;
  const name = `${product}${version ? ` ${version}` : ''}`;
  const obstacle = state === 'running' ? null : OBSTACLES[state];
  return {
    title: name,
    state,
    inForce,
    why,
    start,
    parts: [
      clientPart(report),
      { name: 'context', text: contextText(engine), obstacle: null },
      { name: 'endpoint', text: endpoint, obstacle: state === 'denied' ? obstacle : null },
      { name: 'engine', text: `${name}, ${state}`, obstacle: state === 'denied' ? null : obstacle },
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
    why: null,
    start: null,
    parts: [
      clientPart(report),
      {
        name: 'context',
        text: endpoint ? endpoint.source : 'the context in force',
        obstacle: endpoint ? null : { kind: 'broken', text: 'it cannot be used' },
      },
      ...(endpoint
        ? [
            {
              name: 'endpoint' as const,
              text: endpoint.url,
              obstacle: { kind: 'broken' as const, text: 'no engine was found there' },
            },
          ]
        : []),
    ],
  };
}

const clientPart = ({ docker: { client } }: Report): ChainPart => ({
  name: 'client',
  text: client ? `${client.path} ${client.version ?? ''}`.trim() : 'no docker command',
  obstacle: client ? null : { kind: 'broken', text: 'not found on PATH' },
});

/** The context, and what takes its place or selects it where that is no setting of the CLI. */
function contextText({ context, source }: EngineEntry): string {
  const name = context ?? 'none names it';
  if (source === null || source === 'default' || source.startsWith('context:')) return name;
  return OVERRIDES.has(source) ? `${name}, overridden by ${source}` : `${name}, from ${source}`;
}

/** These name an endpoint and leave every context aside. */
const OVERRIDES: ReadonlySet<string> = new Set(['DOCKER_HOST', '--host']);

const OBSTACLE_WORDS: Readonly<Record<Obstacle['kind'], string>> = {
  broken: 'broken here',
  waiting: 'not yet',
  unknown: 'unknown from here on',
};

/** 'broken here: nothing listens there'. */
export const obstacleText = ({ kind, text }: Obstacle): string => `${OBSTACLE_WORDS[kind]}: ${text}`;

/** 'docker-engine 28.2.2: running, used by this shell'. */
export const chainTitle = ({ title, state, inForce }: EngineChain): string =>
  `${title}: ${state}, ${inForce ? 'used by this shell' : 'not used by this shell'}`;

/** 'client … → context … → endpoint … → engine', for one line of text. */
export const chainLine = ({ parts }: EngineChain, arrow: string): string =>
  parts
    .map(({ name, text, obstacle }) => `${obstacle ? `[${obstacleText(obstacle)}] ` : ''}${name} ${text}`)
    .join(` ${arrow} `);

/** What else there is to say of it: why this one, and how it starts. */
export const chainNotes = ({ why, start, state }: EngineChain): readonly (readonly [string, string])[] => [
  ...(why ? [['Why this one', why] as const] : []),
  ...(start ? [[state === 'running' ? 'It is started with' : 'To start it', start] as const] : []),
];
