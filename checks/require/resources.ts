import { defineCheck } from '../../src/diagnosis/check.ts';
import { engineFact } from '../../src/facts/engine.ts';
import { engineHomeFact } from '../../src/facts/engine-place.ts';
import { defineFact, evidence, known, unknownFact } from '../../src/facts/fact.ts';
import { valueAt } from '../../src/facts/json-text.ts';
import { diskFact } from '../../src/facts/resources.ts';
import { EVERYWHERE } from '../catalogue/systems.ts';
import { sizeText } from '../sizes.ts';
import { AFTER_ENGINE, met, notMet, type RequirementCheck, unclear, verdictOf } from './requirement.ts';

/** A machine of 4 GB tells less: firmware and kernel keep 3 to 7 % of it. */
const KEPT_BY_SYSTEM = 0.92;

const AS_REQUIREMENT = { systems: EVERYWHERE, link: 'host', essential: true, after: AFTER_ENGINE } as const;

const numberOfEngine = (id: string, key: string) =>
  defineFact<number>(id, 'asking the engine what it has', async ({ get }) => {
    const engine = await get(engineFact);
    if (!engine.known) return engine;
    const value = valueAt(engine.value.info, key);
    // 0 is how some engines say that they do not know.
    return typeof value === 'number' && value > 0
      ? known(value)
      : unknownFact('failed', `the engine does not tell its ${key}`);
  });

const memoryFact = numberOfEngine('engine.memory', 'MemTotal');
const cpusFact = numberOfEngine('engine.cpus', 'NCPU');

/** Has the engine the memory that is asked for? What counts is its machine, which need not be this one. */
const memory: RequirementCheck = {
  isWanted: (requirements) => requirements.memory.length > 0,
  check: (requirements) =>
    defineCheck({
      id: 'require.memory',
      title: 'Required memory',
      ...AS_REQUIREMENT,
      finds: ['memory.low'],
      needs: { memory: memoryFact },
      judge: (facts) =>
        verdictOf(
          requirements.memory.map(({ value, from }) => {
            const has = sizeText(facts.memory);
            if (facts.memory >= value * KEPT_BY_SYSTEM) return met(`${has} (at least ${sizeText(value)})`);
            return notMet({
              id: 'memory.low',
              values: { reason: `The engine has ${has} of memory, and ${from} asks for ${sizeText(value)}` },
              evidence: [evidence(from, `memory ${sizeText(value)}`), evidence('GET /info MemTotal', has)],
              explains: ['memory.low'],
            });
          }),
        ),
    }),
};

const cpus: RequirementCheck = {
  isWanted: (requirements) => requirements.cpus.length > 0,
  check: (requirements) =>
    defineCheck({
      id: 'require.cpus',
      title: 'Required CPUs',
      ...AS_REQUIREMENT,
      finds: ['cpu.low'],
      needs: { cpus: cpusFact },
      judge: (facts) =>
        verdictOf(
          requirements.cpus.map(({ value, from }) => {
            if (facts.cpus >= value) return met(`${facts.cpus} (at least ${value})`);
            return notMet({
              id: 'cpu.low',
              values: { actual: String(facts.cpus), wanted: String(value), from },
              evidence: [evidence(from, `cpus ${value}`), evidence('GET /info NCPU', String(facts.cpus))],
            });
          }),
        ),
    }),
};

/** Free space where the engine keeps images; of a virtual machine, on the disk of this machine that holds it. */
const disk: RequirementCheck = {
  isWanted: (requirements) => requirements.disk.length > 0,
  check: (requirements) =>
    defineCheck({
      id: 'require.disk',
      title: 'Required disk space',
      ...AS_REQUIREMENT,
      needs: { home: engineHomeFact, disk: diskFact },
      finds: ['disk.low'],
      judge: ({ home, disk: { path, stat } }) =>
        verdictOf(
          requirements.disk.map(({ value, from }) => {
            if (home.place === 'remote' || home.place === 'outside') {
              return unclear("the engine's disk cannot be seen from here");
            }
            if (stat.totalBytes === 0) return unclear(`${path} has no size of its own`);
            const free = sizeText(stat.availableBytes);
            if (stat.availableBytes >= value)
              return met(`${free} free at ${path} (at least ${sizeText(value)})`);
            return notMet({
              id: 'disk.low',
              values: { path, free, total: sizeText(stat.totalBytes) },
              evidence: [
                evidence(from, `disk ${sizeText(value)}`),
                evidence(`statfs ${path}`, `${free} available`),
              ],
              explains: ['disk.low'],
            });
          }),
        ),
    }),
};

export const resourceRequirements: readonly RequirementCheck[] = [memory, cpus, disk];
