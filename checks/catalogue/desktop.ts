/** Docker Desktop: how far its start got, and what keeps it from going on. */

import type { System } from '../../src/diagnosis/check.ts';
import { fix, type ProblemEntry, type Target } from '../../src/diagnosis/problem.ts';
import type { Fix, Guide } from '../../src/report/report.ts';
import { page, troubleshootGuide } from './guides.ts';

const DESKTOP: readonly System[] = ['macos', 'windows', 'linux', 'wsl'];
/** What an engine that does not run in its virtual machine looks like from outside. */
export const UNREACHABLE = [
  'daemon.not-running',
  'daemon.unreachable',
  'daemon.error',
  'daemon.hung',
  'daemon.failed',
  'socket.missing',
  'socket.stale',
  'context.unreachable',
];
/** And what its start looks like that comes to no end. */
const NOT_STARTED = [...UNREACHABLE, 'desktop.engine-stopped', 'desktop.starting', 'desktop.stuck'];

/** Folder and file names differ; the words for them do not. */
const SETTINGS: Readonly<Partial<Record<System, string>>> = {
  macos: '~/Library/Group\\ Containers/group.com.docker/settings-store.json',
  linux: '~/.docker/desktop/settings-store.json',
  windows: '"$env:APPDATA\\Docker\\settings-store.json"',
};
const LOGS: Readonly<Partial<Record<System, string>>> = {
  macos: 'tail -n 40 ~/Library/Containers/com.docker.docker/Data/log/host/com.docker.backend.log',
  linux: 'tail -n 40 ~/.docker/desktop/log/host/com.docker.backend.log',
  windows: 'Get-Content -Tail 40 "$env:LOCALAPPDATA\\Docker\\log\\host\\com.docker.backend.exe.log"',
};

/** From inside WSL, Docker Desktop is a program of Windows. */
const isOnWindows = ({ system }: Target): boolean => system === 'windows' || system === 'wsl';
const shellOf = (target: Target) => (isOnWindows(target) ? 'powershell' : 'sh');
/** The doctor and the docker command are those of the shell that the reader sits at. */
const ownShell = ({ system }: Target) => (system === 'windows' ? 'powershell' : 'sh');
const placeOf = (target: Target): System => (isOnWindows(target) ? 'windows' : target.system);

/** Opens Docker Desktop as its user does. */
export function openDesktop(target: Target, title = 'Start Docker Desktop'): Fix {
  switch (target.system) {
    case 'macos':
      return fix(title, ['open -a Docker'], { automatic: true });
    case 'linux':
      return fix(title, ['systemctl --user start docker-desktop'], { automatic: true });
    default:
      return fix(title, ['docker desktop start'], { shell: 'powershell', automatic: true });
  }
}

/** `docker desktop restart` came with 4.37; an app that hangs must be ended first. */
export function restartDesktop(target: Target): Fix {
  return fix('Restart Docker Desktop', ['docker desktop restart'], {
    shell: shellOf(target),
    caution: 'running containers stop',
  });
}

const endAndOpen = (target: Target): readonly Fix[] =>
  target.system === 'macos'
    ? [
        fix(
          'Or, where that hangs, end it and open it again',
          ["killall 'Docker Desktop' com.docker.backend", 'open -a Docker'],
          {
            caution: 'running containers stop',
          },
        ),
      ]
    : [];

const readLog = (target: Target): Fix =>
  fix('Read what it says itself', [LOGS[placeOf(target)] ?? 'docker desktop logs'], {
    shell: shellOf(target),
  });

const useOther = (target: Target): readonly Fix[] =>
  target.values.better
    ? [
        fix(
          `Or use ${target.values.other ?? 'the engine'}, which runs`,
          [`docker context use ${target.values.better}`],
          {
            automatic: true,
            shell: ownShell(target),
          },
        ),
      ]
    : [];

const TOPICS = '/desktop/troubleshoot-and-support/troubleshoot/topics/';
const topic = (): Guide => page('Troubleshoot Docker Desktop: topics', TOPICS);

export const desktopProblems: readonly ProblemEntry[] = [
  {
    id: 'desktop.starting',
    systems: DESKTOP,
    severity: 'error',
    link: 'transport',
    title: 'Docker Desktop is still starting',
    summary:
      'Docker Desktop was opened {age} and its engine is not ready yet. Until then every docker command fails.',
    detection:
      "Docker Desktop's back end runs, and its socket or pipe says 'starting', answers 500, or is not there yet; it was opened minutes ago at most.",
    explains: UNREACHABLE,
    fixes: (target) => [
      fix('Wait until it is ready', ['docker-doctor wait'], { shell: ownShell(target), automatic: true }),
      ...useOther(target),
    ],
    guide: topic,
  },
  {
    id: 'desktop.stuck',
    systems: DESKTOP,
    severity: 'error',
    link: 'transport',
    title: 'Docker Desktop does not finish starting',
    summary:
      'Docker Desktop was opened {age} and its engine still does not answer: the virtual machine behind it did not come up.',
    detection:
      "Docker Desktop's back end runs for more than ten minutes, and its socket or pipe answers 500 or is not there.",
    explains: [...UNREACHABLE, 'desktop.starting', 'desktop.engine-stopped'],
    fixes: (target) => [restartDesktop(target), ...endAndOpen(target), ...useOther(target), readLog(target)],
    guide: topic,
  },
  {
    id: 'desktop.paused',
    systems: DESKTOP,
    severity: 'error',
    link: 'transport',
    title: 'Docker Desktop is paused',
    summary:
      'Somebody, or the resource saver of an older version, paused Docker Desktop. It refuses every command until it is resumed.',
    detection: "The engine's proxy says that it is paused.",
    explains: UNREACHABLE,
    fixes: (target) => [
      ...(target.values.saver
        ? [
            fix(
              'Open its window, and switch the resource saver off there, or update it',
              openDesktop(target).commands,
              { shell: shellOf(target) },
            ),
          ]
        : []),
      fix(
        'Click the whale in the menu bar and choose "Resume", or restart Docker Desktop',
        ['docker desktop restart'],
        {
          shell: shellOf(target),
          caution: 'a restart stops running containers; "Resume" does not',
        },
      ),
      ...useOther(target),
    ],
    guide: () => page('Pause Docker Desktop', '/desktop/use-desktop/pause/'),
  },
  {
    id: 'desktop.engine-stopped',
    systems: DESKTOP,
    severity: 'error',
    link: 'transport',
    title: 'Docker Desktop is open, but its engine is not running',
    summary:
      'Docker Desktop answers every request with an error ({reason}), because the engine behind it is not up. A text about API versions beside it means nothing.',
    detection: "Docker Desktop's socket or pipe accepts and answers HTTP 500 to every request.",
    explains: UNREACHABLE,
    fixes: (target) => [
      fix('It may have been opened just now: wait for it', ['docker-doctor wait'], {
        shell: ownShell(target),
      }),
      restartDesktop(target),
      ...endAndOpen(target),
      ...useOther(target),
      readLog(target),
    ],
    guide: topic,
  },
  {
    id: 'desktop.backend-crash',
    systems: DESKTOP,
    severity: 'error',
    link: 'transport',
    title: 'Docker Desktop fails on start',
    summary: 'Docker Desktop was started and its back end gave up: {reason}.',
    detection: "The end of Docker Desktop's own log, when its engine does not answer.",
    explains: NOT_STARTED,
    fixes: (target) => [
      ...(target.values.kind === 'file-sharing'
        ? [fix('Take folders that no longer exist out of the shared ones', [`open -e ${SETTINGS.macos}`])]
        : []),
      ...endAndOpen(target),
      ...(target.system === 'macos' ? [] : [restartDesktop(target)]),
      readLog(target),
      ...useOther(target),
    ],
    guide: topic,
  },
  {
    id: 'desktop.sign-in',
    systems: DESKTOP,
    severity: 'error',
    link: 'transport',
    title: 'Docker Desktop wants you to sign in first',
    summary:
      'Your organisation ({organisations}) allows Docker Desktop only for its signed-in members, and nobody is signed in. Installing it again does not change that.',
    detection:
      'allowedOrgs in registry.json or a configuration profile, and no Docker login in the settings.',
    explains: NOT_STARTED,
    fixes: (target) => [
      {
        ...openDesktop(target, 'Open Docker Desktop and sign in with an account of the organisation'),
        automatic: false,
      },
    ],
    guide: () => page('Enforce sign-in for Docker Desktop', '/enterprise/security/enforce-sign-in/'),
  },
  {
    id: 'desktop.license',
    systems: DESKTOP,
    severity: 'error',
    link: 'transport',
    title: "Docker Desktop's terms were not accepted yet",
    summary: 'Docker Desktop starts its engine only after somebody has accepted its subscription agreement.',
    detection: "LicenseTermsVersion 0 in Docker Desktop's settings.",
    explains: NOT_STARTED,
    fixes: (target) => [
      { ...openDesktop(target, 'Open Docker Desktop and accept the agreement'), automatic: false },
    ],
    guide: () => page('Docker Desktop licence agreement', '/subscription/desktop-license/'),
  },
  {
    id: 'desktop.config-invalid',
    systems: DESKTOP,
    severity: 'error',
    link: 'platform',
    title: "Docker Desktop's settings are damaged",
    summary: '{file} {reason}. Docker Desktop does not start with it.',
    detection:
      "Reads Docker Desktop's settings file: its JSON, and whether the folder of its data belongs to this account.",
    explains: [...NOT_STARTED, 'desktop.backend-crash'],
    fixes: (target) => {
      const file = SETTINGS[placeOf(target)] ?? '~/settings-store.json';
      const aside = isOnWindows(target)
        ? `Move-Item ${file} ${file.replace(/"$/, '.broken"')}`
        : `mv ${file} ${file.replace(/\.json$/, '.broken.json')}`;
      return [
        fix(
          'Set the file aside and start Docker Desktop, which writes a new one',
          [aside, ...openDesktop(target).commands],
          {
            shell: shellOf(target),
            caution: 'settings go back to their defaults; images, containers and volumes stay',
          },
        ),
      ];
    },
    guide: troubleshootGuide,
  },
  {
    id: 'desktop.privileged-helper',
    systems: ['macos', 'windows', 'wsl'],
    severity: 'error',
    link: 'platform',
    title: "Docker Desktop's privileged helper is blocked or missing",
    summary: '{reason}. Docker Desktop cannot start without it.',
    detection:
      'macOS up to Docker Desktop 4.88: com.docker.vmnetd and its launchd job, and the signature of the app. Windows: the service com.docker.service.',
    explains: [...NOT_STARTED, 'desktop.backend-crash'],
    fixes: (target) =>
      isOnWindows(target)
        ? [
            fix('Start the service', ['Start-Service com.docker.service'], {
              shell: 'powershell',
              needsAdmin: true,
            }),
          ]
        : [
            fix('Install the newest Docker Desktop over it; it needs no such helper any more', [
              'brew install --cask docker-desktop',
              'open -a Docker',
            ]),
            fix('Or take the old helper away, then open Docker Desktop, which puts it back', [
              'sudo launchctl bootout system /Library/LaunchDaemons/com.docker.vmnetd.plist',
              'sudo rm -f /Library/LaunchDaemons/com.docker.vmnetd.plist /Library/PrivilegedHelperTools/com.docker.vmnetd',
              'open -a Docker',
            ]),
          ],
    guide: (target) =>
      isOnWindows(target)
        ? page('Windows permission requirements', '/desktop/setup/install/windows-permission-requirements/')
        : page('Malware alert on a Mac: how to resolve it', '/desktop/cert-revoke-solution/'),
  },
  {
    id: 'desktop.disk-full',
    systems: DESKTOP,
    severity: 'error',
    link: 'host',
    title: "Docker Desktop's disk is full",
    summary:
      'The virtual disk of Docker Desktop has no room left: {reason}. The disk of this machine itself is not full.',
    detection:
      "'No space left on device' at the end of Docker Desktop's logs, while this machine's own disk has room.",
    explains: [...NOT_STARTED, 'desktop.backend-crash'],
    fixes: (target) => [
      fix('See what uses it', ['docker system df'], { shell: ownShell(target) }),
      fix('Remove stopped containers, unused networks and dangling images', ['docker system prune'], {
        shell: ownShell(target),
        caution: 'it lists what goes and asks first',
      }),
      fix('Or make it larger: Settings, Resources, "Disk usage limit"', openDesktop(target).commands, {
        shell: shellOf(target),
      }),
    ],
    guide: () => page('Change the disk usage limit', '/desktop/settings-and-maintenance/settings/#advanced'),
  },
];
