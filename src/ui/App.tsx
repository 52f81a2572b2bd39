import { Box, Text, useApp, useInput, useStdout } from 'ink';
import { useEffect, useReducer, useState } from 'react';
import type { Progress } from '../report/progress.ts';
import type { CheckResult, Report } from '../report/report.ts';
import { situation, verdictLine } from '../report/summary.ts';
import { CheckList } from './CheckList.tsx';
import { copyText } from './clipboard.ts';
import { Footer } from './Footer.tsx';
import { engineLines, type Line, problemLines, remainderLines, shownProblems } from './lines.tsx';
import { accent, colorOf, dim, link, signOf, statusOfSeverity, type Theme } from './theme.ts';

export type Tab = 'problems' | 'checks' | 'engines';
const TABS: readonly Tab[] = ['problems', 'checks', 'engines'];

export interface AppProps {
  readonly first: Progress;
  readonly restart: () => Promise<Progress>;
  readonly theme: Theme;
  readonly openUrl: (url: string) => Promise<boolean>;
  /** Told of each report, and of an end before the first one. */
  readonly onReport: (report: Report) => void;
}

const VERDICT_STATUS = { ok: 'pass', warning: 'warn', broken: 'fail', unknown: 'error' } as const;

export function App({ first, restart, theme, openUrl, onReport }: AppProps) {
  const { exit } = useApp();
  const { columns, rows } = useSize();
  const { progress, results, report, rerun } = useProgress(first, restart, onReport);
  const [tab, setTab] = useState<Tab>('problems');
  const [selected, setSelected] = useState(0);
  const [open, setOpen] = useState(false);
  const [scroll, setScroll] = useState(0);
  const [help, setHelp] = useState(false);
  const [notice, setNotice] = useState('');

  const problems = report ? shownProblems(report) : [];
  const problem = problems[Math.min(selected, problems.length - 1)];
  const goTo = (next: Tab): void => {
    setTab(next);
    setScroll(0);
  };
  const move = (step: number): void => {
    if (tab === 'problems' && problems.length > 1 && !open) {
      setSelected((at) => Math.max(0, Math.min(problems.length - 1, at + step)));
      setScroll(0);
    } else setScroll((at) => Math.max(0, at + step));
  };
  const copy = (): void => {
    const command = problem?.fixes[0]?.commands.join('\n');
    if (command !== undefined) copyText(command);
    setNotice(command === undefined ? 'nothing to copy' : `copied: ${command.split('\n').join(' && ')}`);
  };

  useInput((input, key) => {
    setNotice('');
    if (input === 'q' || (key.ctrl && input === 'c')) return exit();
    if (input === '?') return setHelp((shown) => !shown);
    if (help) return setHelp(false);
    if (key.tab) return goTo(TABS[(TABS.indexOf(tab) + (key.shift ? 2 : 1)) % TABS.length] ?? 'problems');
    if (key.downArrow || input === 'j') return move(1);
    if (key.upArrow || input === 'k') return move(-1);
    if (key.return || key.rightArrow || input === ' ' || input === 'e') return setOpen((shown) => !shown);
    if (key.escape || key.leftArrow) return setOpen(false);
    if (input === 'r') {
      setSelected(0);
      setScroll(0);
      return rerun();
    }
    if (input === 'c') return copy();
    if (input === 'o' && problem) {
      void openUrl(problem.guide.url).then((opened) =>
        setNotice(opened ? 'opened in the browser' : problem.guide.url),
      );
    }
  });

  const width = Math.min(columns, 100);
  // Header, blank line and footer take five lines; the rest is for the view.
  const height = Math.max(5, rows - 6);
  if (!report) {
    return (
      <Box flexDirection="column" width={width}>
        <Text bold>docker-doctor looks at this machine</Text>
        <Text> </Text>
        <CheckList
          checks={progress.checks}
          results={results}
          theme={theme}
          height={height}
          scroll={0}
          width={width}
          running
        />
        <Text> </Text>
        <Footer keys={['q quit']} notice="" theme={theme} />
      </Box>
    );
  }
  const status = VERDICT_STATUS[report.status];
  return (
    <Box flexDirection="column" width={width}>
      <Text bold {...colorOf(status, theme)}>
        {signOf(status, theme)} {verdictLine(report)}
      </Text>
      <Text {...dim(theme)} wrap="truncate-end">
        {situation(report)}
      </Text>
      <Text> </Text>
      {help ? <Lines lines={HELP} theme={theme} height={height} scroll={0} /> : null}
      {!help && tab === 'checks' ? (
        <CheckList
          checks={progress.checks}
          results={results}
          theme={theme}
          height={height}
          scroll={scroll}
          width={width}
          running={false}
        />
      ) : null}
      {!help && tab === 'engines' ? (
        <Lines
          lines={engineLines(report, width, theme.unicode ? '→' : '->')}
          theme={theme}
          height={height}
          scroll={scroll}
        />
      ) : null}
      {!help && tab === 'problems' ? (
        <Problems
          report={report}
          selected={selected}
          open={open}
          theme={theme}
          height={height}
          scroll={scroll}
          width={width}
        />
      ) : null}
      <Text> </Text>
      <Footer keys={footerKeys(tab, problems.length)} notice={notice} theme={theme} />
    </Box>
  );
}

const footerKeys = (tab: Tab, problems: number): string[] => [
  ...(problems > 0 && tab === 'problems' ? ['enter more', 'c copy', 'o guide'] : []),
  `tab ${TABS.filter((other) => other !== tab).join(', ')}`,
  'r again',
  '? help',
  'q quit',
];

const HELP: readonly Line[] = [
  ['up, down, j, k', 'move, or scroll'],
  ['enter, space', 'open and close the evidence'],
  ['tab', 'problems, all checks, engines'],
  ['c', 'copy the first fix of the problem'],
  ['o', 'open the guide in the browser'],
  ['r', 'run all checks again'],
  ['q, Ctrl-C', 'quit'],
].map(([keys = '', what = '']) => ({ kind: 'text' as const, text: `${keys.padEnd(16)} ${what}` }));

interface ProblemsProps {
  readonly report: Report;
  readonly selected: number;
  readonly open: boolean;
  readonly theme: Theme;
  readonly height: number;
  readonly scroll: number;
  readonly width: number;
}

/** The selected problem in full, the others as one line each below it. */
function Problems({ report, selected, open, theme, height, scroll, width }: ProblemsProps) {
  const problems = shownProblems(report);
  const at = Math.min(selected, problems.length - 1);
  const lines: Line[] = problems.flatMap((problem, index) => {
    const isVerdict = index === 0 && report.status === 'broken';
    if (index === at)
      return [...problemLines(problem, width, !isVerdict, open), { kind: 'text' as const, text: '' }];
    const sign = signOf(statusOfSeverity(problem.severity), theme);
    return [{ kind: 'text' as const, text: `${sign} ${problem.severity}: ${problem.title}` }];
  });
  return (
    <Lines
      lines={[...lines, ...remainderLines(report, width)]}
      theme={theme}
      height={height}
      scroll={scroll}
    />
  );
}

interface LinesProps {
  readonly lines: readonly Line[];
  readonly theme: Theme;
  readonly height: number;
  readonly scroll: number;
}

/** As many lines as fit, from `scroll` on, with a mark where more follow. */
function Lines({ lines, theme, height, scroll }: LinesProps) {
  const from = Math.max(0, Math.min(scroll, lines.length - height));
  const shown = lines.slice(from, from + height);
  const below = lines.length - from - shown.length;
  return (
    <Box flexDirection="column">
      {shown.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines have no identity but their place.
        <LineText key={index} line={line} theme={theme} />
      ))}
      {below > 0 ? <Text {...dim(theme)}>({below} more lines: press down)</Text> : null}
    </Box>
  );
}

function LineText({ line: { kind, text }, theme }: { readonly line: Line; readonly theme: Theme }) {
  switch (kind) {
    case 'heading':
      return <Text bold>{text || ' '}</Text>;
    case 'command':
      return <Text {...accent(theme)}>{text}</Text>;
    case 'link':
      return <Text {...accent(theme)}>{link(text, theme)}</Text>;
    case 'quiet':
      return <Text {...dim(theme)}>{text || ' '}</Text>;
    case 'text':
      return <Text>{text || ' '}</Text>;
  }
}

type Results = ReadonlyMap<string, CheckResult>;

/** Follows a run: results as they come, then the report, whose order and folding count. */
function useProgress(first: Progress, restart: () => Promise<Progress>, onReport: (report: Report) => void) {
  const [progress, setProgress] = useState(first);
  const [report, setReport] = useState<Report | null>(null);
  const [results, add] = useReducer(
    (known: Results, result: CheckResult | null): Results =>
      result ? new Map(known).set(result.id, result) : new Map(),
    new Map(),
  );
  useEffect(() => {
    let current = true;
    progress.onResult((result) => {
      if (current) add(result);
    });
    void progress.report.then((done) => {
      if (!current) return;
      for (const check of done.checks) add(check);
      setReport(done);
      onReport(done);
    });
    return () => {
      current = false;
    };
  }, [progress, onReport]);
  const rerun = (): void => {
    setReport(null);
    add(null);
    void restart().then(setProgress);
  };
  return { progress, results, report, rerun };
}

function useSize(): { columns: number; rows: number } {
  const { stdout } = useStdout();
  const read = () => ({ columns: stdout.columns || 80, rows: stdout.rows || 24 });
  const [size, setSize] = useState(read);
  useEffect(() => {
    const changed = (): void => setSize({ columns: stdout.columns || 80, rows: stdout.rows || 24 });
    stdout.on('resize', changed);
    return () => {
      stdout.off('resize', changed);
    };
  }, [stdout]);
  return size;
}
