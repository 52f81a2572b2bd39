import { defineCheck, type Finding, found, skip, unknown, type Verdict } from '../../src/diagnosis/check.ts';
import { type CliConfigFact, cliConfigFact, settingsOf } from '../../src/facts/cli-config.ts';
import { evidence, type FactResult } from '../../src/facts/fact.ts';
import { isObject, valueAt } from '../../src/facts/json-text.ts';
import { settingOf, type WindowsDesktop } from '../../src/facts/win/desktop.ts';
import { type Pc, pcFact } from '../../src/facts/win/pc.ts';
import { answersElsewhere, pipeEvidence } from './evidence.ts';

/** Longer than this no start takes, milliseconds: not even the first of a day with a virus scanner on the disk. */
const STARTED_BY_NOW = 5 * 60_000;

/** Docker Desktop and its engine: is it started, and if so, what does it wait for? */
export default defineCheck({
  id: 'windows.desktop',
  title: 'Docker Desktop',
  systems: ['windows'],
  link: 'transport',
  essential: false,
  after: ['client.cli', 'windows.virtualization', 'windows.wsl'],
  needs: { pc: pcFact },
  uses: { config: cliConfigFact },
  finds: [
    'daemon.not-running',
    'daemon.hung',
    'desktop.starting',
    'desktop.stuck',
    'desktop.paused',
    'desktop.sign-in',
    'desktop.license',
    'desktop.backend-crash',
    'desktop.config-invalid',
    'desktop.privileged-helper',
    'desktop.engine-stopped',
  ],
  judge({ pc, config }) {
    if (pc === null) return skip('the engine answers, or is not on this PC');
    if (pc.product !== 'docker-desktop' || pc.desktop === null) return skip('not installed');
    return engineVerdict(pc, config);
  },
});

/** Also asked from inside a distribution (checks/wsl/docker-desktop.ts), which may not see how it is installed. */
export function engineVerdict(pc: Pc, config: FactResult<CliConfigFact>): Verdict {
  const desktop = pc.desktop ?? UNSEEN;
  if (pc.engine.state === 'denied') return skip('its pipe is there');
  const damaged = damagedFile(desktop);
  if (damaged) return found(damaged);
  const signedIn =
    config.known && isObject(valueAt(settingsOf(config.value), 'auths'))
      ? Object.keys(valueAt(settingsOf(config.value), 'auths') as object).some((registry) =>
          /docker\.(io|com)/.test(registry),
        )
      : false;
  switch (pc.engine.state) {
    case 'absent':
      return absent(pc, desktop, signedIn);
    case 'error':
      return found(engineDown(pc, desktop, signedIn));
    case 'no-connection':
      return found({
        id: 'daemon.hung',
        values: { url: pc.url, seconds: '3' },
        evidence: [pipeEvidence(pc)],
      });
    case 'hung':
      return skip('something accepts on its pipe');
    default:
      return unknown(pc.engine.detail);
  }
}

const UNSEEN: WindowsDesktop = {
  folder: '',
  perUser: true,
  version: null,
  settings: { state: 'absent' },
  signIn: { state: 'absent' },
  log: [],
};

/** Desktop's own files, of which one byte-order mark or comma stops the start. */
function damagedFile({ settings, signIn }: WindowsDesktop): Finding | null {
  const one = [signIn, settings].find((file) => file.state === 'damaged');
  if (one?.state !== 'damaged') return null;
  const { file, reason } = one;
  return { id: 'desktop.config-invalid', values: { file, reason }, evidence: [evidence(file, reason)] };
}

const processes = (pc: Pc): string[] =>
  (pc.system.known ? (pc.system.value.processes ?? []) : []).map(({ name }) => name);

const processEvidence = (pc: Pc) => {
  const names = [...new Set(processes(pc))].filter((name) => /docker/i.test(name));
  return evidence('processes', names.join(', ') || 'none of Docker Desktop');
};

function absent(pc: Pc, desktop: WindowsDesktop, signedIn: boolean): Verdict {
  const seen = [processEvidence(pc), pipeEvidence(pc)];
  if (answersElsewhere(pc)) return skip('an engine answers on another pipe');
  if (pc.up !== true) {
    const left = processes(pc).find((name) => /^com\.docker\./i.test(name));
    if (left !== undefined) {
      const reason = `${left}.exe of an earlier start still runs, without Docker Desktop`;
      return found({ id: 'desktop.backend-crash', values: { reason }, evidence: seen });
    }
    const values = { engine: `Docker Desktop ${desktop.version ?? ''}`.trim() };
    return found({ id: 'daemon.not-running', values, evidence: seen });
  }
  const waiting = waitsForUser(pc, desktop, signedIn);
  if (waiting) return found(waiting);
  const names = processes(pc).map((name) => name.toLowerCase());
  if (names.includes('docker desktop') && !names.includes('com.docker.backend')) {
    const reason = 'its window is there, its back end (com.docker.backend.exe) is not';
    return found({ id: 'desktop.backend-crash', values: { reason }, evidence: seen });
  }
  const helper = deadHelper(pc, desktop);
  if (helper) return found(helper);
  return found(startingOrStuck(pc, seen));
}

const ageText = (minutes: number | null): string =>
  minutes === null ? 'already' : minutes === 0 ? 'less than a minute ago' : `${minutes} minutes ago`;

function startingOrStuck(pc: Pc, seen: Finding['evidence']): Finding {
  const minutes = pc.age === null ? null : Math.round(pc.age / 60_000);
  if (pc.age !== null && pc.age < STARTED_BY_NOW)
    return { id: 'desktop.starting', values: { age: ageText(minutes) }, evidence: seen };
  return { id: 'desktop.stuck', values: { age: ageText(minutes) }, evidence: seen };
}

/** Terms and sign-in are asked for in its window, and nothing starts before. */
function waitsForUser(pc: Pc, { settings, signIn }: WindowsDesktop, signedIn: boolean): Finding | null {
  const accepted = settingOf(settings, 'LicenseTermsVersion');
  if (settings.state === 'read' && (accepted === 0 || accepted === undefined)) {
    const seen = evidence(settings.file, `LicenseTermsVersion: ${accepted ?? 'not set'}`);
    return { id: 'desktop.license', evidence: [seen, pipeEvidence(pc)] };
  }
  const orgs = signIn.state === 'read' ? valueAt(signIn.value, 'allowedOrgs') : null;
  if (signIn.state === 'read' && Array.isArray(orgs) && orgs.length > 0 && !signedIn) {
    const values = { organisations: orgs.map(String).join(', ') };
    return {
      id: 'desktop.sign-in',
      values,
      evidence: [evidence(signIn.file, 'allowedOrgs is set'), pipeEvidence(pc)],
    };
  }
  return null;
}

/** A stopped service is normal on the WSL 2 back end; a disabled or missing one never is. */
function deadHelper(pc: Pc, desktop: WindowsDesktop): Finding | null {
  const services = pc.system.known ? pc.system.value.services : null;
  if (services === null || desktop.perUser) return null;
  const service = services['com.docker.service'];
  const state = !service
    ? 'missing'
    : service.start === 'disabled'
      ? 'disabled'
      : service.state === 'stopped' && pc.backEnd !== 'wsl'
        ? 'stopped'
        : null;
  if (state === null) return null;
  return {
    id: 'desktop.privileged-helper',
    values: {
      helper: 'com.docker.service',
      service: 'com.docker.service',
      state,
      reason: `the service com.docker.service is ${state}`,
    },
    evidence: [evidence('service com.docker.service', state), pipeEvidence(pc)],
  };
}

/** Its proxy answers on the pipe in place of an engine, in English whatever the system's language. */
function engineDown(pc: Pc, desktop: WindowsDesktop, signedIn: boolean): Finding {
  const { detail, code } = pc.engine;
  const seen = [processEvidence(pc), pipeEvidence(pc)];
  const values = { url: pc.url, reason: detail, status: code };
  if (/\bpaused\b/i.test(detail)) return { id: 'desktop.paused', evidence: seen };
  if (/sign[- ]in|must be (?:signed|logged) in/i.test(detail)) {
    return { id: 'desktop.sign-in', values: { organisations: 'its members' }, evidence: seen };
  }
  const waiting = waitsForUser(pc, desktop, signedIn);
  if (waiting) return waiting;
  if (/\bstarting\b/i.test(detail)) {
    const late = pc.age !== null && pc.age >= STARTED_BY_NOW;
    return late
      ? startingOrStuck(pc, seen)
      : { id: 'desktop.starting', values: { age: ageText(null) }, evidence: seen };
  }
  return deadHelper(pc, desktop) ?? { id: 'desktop.engine-stopped', values, evidence: seen };
}
