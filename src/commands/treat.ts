/** The walk through the fixes: one at a time, each asked for, each followed by another look at the machine. */
import { createInterface } from 'node:readline/promises';
import { setTimeout } from 'node:timers/promises';
import { divide } from '../report/divide.ts';
import type { Fix, Problem, Report } from '../report/report.ts';
import { fixLine, nothingToFix, problemsToFix } from './fix-plan.ts';
import { runCommand } from './run-fix.ts';

export interface Treatment {
  /** Only this problem; undefined: one after the other, the root cause first. */
  readonly wanted: string | undefined;
  /** Runs what is marked automatic without a question, and nothing else. */
  readonly automaticOnly: boolean;
  readonly interactive: boolean;
  readonly diagnose: () => Promise<Report>;
  readonly say: (...lines: readonly string[]) => void;
}

type Choice = 'run' | 'next' | 'quit';

/** The last report, after what was run; null when the user interrupted. */
export async function treat(first: Report, treatment: Treatment): Promise<Report | null> {
  const { wanted, say } = treatment;
  const tried = new Set<string>();
  let report = first;
  for (;;) {
    const problem = problemsToFix(report, wanted).find(({ id }) => !tried.has(id));
    if (!problem) {
      if (tried.size === 0) say(nothingToFix(wanted));
      return report;
    }
    tried.add(problem.id);
    say('', `${problem.title} (${problem.id})`, problem.summary);
    const after = await treatOne(problem, treatment);
    if (after === 'interrupted') return null;
    if (after === 'quit') return report;
    if (after !== null) report = after;
  }
}

/** A new report when something was run, null when nothing was. */
async function treatOne(
  problem: Problem,
  treatment: Treatment,
): Promise<Report | 'quit' | 'interrupted' | null> {
  const { diagnose, say } = treatment;
  let latest: Report | null = null;
  for (const [index, fix] of problem.fixes.entries()) {
    say('', `${index + 1}. ${fixLine(fix)}`, ...fix.commands.map((command) => `   ${command}`));
    const choice = await choose(fix, treatment);
    if (choice === null) return 'interrupted';
    if (choice === 'quit') return latest ?? 'quit';
    if (choice === 'next') continue;
    const went = await runAll(fix, treatment);
    say('   looking again …');
    latest = await lookAgain(problem, went, diagnose);
    if (!isFound(problem, latest)) {
      say(`   no longer found: ${problem.title}`);
      return latest;
    }
    say(`   the problem is still there${went ? '' : ', since the command failed'}`);
  }
  if (latest === null) say('', `Guide: ${problem.guide.title}`, problem.guide.url);
  return latest;
}

const isFound = ({ id }: Problem, report: Report): boolean =>
  report.problems.some((problem) => problem.id === id);

/** An engine that was just started takes a moment to answer: several looks, a second apart. */
async function lookAgain(problem: Problem, went: boolean, diagnose: Treatment['diagnose']): Promise<Report> {
  let report = await diagnose();
  for (let look = 1; went && look < LOOKS && isFound(problem, report); look++) {
    await setTimeout(1000);
    report = await diagnose();
  }
  return report;
}

const LOOKS = 10;

/** What to do with one fix: asked, or decided by what it is. */
async function choose(fix: Fix, { automaticOnly, say }: Treatment): Promise<Choice | null> {
  const { run, because } = divide(fix);
  if (run.length === 0) {
    say(`   yours to type: ${because}`);
    return 'next';
  }
  if (!automaticOnly) return ask(say);
  if (fix.automatic) return 'run';
  say('   not run: it needs your decision');
  return 'next';
}

async function runAll(fix: Fix, { interactive, say }: Treatment): Promise<boolean> {
  const { run, typed, because } = divide(fix);
  for (const command of run) {
    say(`   $ ${command}`);
    const { ok, reason } = await runCommand(command, fix, interactive);
    if (ok) continue;
    say(`   failed: ${reason}`);
    return false;
  }
  if (typed.length > 0) say(`   now type yourself (${because}):`, ...typed.map((command) => `   ${command}`));
  return true;
}

/** Null on Ctrl-C or Ctrl-D: no answer is never 'yes'. */
async function ask(say: Treatment['say']): Promise<Choice | null> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const left = new Promise<null>((resolve) => {
    prompt.once('SIGINT', () => resolve(null));
    prompt.once('close', () => resolve(null));
  });
  try {
    for (;;) {
      const answer = await Promise.race([prompt.question('   Run this? [y]es, [n]ext, [q]uit: '), left]);
      if (answer === null) return null;
      const choice = CHOICES[answer.trim().toLowerCase()];
      if (choice) return choice;
      say('   y, n or q');
    }
  } finally {
    prompt.close();
  }
}

const CHOICES: Readonly<Record<string, Choice>> = {
  y: 'run',
  yes: 'run',
  n: 'next',
  no: 'next',
  next: 'next',
  q: 'quit',
  quit: 'quit',
};
