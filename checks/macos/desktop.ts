import { defineCheck, type Finding, found, pass, skip } from '../../src/diagnosis/check.ts';
import { type EngineFact, engineFact } from '../../src/facts/engine.ts';
import { enginesFact, inForce, runningOthers } from '../../src/facts/engines/index.ts';
import { evidence } from '../../src/facts/fact.ts';
import {
  type DesktopFact,
  type DesktopSettings,
  desktopFact,
  desktopSettingsFact,
} from '../../src/facts/mac/desktop.ts';
import { type MacApp, macProductsFact } from '../../src/facts/mac/products.ts';
import { diskFact } from '../../src/facts/resources.ts';
import { hasRevokedCertificate, needsHelper } from '../data/mac-support.ts';
import { readLog } from './desktop-log.ts';
import { productName } from './names.ts';

/** Seconds after which a start that has not come to its end never does. */
const STUCK = 600;

/** How far did Docker Desktop get, and what keeps it? */
export default defineCheck({
  id: 'mac.desktop',
  title: 'Docker Desktop',
  systems: ['macos'],
  link: 'transport',
  after: ['client.context'],
  needs: {
    engine: engineFact,
    products: macProductsFact,
    desktop: desktopFact,
    settings: desktopSettingsFact,
  },
  uses: { engines: enginesFact, disk: diskFact },
  finds: [
    'desktop.paused',
    'desktop.starting',
    'desktop.stuck',
    'desktop.engine-stopped',
    'desktop.backend-crash',
    'desktop.sign-in',
    'desktop.license',
    'desktop.config-invalid',
    'desktop.privileged-helper',
    'desktop.disk-full',
    'disk.full',
    'daemon.config-invalid',
  ],
  judge({ engine, products, desktop, settings, engines, disk }) {
    const app = products.desktop;
    if (!app) return skip('not installed');
    if (engine.state === 'answers' || desktop === null) return pass('not in the way');
    const mine = inForce(engines);
    if (mine && mine.product !== 'docker-desktop' && mine.product !== 'docker-engine')
      return skip(`the engine in force is ${productName(mine.product)}'s`);
    const others = runningOthers(engines);
    if (others.some(({ product }) => product === 'docker-desktop')) return pass('its engine answers');
    const [other] = others;
    const values = {
      app: app.path,
      version: app.version ?? '',
      ...(other?.context &&
        other.context !== 'default' && {
          better: other.context,
          other: productName(other.product),
        }),
    };
    // The proxy on the socket is up: it alone knows of a pause.
    const live = fromProxy(engine, desktop, values);
    if (live?.id === 'desktop.paused') return found(live);
    // Another engine answers and this one is merely not started: that is for the switch to say.
    const isUp = live !== null || desktop.processes?.backend === true;
    if (others.length > 0 && !isUp) return skip('another engine runs');
    const causes = [
      ...settingsCauses(settings, values),
      ...signIn(desktop, values),
      ...license(settings, values),
      ...helper(app, desktop, settings, isUp, values),
      ...daemonJson(desktop, values),
      ...readLog(desktop, values, disk.known ? disk.value : null),
    ];
    const state = live ?? fromProcesses(engine, desktop, values);
    const all = [...causes, ...(state ? [state] : [])];
    return all.length > 0 ? found(...all) : pass(`${app.version ?? ''} is installed and not started`.trim());
  },
});

/** What Desktop's proxy on the socket says while its engine is away. */
function fromProxy(engine: EngineFact, desktop: DesktopFact, values: Record<string, string>): Finding | null {
  if (engine.state !== 'error' || !/^5\d\d$/.test(engine.code)) {
    if (desktop.backendState === 'paused') return state('desktop.paused', engine, desktop, values);
    return null;
  }
  if (/\bpaused\b/i.test(engine.detail)) return state('desktop.paused', engine, desktop, values);
  if ((desktop.ageSeconds ?? 0) > STUCK) return state('desktop.stuck', engine, desktop, values);
  const starting = /\bstarting\b/i.test(engine.detail);
  return state(starting ? 'desktop.starting' : 'desktop.engine-stopped', engine, desktop, values);
}

/** Desktop runs and has no socket yet, or no more. */
function fromProcesses(
  engine: EngineFact,
  desktop: DesktopFact,
  values: Record<string, string>,
): Finding | null {
  const { processes, ageSeconds } = desktop;
  if (engine.state !== 'absent' || !processes?.backend) return null;
  const long = ageSeconds !== null && ageSeconds > STUCK;
  return state(long ? 'desktop.stuck' : 'desktop.starting', engine, desktop, values);
}

function state(
  id: string,
  engine: EngineFact,
  desktop: DesktopFact,
  values: Record<string, string>,
): Finding {
  const { processes, backendState, ageSeconds } = desktop;
  const age = ageSeconds === null ? 'already' : ageText(ageSeconds);
  const running = Object.entries(processes ?? {})
    .filter(([, runs]) => runs)
    .map(([name]) => name);
  return {
    id,
    values: { ...values, age, reason: engine.detail.replace(/: $/, '') || engine.code },
    evidence: [
      evidence('GET /_ping', `${engine.detail} (${engine.code})`),
      ...(backendState ? [evidence("Docker Desktop's back end", backendState)] : []),
      evidence('processes of Docker Desktop', running.join(', ') || 'none'),
    ],
  };
}

function ageText(seconds: number): string {
  if (seconds < 90) return 'a moment ago';
  if (seconds < 7200) return `${Math.round(seconds / 60)} minutes ago`;
  return `${Math.round(seconds / 3600)} hours ago`;
}

/** Its own settings: damaged, or of the account of another Mac (Migration Assistant). */
function settingsCauses(settings: DesktopSettings, values: Record<string, string>): Finding[] {
  const { file, damage } = settings;
  if (damage !== null) {
    return [
      {
        id: 'desktop.config-invalid',
        values: { ...values, file, reason: damage },
        evidence: [evidence(file, damage)],
      },
    ];
  }
  const folder = settings.values?.datafolder;
  const home = /^(.*)\/Library\/Group Containers\//.exec(file)?.[1] ?? '';
  if (typeof folder !== 'string' || !/^\/Users\/(?!Shared\/)/.test(folder) || folder.startsWith(`${home}/`))
    return [];
  const reason = `names a folder of another account for its data (${folder})`;
  return [
    {
      id: 'desktop.config-invalid',
      values: { ...values, file, reason },
      evidence: [evidence(`DataFolder in ${file}`, folder)],
    },
  ];
}

function signIn(desktop: DesktopFact, values: Record<string, string>): Finding[] {
  if (desktop.organisations.length === 0 || desktop.signedIn) return [];
  const organisations = desktop.organisations.join(', ');
  return [
    {
      id: 'desktop.sign-in',
      values: { ...values, organisations },
      evidence: [
        evidence('allowedOrgs', organisations),
        evidence('auths in config.json', 'no login at Docker Hub'),
      ],
    },
  ];
}

/** The key is there and 0: asked for, and not accepted. An absent key tells nothing. */
function license({ file, values: settings }: DesktopSettings, values: Record<string, string>): Finding[] {
  if (settings?.licensetermsversion !== 0) return [];
  return [{ id: 'desktop.license', values, evidence: [evidence(`LicenseTermsVersion in ${file}`, '0')] }];
}

function helper(
  app: MacApp,
  desktop: DesktopFact,
  settings: DesktopSettings,
  isUp: boolean,
  values: Record<string, string>,
): Finding[] {
  const finding = (reason: string, source: string, text: string): Finding[] => [
    { id: 'desktop.privileged-helper', values: { ...values, reason }, evidence: [evidence(source, text)] },
  ];
  if (desktop.signature !== null) {
    return finding(
      'macOS refuses the signature of the app',
      `codesign --verify ${app.path}`,
      desktop.signature,
    );
  }
  if (!needsHelper(app.version)) return [];
  const program = '/Library/PrivilegedHelperTools/com.docker.vmnetd';
  const alert = hasRevokedCertificate(app.version)
    ? `; version ${app.version} is signed with the certificate that macOS has taken for malware's since January 2025`
    : '';
  if (desktop.helper === 'half') {
    return finding(
      `Only half of the helper com.docker.vmnetd is there: its program or its launchd job is missing${alert}`,
      program,
      'half removed',
    );
  }
  if (desktop.helper === 'disabled') {
    return finding(
      `The launchd job com.docker.vmnetd is switched off${alert}`,
      'launchctl print-disabled system',
      'com.docker.vmnetd',
    );
  }
  const wanted = settings.values?.requirevmnetd === true || isUp;
  if (desktop.helper === 'absent' && wanted && alert) {
    return finding(`The helper com.docker.vmnetd is not there${alert}`, program, 'absent');
  }
  return [];
}

function daemonJson({ daemonJson: broken }: DesktopFact, values: Record<string, string>): Finding[] {
  if (broken === null) return [];
  const { file, damage } = broken;
  return [
    {
      id: 'daemon.config-invalid',
      values: { ...values, file, reason: damage },
      evidence: [evidence(file, damage)],
    },
  ];
}
