/** Rancher Desktop on Windows, as it concerns the distribution that the doctor runs in. */
import { type Finding, found, type Verdict } from '../../src/diagnosis/check.ts';
import { evidence } from '../../src/facts/fact.ts';
import { textAt, valueAt } from '../../src/facts/json-text.ts';
import type { WslSide } from '../../src/facts/wsl.ts';
import { NOTHING_HERE } from '../catalogue/wsl.ts';

export function rancherVerdict(side: WslSide): Verdict {
  const { rancher, windows, distribution } = side;
  const processes = windows.known ? windows.value.processes : null;
  const up = processes?.some(({ name }) => /^Rancher Desktop$/i.test(name)) ?? null;
  const engine =
    textAt(rancher, 'containerEngine', 'name') ?? textAt(rancher, 'kubernetes', 'containerEngine');
  const integrations =
    valueAt(rancher, 'WSL', 'integrations') ?? valueAt(rancher, 'kubernetes', 'WSLIntegrations');
  const on = distribution === '' ? undefined : valueAt(integrations, distribution);
  const state = up === null ? 'whether it runs could not be asked' : up ? 'runs' : 'does not run';
  const seen: Finding['evidence'] = [
    evidence('Rancher Desktop on Windows', state),
    evidence(
      'settings.json',
      `containerEngine ${engine ?? 'not told'}, integration of ${distribution || 'this distribution'} ${on ?? 'not set'}`,
    ),
  ];
  const explains = NOTHING_HERE.filter((id) => id !== 'daemon.not-running');
  if (engine === 'containerd')
    return found({
      id: 'rancher.containerd',
      values: { path: '/var/run/docker.sock' },
      explains: [...explains, 'daemon.not-running'],
      evidence: seen,
    });
  if (up === false)
    return found({
      id: 'daemon.not-running',
      values: { engine: 'Rancher Desktop on Windows', product: 'rancher-desktop' },
      explains,
      evidence: seen,
    });
  const reason =
    up === null
      ? 'It is not running on Windows, or its integration is off for this distribution; which of them could not be asked from here'
      : on === true
        ? 'Its integration is on for this distribution in the settings, and its socket is not here'
        : 'Its integration is off for this distribution';
  const values = { distribution: distribution || 'in use', reason, ...(on === true && { on: 'yes' }) };
  return found({ id: 'rancher.wsl-integration', values, evidence: seen });
}
