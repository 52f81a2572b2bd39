/** Every engine as the chain that leads to it, the one in force first and open. */
import {
  chainNotes,
  chainTitle,
  type EngineChain,
  engineChains,
  type Obstacle,
  obstacleText,
} from '../../report/chain.ts';
import type { CheckStatus, Report } from '../../report/report.ts';
import { commandLines, EMPTY, hanging, indented, type Line, line, span, wrapped } from '../line.ts';
import { mark, signOf, type Theme, toneOf } from '../theme.ts';
import { heading, type Item, isOpen, type ViewContext } from './item.ts';

export function engineItems(report: Report, context: ViewContext): Item[] {
  const chains = engineChains(report);
  return chains.map((chain, index) => {
    const id = `engine:${index}:${chain.title}`;
    const open = isOpen(id, chain.inForce || chains.length === 1, context.ui);
    return {
      id,
      open,
      text: [chain.title, chain.state, ...chain.parts.map(({ text }) => text)].join(' '),
      lines: [
        ...heading(open, title(chain, context), context),
        ...(open ? [...indented([...drawing(chain, context), ...notes(chain, context)], '    '), EMPTY] : []),
      ],
      ...(chain.start !== null && { copy: [{ what: 'start', text: chain.start }] }),
    };
  });
}

const STATUS: Readonly<Record<EngineChain['state'], CheckStatus>> = {
  running: 'pass',
  stopped: 'fail',
  starting: 'warn',
  paused: 'fail',
  denied: 'fail',
  hung: 'fail',
  error: 'fail',
  unreachable: 'fail',
  unknown: 'error',
};

function title(chain: EngineChain, { theme }: ViewContext): Line {
  // That an engine nobody uses is stopped is no failure.
  const status = chain.inForce || STATUS[chain.state] !== 'fail' ? STATUS[chain.state] : 'skip';
  return [
    ...(theme.spoken ? [] : [span(signOf(status, theme), toneOf(status)), span(' ')]),
    span(chainTitle(chain), ...(chain.inForce ? (['strong'] as const) : [])),
  ];
}

const OBSTACLE_STATUS: Readonly<Record<Obstacle['kind'], CheckStatus>> = {
  broken: 'fail',
  waiting: 'warn',
  unknown: 'error',
};
const NAME_WIDTH = 10;

/** From the top down, so that long paths have room; what is in the way stands on the line between two parts. */
function drawing({ parts }: EngineChain, { theme, width }: ViewContext): Line[] {
  const room = width - 4;
  return parts.flatMap(({ name, text, obstacle }, index) => [
    ...between(obstacle, index === 0, room, theme),
    ...hanging(
      [span(theme.spoken ? `${name}: ` : name.padEnd(NAME_WIDTH), 'quiet')],
      wrapped(text, room - NAME_WIDTH),
    ),
  ]);
}

function between(obstacle: Obstacle | null, isFirst: boolean, room: number, theme: Theme): Line[] {
  if (obstacle) {
    const status = OBSTACLE_STATUS[obstacle.kind];
    const sign = theme.spoken ? [] : [span(`${signOf(status, theme)} `, toneOf(status))];
    return hanging(sign, wrapped(obstacleText(obstacle), room - 2, 'strong'));
  }
  return isFirst || theme.spoken ? [] : [line(mark('link', theme), 'quiet')];
}

function notes(chain: EngineChain, { width }: ViewContext): Line[] {
  const room = width - 4;
  const texts = chainNotes(chain);
  return texts.flatMap(([name, text], index) => [
    ...(index === 0 ? [EMPTY] : []),
    ...(text === chain.start
      ? [line(`${name}:`), ...indented(commandLines(text, room - 4), '    ')]
      : wrapped(`${name}: ${text}`, room)),
  ]);
}
