/** What somebody requires of a machine (`preflight`), and it is not so. */
import { fix, type ProblemEntry, type Target } from '../../src/diagnosis/problem.ts';
import type { Fix } from '../../src/report/report.ts';
import { installEngine, installPackage } from './commands.ts';
import { guides, installGuide, page } from './guides.ts';
import { EVERYWHERE } from './systems.ts';

export const requirementProblems: readonly ProblemEntry[] = [
  {
    id: 'version.requirement',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'host',
    title: '{name} {actual} is not the version that is required',
    summary: '{from} asks for {name} {wanted}, and {actual} is here.',
    detection:
      'The version against the range in a requirements file, a flag of preflight, or what a Compose file uses.',
    explains: ['compose.invalid'],
    fixes: versionFixes,
    guide: (target) =>
      target.values.what === 'compose'
        ? guides.composePlugin
        : target.values.what === 'buildx'
          ? guides.buildx
          : installGuide(target),
  },
  {
    id: 'engine.requirement',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'host',
    title: 'Another engine is required',
    summary: '{from} asks for {what} {wanted}, and the engine in force has {what} {actual}.',
    detection: 'The context in force and what the engine says of itself, against a requirement of preflight.',
    fixes: ({ values }) => [
      values.what === 'context'
        ? fix('Use a context that is allowed', [`docker context use ${values.first}`], { automatic: true })
        : fix('See which engines are here, and use another one', ['docker context ls']),
    ],
    guide: () => guides.contexts,
  },
  {
    id: 'cpu.low',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'host',
    title: 'The engine has too few CPUs',
    summary: '{from} asks for {wanted} CPUs, and the engine has {actual}.',
    detection: "The engine's own count (/info NCPU) against a requirement of preflight.",
    fixes: ({ system }) =>
      system === 'macos'
        ? [
            fix('colima: give its machine more', ['colima stop', 'colima start --cpu 4'], {
              caution: 'running containers stop',
            }),
          ]
        : [],
    guide: ({ system }) =>
      system === 'linux'
        ? page('Resource constraints', '/engine/containers/resource_constraints/')
        : page("Docker Desktop's resource settings", '/desktop/settings-and-maintenance/settings/#resources'),
  },
  {
    id: 'custom.failed',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'container',
    title: '{name}: not as required',
    summary: '{message}',
    detection:
      'A program that the requirements file names ended with another exit code than the one it asks for.',
    fixes: ({ values }) => {
      const commands = (values.fix ?? '').split('\n').filter(Boolean);
      return commands.length > 0 ? [fix('As your organisation says', commands)] : [];
    },
    guide: ({ values: { guide = '', name = '' } }) =>
      /^https?:/.test(guide)
        ? { title: `More about: ${name}`, url: guide }
        : page('Docker documentation', '/get-started/'),
  },
  {
    id: 'compose.invalid',
    systems: EVERYWHERE,
    severity: 'error',
    link: 'container',
    title: 'Compose cannot use {file}',
    summary: 'Compose says: {reason}',
    detection: 'The exit code of "docker compose config", which reads the file and starts nothing.',
    fixes: ({ values }) => [
      fix('See it yourself', [`docker compose -f ${values.file ?? 'FILE'} config --quiet`]),
    ],
    guide: () => page('Compose file reference', '/reference/compose-file/'),
  },
];

function versionFixes(target: Target): Fix[] {
  const { what = '', product = '', direction = '', name = '', wanted = '' } = target.values;
  if (direction === 'older') return [];
  if (product === 'docker-desktop' || (what !== 'engine' && what !== 'api' && target.system === 'windows')) {
    return [fix('Update Docker Desktop (4.38 and newer can by command)', ['docker desktop update'])];
  }
  if (product === 'colima')
    return [fix('Update colima and its engine', ['brew upgrade colima', 'colima update'])];
  if (what === 'compose' || what === 'buildx') {
    if (target.system === 'macos') {
      return [fix(`Update ${name}`, [`brew install docker-${what}`])];
    }
    return [
      fix(`Update ${name}`, installPackage(target, PLUGIN_PACKAGES[what]), {
        caution: `the distribution's package may be older than ${wanted}; Docker's own repository has the newest`,
      }),
    ];
  }
  return installEngine(target).map((install) => ({ ...install, title: `Update ${name}` }));
}

const PLUGIN_PACKAGES = {
  compose: {
    apt: 'docker-compose-v2',
    dnf: 'docker-compose-plugin',
    pacman: 'docker-compose',
    zypper: 'docker-compose',
    apk: 'docker-cli-compose',
  },
  buildx: { apt: 'docker-buildx', dnf: 'docker-buildx-plugin', apk: 'docker-cli-buildx' },
} as const;
