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
  judge({ repositories, system: { osRelease } }) {
    if (repositories.length === 0) return skip('none configured');
    const wrong = repositories
      .map((repository) => misfit(repository, osRelease))
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
    values: { file, found: codename, ...(expected && { expected }) },
    evidence: [
      evidence(file, `${distribution} ${codename}`),
      evidence('/etc/os-release', expected || (osRelease.ID ?? '')),
    ],
  };
}
