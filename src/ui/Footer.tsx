import { Text } from 'ink';
import { accent, dim, type Theme } from './theme.ts';

interface FooterProps {
  readonly keys: readonly string[];
  /** What a key just did, in place of the keys. */
  readonly notice: string;
  readonly theme: Theme;
}

export const Footer = ({ keys, notice, theme }: FooterProps) =>
  notice ? (
    <Text {...accent(theme)} wrap="truncate-end">
      {notice}
    </Text>
  ) : (
    <Text {...dim(theme)} wrap="truncate-end">
      {keys.join(theme.unicode ? ' · ' : ' | ')}
    </Text>
  );
