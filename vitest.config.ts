import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'doctor',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/real/**'],
        },
      },
      {
        extends: true,
        // Real engines want the machine for themselves: after all others, and few at a time.
        test: {
          name: 'real',
          include: ['test/real/**/*.test.ts'],
          fileParallelism: false,
          maxConcurrency: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
