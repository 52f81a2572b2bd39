/** What a face that watches the run needs: the checks at once, each result as it comes, the report. */
import type { CheckResult, Report } from './report.ts';

export interface ProgressCheck {
  readonly id: string;
  readonly title: string;
  /** What is being asked: 'asking the engine'. */
  readonly asks: string;
  /** Milliseconds after which this question is given up; the limit of the whole run where it has none. */
  readonly limitMs?: number;
}

export interface Progress {
  readonly checks: readonly ProgressCheck[];
  /** Results that came before the listener did are told at once. One listener. */
  onResult(listener: (result: CheckResult) => void): void;
  readonly report: Promise<Report>;
}
