/** Saves what is on the screen for somebody else: as text to read, as JSON for machines. */
import { writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { renderJson } from '../report/json.ts';
import type { Report } from '../report/report.ts';
import { renderText } from '../report/text.ts';

const MOST = 999;

/** Writes beside what is there, never over it; answers with where. */
export async function saveReport(report: Report): Promise<string> {
  const text = renderText(report, {
    color: false,
    unicode: true,
    hyperlinks: false,
    width: 100,
    verbose: true,
  });
  let refused = '';
  for (const folder of [process.cwd(), homedir(), tmpdir()]) {
    try {
      const name = await firstFree(folder, text, renderJson(report));
      return `saved ${join(folder, name)}.txt and .json (names and secrets removed)`;
    } catch (error) {
      refused = (error as Error).message;
    }
  }
  return `could not save: ${refused}`;
}

async function firstFree(folder: string, text: string, json: string): Promise<string> {
  for (let number = 1; number <= MOST; number++) {
    const name = number === 1 ? 'docker-doctor-report' : `docker-doctor-report-${number}`;
    try {
      await writeFile(join(folder, `${name}.txt`), text, { flag: 'wx' });
      await writeFile(join(folder, `${name}.json`), json, { flag: 'wx' });
      return name;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new Error(`${folder} is full of reports`);
}
