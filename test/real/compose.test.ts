/** What is told of Compose files, against Compose itself: which features it takes, and what it makes of a project. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import semver from 'semver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isObject, type JsonObject } from '../../src/facts/json-text.ts';
import { COMPOSE_FEATURES } from '../../src/preflight/compose-features.ts';
import { variablesOf } from '../../src/preflight/compose-files.ts';
import { ownModel } from '../../src/preflight/compose-model.ts';
import { needsOfServices } from '../../src/preflight/compose-needs.ts';
import { readComposeFile } from '../../src/preflight/compose-yaml.ts';
import { type ComposeCase, composeCases } from '../support/compose-cases.ts';
import { COMPOSE_SAMPLES } from '../support/compose-samples.ts';

const run = promisify(execFile);
const CACHE = process.env.DOCKER_DOCTOR_ENGINES ?? '/var/cache/docker-doctor/engines';
const COMPOSES = [
  ['2.26.1', 'compose-trixie'],
  ['2.40.3', 'compose-forky'],
] as const;
const pluginOf = (folder: string): string =>
  join(CACHE, folder, 'usr/libexec/docker/cli-plugins/docker-compose');
const required = process.env.DOCKER_DOCTOR_REQUIRE_REAL === '1';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docker-doctor-compose-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function lay(files: Readonly<Record<string, string>>): Promise<string> {
  const place = await mkdtemp(join(folder, 'project-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(place, name)), { recursive: true });
    await writeFile(join(place, name), text);
  }
  return place;
}

interface Said {
  readonly model: JsonObject | null;
  readonly refusal: string;
}

async function config(
  plugin: string,
  place: string,
  files: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Said> {
  const args = [...files.flatMap((file) => ['-f', file]), 'config', '--format', 'json'];
  try {
    const { stdout } = await run(plugin, args, {
      cwd: place,
      env: { PATH: process.env.PATH ?? '', HOME: homedir(), ...env },
      timeout: 30_000,
    });
    return { model: JSON.parse(stdout) as JsonObject, refusal: '' };
  } catch (error) {
    return { model: null, refusal: (error as { stderr?: string }).stderr ?? String(error) };
  }
}

describe.each(COMPOSES)('Compose %s', (version, cached) => {
  const plugin = pluginOf(cached);
  const there = existsSync(plugin);
  it.skipIf(there || !required)('was fetched (test/real/engines.sh)', () => expect(there).toBe(true));

  describe.skipIf(!there)('features', { concurrent: true }, () => {
    it.each(COMPOSE_FEATURES)('$name since $since', async ({ name, since, uses }) => {
      const sample = COMPOSE_SAMPLES[name];
      if (sample === undefined) expect.fail(`no sample of ${name} in test/support/compose-samples.ts`);
      const place = await lay({
        'compose.yaml': sample,
        'other.yaml': 'services: {o: {image: o}}\n',
        'e.env': '',
      });
      const { content } = await readComposeFile(join(place, 'compose.yaml'));
      expect(uses(content), 'it is seen').toBe(true);
      const newest = COMPOSE_FEATURES.filter((feature) => feature.uses(content)).map(
        (feature) => feature.since,
      );
      const { model, refusal } = await config(plugin, place, ['compose.yaml'], { X: 'x' });
      const taken = newest.every((one) => semver.gte(version, one));
      expect(since).toBe(newest.sort(semver.rcompare)[0]);
      if (taken) expect(model !== null, refusal).toBe(true);
      // Debian builds 2.26 with a younger compose-go, which takes what 2.26 itself cannot do.
      else if (cached !== 'compose-trixie') expect(model).toBe(null);
    });
  });

  describe.skipIf(!there)('needs are the same, whoever reads the files', { concurrent: true }, () => {
    const cases = composeCases.filter(({ since }) => !since || semver.gte(version, since));
    it.each(cases)('$name', async ({ files, use = ['compose.yaml'], env = {}, refused }: ComposeCase) => {
      const place = await lay(files);
      const paths = use.map((file) => join(place, file));
      const asked = await config(plugin, place, paths, env);
      const notes: string[] = [];
      const here = { platform: 'linux', home: homedir(), folder: dirname(paths[0] ?? place) } as const;
      const look = await variablesOf(here.folder, (name) => env[name]);
      const own = await ownModel(paths, here, look, notes);
      if (refused) {
        expect(asked.model, 'Compose refuses it').toBe(null);
        expect(own.refusal).toMatch(refused);
        return;
      }
      expect(asked.refusal).toBe('');
      expect(own.refusal).toBe(null);
      const needs = (model: JsonObject): unknown => {
        const { requirements } = needsOfServices({ model, file: 'f', makesFolders: false }, here, notes);
        const { ports, paths: folders, platforms, images, gpu } = requirements;
        return Object.fromEntries(
          Object.entries({ ports, folders, platforms, images, gpu }).map(([key, list]) => [
            key,
            list.map(({ value, from }) => `${from} ${JSON.stringify(value)}`).sort(),
          ]),
        );
      };
      expect(isObject(asked.model)).toBe(true);
      expect(needs(own.model)).toEqual(needs(asked.model ?? {}));
      expect(notes).toEqual([]);
    });
  });
});

describe('links', () => {
  it('a file that is a link is read where it lies', async () => {
    const place = await lay({ 'real/compose.yaml': 'services: {a: {image: x}}\n' });
    await symlink(join(place, 'real/compose.yaml'), join(place, 'compose.yaml'));
    expect((await readComposeFile(join(place, 'compose.yaml'))).content).toHaveProperty(
      'services.a.image',
      'x',
    );
  });
});
