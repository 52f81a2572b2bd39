/** Every engine as the chain that leads to it, the one in force first and open. */
import { type EngineChain, engineChains } from '../../report/chain.ts';
import type { CheckStatus, Report } from '../../report/report.ts';
import { EMPTY, hanging, indented, type Line, line, span, wrapped } from '../line.ts';
import { mark, signOf, toneOf } from '../theme.ts';
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
        ...(open ? [...indented(drawing(chain, context), '    '), EMPTY] : []),
      ],
    };
  });
}

const STATUS: Readonly<Record<EngineChain['state'], CheckStatus>> = {
  running: 'pass',
  stopped: 'fail',
  starting: 'fail',
  paused: 'fail',
  denied: 'fail',
  hung: 'fail',
  error: 'fail',
  unreachable: 'fail',
  unknown: 'error',
};

function title({ title: name, state, inForce, parts }: EngineChain, { theme }: ViewContext): Line {
  // That an engine nobody uses is stopped is no failure.
  const status = inForce || STATUS[state] !== 'fail' ? STATUS[state] : 'skip';
  const context = parts.find((part) => part.name === 'context')?.text;
  return [
    ...(theme.spoken ? [] : [span(signOf(status, theme), toneOf(status)), span(' ')]),
    span(name, 'strong'),
    span(`: ${state}`),
    span(
      inForce ? ', in force: this shell uses it' : `, not in force${context ? ` (context ${context})` : ''}`,
    ),
  ];
}

/** From the top down, so that long paths have room; a broken link is a cross in the chain. */
function drawing({ parts }: EngineChain, { theme, width }: ViewContext): Line[] {
  const room = width - 4;
  return parts.flatMap(({ name, text, broken }, index) => {
    const isLast = index === parts.length - 1;
    return [
      ...(index > 0 && !theme.spoken && !(isLast && broken) ? [line(mark('link', theme), 'quiet')] : []),
      ...(broken
        ? hanging(
            theme.spoken ? [] : [span(`${mark('cross', theme)} `, 'bad')],
            wrapped(`broken here: ${broken}`, room - 2, 'strong'),
          )
        : []),
      ...hanging([span(`${name.padEnd(8)} `, 'quiet')], wrapped(text, room - 9)),
    ];
  });
}
