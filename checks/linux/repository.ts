import { defineCheck, type Finding, found, pass, skip } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { type AptRepository, aptRepositoriesFact } from '../../src/facts/repository.ts';
import { systemFact } from '../../src/facts/system.ts';
import { LINUX } from '../catalogue/systems.ts';

/** Releases that https://download.docker.com/linux serves or has served (2026-11). Others give 404. */
const SERVED: Readonly<Record<string, readonly string[]>> = {
  debian: ['wheezy', 'jessie', 'stretch', 'buster', 'bullseye', 'bookworm', 'trixie', 'forky'],
  raspbian: ['jessie', 'stretch', 'buster', 'bullseye', 'bookworm', 'trixie'],
  ubuntu:
    'trusty xenial yakkety zesty artful bionic cosmic disco eoan focal groovy hirsute impish jammy kinetic lunar mantic noble oracular plucky questing resolute'.split(
      ' ',
    ),
};

/** Does Docker's package repository name a release that it has? A derivative's own code name is the usual mistake. */
export default defineCheck({
  id: 'linux.repository',
  title: "Docker's package repository",
  systems: LINUX,
  link: 'platform',
  essential: false,
  needs: { repositories: aptRepositoriesFact, system: systemFact },
  finds: ['install.repository'],
  judge({ repositories, system: { osRelease, machine } }) {
    if (repositories.length === 0) return skip('none configured');
    const wrong = repositories
      .map(
        (repository) =>
          misfit(repository, osRelease) ??
          wrongArchitecture(repository, machine.arch) ??
          withoutKey(repository),
      )
      .find((finding) => finding !== null);
    return wrong
      ? found(wrong)
      : pass(repositories.map(({ distribution, codename }) => `${distribution} ${codename}`).join(', '));
  },
});

function misfit(
  { file, distribution, codename }: AptRepository,
  osRelease: Readonly<Record<string, string>>,
): Finding | null {
  const served = SERVED[distribution];
  if (!served || served.includes(codename)) return null;
  const base =
    distribution === 'ubuntu'
      ? osRelease.UBUNTU_CODENAME
      : (osRelease.DEBIAN_CODENAME ?? osRelease.VERSION_CODENAME);
  // A release newer than this list is no mistake: only a name that belongs to another system is.
  const foreign = Object.entries(SERVED).some(
    ([other, names]) => other !== distribution && names.includes(codename),
  );
  const derivative = base !== undefined && base !== codename && served.includes(base);
  if (!foreign && !derivative) return null;
  const expected = base && served.includes(base) ? base : '';
  return {
    id: 'install.repository',
    values: {
      kind: 'codename',
      file,
      found: codename,
      reason: `It names ${codename}, and this system is ${expected || (osRelease.PRETTY_NAME ?? 'another')}`,
      ...(expected && { expected }),
    },
    evidence: [
      evidence(file, `${distribution} ${codename}`),
      evidence('/etc/os-release', expected || (osRelease.ID ?? '')),
    ],
  };
}

/** Debian's names of Node's architectures. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  x64: 'amd64',
  arm64: 'arm64',
  arm: 'armhf',
  ia32: 'i386',
  ppc64: 'ppc64el',
  s390x: 's390x',
  riscv64: 'riscv64',
};

function wrongArchitecture({ file, architectures }: AptRepository, arch: string): Finding | null {
  const own = ARCHITECTURES[arch];
  const [first] = architectures;
  // An architecture that is written as a command stands for what it prints.
  if (own === undefined || first === undefined || architectures.includes(own) || /[^\w-]/.test(first))
    return null;
  // A 32-bit system on a 64-bit processor: node tells its own architecture, which is the system's.
  return {
    id: 'install.repository',
    values: {
      kind: 'architecture',
      file,
      found: `arch=${first}`,
      expected: `arch=${own}`,
      reason: `It is for ${architectures.join(', ')}, and this system is ${own}`,
    },
    evidence: [evidence(file, `arch=${architectures.join(',')}`), evidence('architecture', own)],
  };
}

function withoutKey({ file, distribution, key, keyProblem }: AptRepository): Finding | null {
  if (key === null || keyProblem === null) return null;
  const reason =
    keyProblem === 'missing' ? `Its key ${key} does not exist` : `Its key ${key} is not readable for apt`;
  return {
    id: 'install.repository',
    values: { kind: `key-${keyProblem}`, file, key, repository: distribution, reason },
    evidence: [
      evidence(file, `signed-by ${key}`),
      evidence(key, keyProblem === 'missing' ? 'does not exist' : 'closed to others'),
    ],
  };
}
