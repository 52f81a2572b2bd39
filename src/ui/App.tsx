import { Box, Text, useInput } from 'ink';
import { useSyncExternalStore } from 'react';
import { hyperlink } from './ansi.ts';
import type { Controller } from './controller.ts';
import { keysOf } from './keys.ts';
import { type Line, plain } from './line.ts';
import { lookOf, type Theme } from './theme.ts';

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
        <LineText key={row} content={content} theme={controller.theme} />
      ))}
    </Box>
  );
}

function LineText({ content, theme }: { readonly content: Line; readonly theme: Theme }) {
  // Ink gives a text without a character no line at all.
  if (plain(content) === '') return <Text> </Text>;
  return (
    // Should Ink count the columns of a strange character otherwise, a line is cut, and no other one moves.
    <Text wrap={theme.spoken ? 'wrap' : 'truncate'}>
      {content.map(({ text, tones, url }, index) => {
        const { bold, dim, color } = lookOf(tones, theme);
        return (
          <Text
            // biome-ignore lint/suspicious/noArrayIndexKey: nor has a piece of it.
            key={index}
            {...(bold && { bold })}
            {...(dim && { dimColor: true })}
            {...(color && { color })}
          >
            {url === undefined ? text : hyperlink(text, url, theme)}
          </Text>
        );
      })}
    </Text>
  );
}
