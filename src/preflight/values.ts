/** The notations of single requirements: the same in a file and in a flag. Each throws an Error that says what is expected. */

import type { Port } from '../facts/ports.ts';
import { rangeOf } from '../facts/versions.ts';
import type { RegistryNeed } from './requirements.ts';

export function parseRange(text: string): string {
  if (rangeOf(text) === null)
    throw new Error(`'${text}' is no range of versions; write '>=24', '>=2.20 <3' or '24.x'`);
  return text;
}

const UNITS: Readonly<Record<string, number>> = { '': 0, k: 1, m: 2, g: 3, t: 4 };

/** `4GB`, `4GiB`, `512m` or bytes; powers of 1024, as Docker's own --memory counts. */
export function parseSize(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)(?:i?b)?$/i.exec(text.trim());
  const bytes = Number(match?.[1]) * 1024 ** (UNITS[(match?.[2] ?? '').toLowerCase()] ?? 0);
  if (!match || bytes <= 0) throw new Error(`'${text}' is no size; write '4GB' or '512MB'`);
  return Math.round(bytes);
}

export function parseCount(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text.trim())) throw new Error(`'${text}' is no number of CPUs`);
  return Number(text);
}

/** `linux/amd64`; the usual other names of an architecture become Docker's. */
export function parsePlatform(text: string): string {
  const match = /^(linux|windows)\/([a-z0-9_]+)(?:\/(v\d+))?$/.exec(text.trim().toLowerCase());
  if (!match) throw new Error(`'${text}' is no platform; write 'linux/amd64' or 'linux/arm/v7'`);
  const [, os = '', arch = '', variant] = match;
  return [os, ARCHITECTURES[arch] ?? arch, ...(variant ? [variant] : [])].join('/');
}

const ARCHITECTURES: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  i386: '386',
  armhf: 'arm',
};

const MOST_PORTS = 1000;

/** `8080`, `53/udp`, `3000-3005`, `127.0.0.1:8080`, `[::1]:8080`. */
export function parsePorts(text: string): Port[] {
  const match = /^(?:(\[[0-9a-f:.]+\]|\d+\.\d+\.\d+\.\d+):)?(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp))?$/i.exec(
    text.trim(),
  );
  const first = Number(match?.[2]);
  const last = Number(match?.[3] ?? match?.[2]);
  if (!match || first < 1 || last > 65535 || last < first) {
    throw new Error(`'${text}' is no port; write 8080, '53/udp', '3000-3005' or '127.0.0.1:8080'`);
  }
  if (last - first >= MOST_PORTS) throw new Error(`'${text}' is more than ${MOST_PORTS} ports`);
  const address = match[1]?.replace(/^\[|\]$/g, '') ?? null;
  const protocol = (match[4]?.toLowerCase() ?? 'tcp') as Port['protocol'];
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    port: first + index,
    protocol,
    address: address === '0.0.0.0' || address === '::' ? null : address,
  }));
}

/** A registry by its host name, with a port where it has one; `docker.io` is Docker Hub. */
export function parseRegistry(text: string): RegistryNeed['host'] {
  const host = text
    .trim()
    .replace(/^https?:\/\//, '')
    .replace(/\/+$/, '');
  if (!/^(?:[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::\d{1,5})?$/i.test(host)) {
    throw new Error(
      `'${text}' is no registry; write its host name, as 'ghcr.io' or 'registry.example.com:5000'`,
    );
  }
  return /^(?:(?:registry-1|index|registry)\.)?docker\.io$/.test(host) ? 'docker.io' : host.toLowerCase();
}

export function parseOs(text: string): 'linux' | 'windows' {
  if (text !== 'linux' && text !== 'windows') throw new Error(`'${text}' is neither 'linux' nor 'windows'`);
  return text;
}

/** The name of a context, or of a product ('docker-desktop', 'colima', 'orbstack' …). */
export function parseName(text: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9_.+-]*$/.test(text)) throw new Error(`'${text}' is no name`);
  return text;
}
