import type { System } from '../../src/diagnosis/check.ts';

export const EVERYWHERE: readonly System[] = ['linux', 'macos', 'windows', 'wsl'];
export const LINUX: readonly System[] = ['linux', 'wsl'];
