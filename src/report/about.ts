/** What this machine and its Docker are, as rows of a table: every face that has room shows the same. */
import type { Report } from './report.ts';

export type Row = readonly [name: string, value: string];

/** What is not there has no row. */
export function aboutRows({ machine, docker }: Report): readonly Row[] {
  const { os, wsl } = machine;
  const rows: readonly (readonly [string, string | null])[] = [
    ['System', words(os.name, os.version, os.edition, os.build && `build ${os.build}`)],
    ['Platform', words(machine.platform, machine.arch)],
    [
      'WSL',
      wsl && words(wsl.version === null ? 'unknown version' : `version ${wsl.version}`, wsl.distribution),
    ],
    ['Container', machine.container],
    ['Virtual machine', machine.virtualMachine],
    ['CPUs', String(machine.cpus)],
    ['Memory', `${(machine.memoryBytes / 2 ** 30).toFixed(1)} GiB (${machine.memoryBytes} bytes)`],
    ['Client', docker.client && words(docker.client.version, apiRange(docker.client), docker.client.path)],
    [
      'Engine',
      docker.engine &&
        words(
          docker.engine.product,
          docker.engine.version,
          apiRange(docker.engine),
          docker.engine.os,
          docker.engine.rootless === null ? null : docker.engine.rootless ? 'rootless' : 'not rootless',
        ),
    ],
    ['Endpoint', docker.endpoint && `${docker.endpoint.url} (${docker.endpoint.source})`],
    ['Compose', docker.compose && (docker.compose.version ?? 'unknown version')],
    ['Buildx', docker.buildx && (docker.buildx.version ?? 'unknown version')],
  ];
  return rows.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
}

/** The doctor itself, and when it looked. */
export const reportLine = ({ tool, schemaVersion, createdAt, durationMs }: Report): string =>
  `docker-doctor ${tool.version}, schema ${schemaVersion}, ${createdAt}, ${durationMs} ms`;

const words = (...parts: readonly (string | null)[]): string => parts.filter(Boolean).join(' ');

const apiRange = (side: { apiVersion: string | null; minApiVersion: string | null }): string | null =>
  side.apiVersion && `(API ${side.minApiVersion ? `${side.minApiVersion} to ` : ''}${side.apiVersion})`;
