import { Box, Text } from 'ink';
import { useEffect, useState } from 'react';
import type { ProgressCheck } from '../report/progress.ts';
import type { CheckResult } from '../report/report.ts';
import { colorOf, dim, signOf, type Theme } from './theme.ts';

interface CheckListProps {
  readonly checks: readonly ProgressCheck[];
  readonly results: ReadonlyMap<string, CheckResult>;
  readonly theme: Theme;
  readonly height: number;
  readonly scroll: number;
  readonly width: number;
  readonly running: boolean;
}

/** A steady list: every check has its line from the start, and only the sign and the text change. */
export function CheckList({ checks, results, theme, height, scroll, width, running }: CheckListProps) {
  const seconds = useSeconds(running);
  const from = Math.max(0, Math.min(scroll, checks.length - height));
  const titleWidth = Math.max(...checks.map(({ title }) => title.length)) + 2;
  return (
    <Box flexDirection="column">
      {checks.slice(from, from + height).map(({ id, title, asks }) => {
        const result = results.get(id);
        const status = result?.status ?? 'pending';
        // After a second, the one who waits learns for what.
        const waiting = seconds >= 1 ? `still ${asks}, ${seconds} s` : asks;
        return (
          <Box key={id} width={width}>
            <Box width={2} flexShrink={0}>
              <Text {...colorOf(status, theme)}>{signOf(status, theme)}</Text>
            </Box>
            <Box width={titleWidth} flexShrink={0}>
              <Text>{title}</Text>
            </Box>
            <Text {...dim(theme)} wrap="truncate-end">
              {result?.summary ?? waiting}
            </Text>
          </Box>
        );
      })}
    </Box>
  );
}

function useSeconds(running: boolean): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setSeconds((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return seconds;
}
