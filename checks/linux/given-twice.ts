import type { Finding } from '../../src/diagnosis/check.ts';
import type { DaemonConfigFact } from '../../src/facts/daemon-config.ts';
import { evidence } from '../../src/facts/fact.ts';
import type { ServiceFact } from '../../src/facts/service.ts';

/** Flags of dockerd whose directive in daemon.json has another name; the others are called alike. */
const DIRECTIVE_OF: Readonly<Record<string, string>> = {
  H: 'hosts',
  host: 'hosts',
  'insecure-registry': 'insecure-registries',
  'registry-mirror': 'registry-mirrors',
  label: 'labels',
  'storage-opt': 'storage-opts',
  'log-opt': 'log-opts',
  'exec-opt': 'exec-opts',
  'dns-opt': 'dns-opts',
  'authorization-plugin': 'authorization-plugins',
  s: 'storage-driver',
  g: 'data-root',
  graph: 'data-root',
  G: 'group',
  l: 'log-level',
  D: 'debug',
};

/** The same directive in daemon.json and among the options of the unit: the engine refuses to start. */
export function givenTwice(settings: DaemonConfigFact | null, service: ServiceFact | null): Finding | null {
  if (settings?.state !== 'read') return null;
  const start = service?.units['docker.service']?.ExecStart ?? '';
  const options = /argv\[\]=(.*?) ;/.exec(start)?.[1] ?? '';
  for (const [, name = ''] of options.matchAll(/(?<=\s)--?([A-Za-z][\w-]*)/g)) {
    const directive = DIRECTIVE_OF[name] ?? name;
    if (!(directive in settings.value)) continue;
    const flag = options.split(' ').find((word) => word.replace(/^-+/, '').split('=')[0] === name) ?? name;
    return {
      id: 'daemon.config-conflict',
      values: { file: settings.file, directive, flag: `${flag} of its unit` },
      evidence: [
        evidence(settings.file, `"${directive}"`),
        evidence('systemctl show docker.service', `ExecStart=${options}`),
      ],
    };
  }
  return null;
}
