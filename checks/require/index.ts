/**
 * Checks of what somebody requires of this machine. They are made from the requirements of a run, so they are in no
 * system's list; `preflight` adds those of which something is required.
 */
import type { Check } from '../../src/diagnosis/check.ts';
import { NOTHING, type Requirements } from '../../src/preflight/requirements.ts';
import { customRequirements } from './custom.ts';
import { engineKindRequirements } from './engine-kind.ts';
import { gpuRequirements } from './gpu.ts';
import { pathRequirements } from './paths.ts';
import { platformRequirements } from './platforms.ts';
import { portRequirements } from './ports.ts';
import { projectRequirements } from './project.ts';
import { registryRequirements } from './registries.ts';
import { resourceRequirements } from './resources.ts';
import { versionRequirements } from './versions.ts';

const kinds = [
  ...projectRequirements,
  ...versionRequirements,
  ...engineKindRequirements,
  ...resourceRequirements,
  ...platformRequirements,
  ...registryRequirements,
  ...portRequirements,
  ...pathRequirements,
  ...gpuRequirements,
  ...customRequirements,
];

export const requirementChecks = (requirements: Requirements): readonly Check[] =>
  kinds.filter((kind) => kind.isWanted(requirements)).map((kind) => kind.check(requirements));

/** All of them, for `list`, `show` and the names of `--only` and `--skip`. */
export const everyRequirementCheck = (): readonly Check[] => kinds.map((kind) => kind.check(NOTHING));
