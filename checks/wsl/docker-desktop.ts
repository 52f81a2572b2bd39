/**
 * Docker Desktop on Windows, as it concerns the distribution that the doctor runs in. What is wrong with Desktop or
 * with WSL under it is judged as on Windows (checks/windows/); loaded only where no engine answers.
 */
import { type Finding, found, type Verdict } from '../../src/diagnosis/check.ts';
import type { CliConfigFact } from '../../src/facts/cli-config.ts';
import type { EndpointFact } from '../../src/facts/endpoint.ts';
import type { EngineFact } from '../../src/facts/engine.ts';
import { evidence, type FactResult, known, unknownFact } from '../../src/facts/fact.ts';
import { settingOf } from '../../src/facts/win/desktop.ts';
import type { Pc } from '../../src/facts/win/pc.ts';
import { NOTHING } from '../../src/facts/win/powershell.ts';
import type { WslSide } from '../../src/facts/wsl.ts';
import { NOTHING_HERE } from '../catalogue/wsl.ts';
import { compareVersions } from '../data/windows-support.ts';
import { engineVerdict } from '../windows/desktop.ts';
import { wslFinding } from '../windows/wsl.ts';

export function desktopVerdict(
  side: WslSide,
  engine: EngineFact,
  endpoint: EndpointFact,
  config: FactResult<CliConfigFact>,
): Verdict {
  const pc = pcOf(side, engine, endpoint);
  const seen = evidenceOf(side, pc);
  // Its proxy is at the socket, and answers in the place of the engine.
  if (engine.state === 'error') return withExplains(engineVerdict(pc, config));
  const settings = pc.desktop?.settings ?? { state: 'absent' as const };
  if (settingOf(settings, 'UseWindowsContainers') === true && pc.up !== false) {
    const reason = 'Docker Desktop runs Windows containers, and serves no distribution meanwhile';
    return found({
      id: 'desktop.windows-containers',
      values: { reason },
      explains: NOTHING_HERE,
      evidence: seen,
    });
  }
  if (side.mounted && engineIsUp(side, engine)) return found(notConnected(side, seen));
  if (pc.up === null) return found(eitherOr(side, seen));
  if (pc.up && settingOf(settings, 'WslEngineEnabled') === false) {
    const reason = 'It runs on Hyper-V instead of WSL 2, where it serves no distribution';
    return found(integration(side, seen, { reason, backEnd: 'hyper-v' }));
  }
  if (!pc.up) return withExplains(engineVerdict(pc, config), seen, installed(side));
  const platform = wslFinding(pc);
  if (platform) return withExplains(found(platform));
  return tookItsLinksAway(side, pc)
    ? found({ id: 'desktop.paused', values: { saver: 'yes' }, explains: NOTHING_HERE, evidence: seen })
    : withExplains(engineVerdict(pc, config), seen);
}

/** The socket of its virtual machine stays behind where Desktop was ended by force. */
const engineIsUp = ({ links, windows }: WslSide, engine: EngineFact): boolean => {
  const processes = windows.known ? windows.value.processes : null;
  const stale = engine.state === 'refused' && links.includes('/var/run/docker.sock');
  return !stale || processes?.some(isDesktop) === true;
};

const isDesktop = ({ name }: { readonly name: string }): boolean =>
  /^(Docker Desktop|com\.docker\.backend)$/i.test(name);

/** What the checks of Windows judge, filled with what is seen from here. */
function pcOf(side: WslSide, engine: EngineFact, endpoint: EndpointFact): Pc {
  const { desktop, windows } = side;
  const value = windows.known ? windows.value : null;
  const running = value?.processes?.filter(isDesktop) ?? null;
  const started = (running ?? []).flatMap(({ started }) => started ?? []);
  const notAsked = { ran: false, code: 'not-asked' } as const;
  return {
    engine: engine.state === 'refused' ? { ...engine, state: 'absent' } : engine,
    url: endpoint.state === 'resolved' ? endpoint.url : '',
    pipe: '',
    product: 'docker-desktop',
    productName: 'Docker Desktop',
    backEnd: 'wsl',
    desktop,
    up: running === null ? null : running.length > 0,
    age: started.length > 0 ? side.now - Math.min(...started) : null,
    windows: unknownFact('failed', 'not asked from inside WSL'),
    system: value
      ? known({ ...NOTHING, services: value.services, processes: value.processes })
      : unknownFact('failed', 'not known from inside WSL'),
    boot: unknownFact('failed', 'not asked from inside WSL'),
    wsl: value?.registry
      ? known({
          distributions: value.registry.distributions,
          version: value.registry.wsl,
          folder: null,
          missingFile: null,
          versionRun: notAsked,
          statusRun: notAsked,
        })
      : unknownFact('failed', 'the registry was not told'),
    pipes: unknownFact('failed', 'not asked from inside WSL'),
    rancherEngine: null,
    podmanMachines: [],
  };
}

function evidenceOf(side: WslSide, { up, desktop, engine, url }: Pc): Finding['evidence'] {
  const state = up === null ? 'whether it runs could not be asked' : up ? 'runs' : 'does not run';
  const [link] = side.links;
  return [
    evidence('Docker Desktop on Windows', [desktop?.version, state].filter(Boolean).join(', ')),
    ...(side.windows.known ? [] : [evidence('Windows', side.windows.detail)]),
    evidence(
      '/mnt/wsl/docker-desktop',
      side.mounted ? 'is there: its engine is up in WSL' : 'is not there: its engine is not up in WSL',
    ),
    ...(link ? [evidence(link, 'is a link of its integration')] : []),
    evidence(url, [engine.detail, engine.code].filter(Boolean).join(' ') || engine.state),
  ];
}

/** From inside, a missing command and dangling links and plugins are all that is seen of it. */
const withExplains = (
  verdict: Verdict,
  seen: Finding['evidence'] = [],
  perUser: Readonly<Record<string, string>> = {},
): Verdict =>
  verdict.kind === 'problems'
    ? found(
        ...verdict.findings.map((finding) => ({
          ...finding,
          ...(finding.id === 'daemon.not-running' && {
            values: { engine: 'Docker Desktop on Windows', product: 'docker-desktop', ...perUser },
          }),
          explains: [...(finding.explains ?? []), ...NOTHING_HERE.filter((id) => id !== finding.id)],
          evidence: [
            ...finding.evidence,
            ...seen.filter(({ source }) => !finding.evidence.some((one) => one.source === source)),
          ],
        })),
      )
    : verdict;

const installed = ({ desktop }: WslSide): Record<string, string> =>
  desktop?.perUser ? { perUser: 'yes' } : {};

const integration = (
  side: WslSide,
  seen: Finding['evidence'],
  values: Readonly<Record<string, string>>,
): Finding => ({
  id: 'desktop.wsl-integration',
  values: { distribution: side.distribution || 'in use', ...installed(side), ...values },
  evidence: seen,
});

/** Its engine is up, and this distribution has nothing of it. */
function notConnected(side: WslSide, seen: Finding['evidence']): Finding {
  const { obstacle, desktop, distribution } = side;
  const settings = desktop?.settings ?? { state: 'absent' as const };
  const on = isOn(side);
  if (obstacle && on !== false) {
    const reason = `${obstacle.path} is in the way of the link that it wants to put there`;
    const what = evidence(
      obstacle.path,
      obstacle.kind === 'folder' ? 'is a folder' : 'is no link of Docker Desktop',
    );
    return integration(side, [what, ...seen], { reason, obstacle: obstacle.path });
  }
  const told = settings.state === 'read' ? [evidence(settings.file, integrationText(side))] : [];
  const reason =
    on === null
      ? 'Its integration is off for this distribution, or has not been made yet'
      : on
        ? `Its integration is on for ${distribution} in the settings, and what it makes is not here`
        : 'Its integration is off for this distribution';
  return integration(side, [...told, ...seen], { reason, ...(on === true && { on: 'yes' }) });
}

const integrationText = ({ desktop }: WslSide): string => {
  const settings = desktop?.settings ?? { state: 'absent' as const };
  const list = settingOf(settings, 'IntegratedWslDistros');
  const byDefault = settingOf(settings, 'EnableIntegrationWithDefaultWslDistro');
  return `IntegratedWslDistros: ${JSON.stringify(list ?? null)}, EnableIntegrationWithDefaultWslDistro: ${byDefault ?? 'not set'}`;
};

/** Is the integration on in the settings? Null where they do not tell. */
function isOn({ desktop, distribution, windows }: WslSide): boolean | null {
  const settings = desktop?.settings;
  if (settings?.state !== 'read' || distribution === '') return null;
  const list = settingOf(settings, 'IntegratedWslDistros');
  if (Array.isArray(list) && list.some((name) => String(name).toLowerCase() === distribution.toLowerCase()))
    return true;
  if (settingOf(settings, 'EnableIntegrationWithDefaultWslDistro') === false) return false;
  // On for whichever distribution is the default one.
  const registered = windows.known ? windows.value.registry?.distributions : undefined;
  const own = registered?.find(({ name }) => name.toLowerCase() === distribution.toLowerCase());
  return own ? own.isDefault : null;
}

/** Windows could not be asked: both causes look the same from here. */
const eitherOr = (side: WslSide, seen: Finding['evidence']): Finding =>
  integration(side, seen, {
    reason:
      'It is not running on Windows, or its integration is off for this distribution; which of them could not be asked from here',
    unasked: 'yes',
  });

/** The resource saver of 4.24 to 4.26 took the links of a distribution away until its window was opened (for-win 13764). */
function tookItsLinksAway({ links }: WslSide, { desktop, age }: Pc): boolean {
  const version = desktop?.version ?? null;
  if (!desktop || version === null || links.length > 0) return false;
  const saves = settingOf(desktop.settings, 'UseResourceSaver') === true;
  const early = age !== null && age < 5 * 60_000;
  return saves && !early && compareVersions(version, '4.24') >= 0 && compareVersions(version, '4.27') < 0;
}
