/** What is wrong with a daemon.json, in words that follow its name. */
import type { DaemonConfigFact } from '../src/facts/daemon-config.ts';

export function wrongSettings(config: DaemonConfigFact): string | null {
  switch (config.state) {
    case 'syntax-error':
      return `is not valid JSON: ${config.message} (line ${config.line}, column ${config.column})`;
    case 'not-a-file':
      return 'is not a file';
    case 'read':
      return config.refused;
    default:
      return null;
  }
}
