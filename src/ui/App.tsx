import { Box, Text, useInput } from 'ink';
import { memo, useSyncExternalStore } from 'react';
import { ansiLine } from './ansi.ts';
import type { Controller } from './controller.ts';
import { keysOf } from './keys.ts';

interface AppProps {
  readonly controller: Controller;
  readonly onError: (error: unknown) => void;
}

/** Draws the controller's picture and hands it the keys. */
export function App({ controller, onError }: AppProps) {
  const { lines } = useSyncExternalStore(controller.subscribe, controller.picture);
  useInput((input, key) => {
    // A throw in here would pass Ink by and end the process.
    try {
      for (const one of keysOf(input, key)) controller.press(one);
    } catch (error) {
      onError(error);
    }
  });
  return (
    <Box flexDirection="column">
      {lines.map((content, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no identity but its place.
        <LineText key={row} text={ansiLine(content, controller.theme)} wraps={controller.theme.spoken} />
      ))}
    </Box>
  );
}

/**
 * A line that is as before costs nothing. Should Ink count the columns of a strange character otherwise
 * than we do, its line is cut, and no other one moves.
 */
const LineText = memo(({ text, wraps }: { readonly text: string; readonly wraps: boolean }) => (
  // Ink gives a text without a character no line at all.
  <Text wrap={wraps ? 'wrap' : 'truncate'}>{text === '' ? ' ' : text}</Text>
));
