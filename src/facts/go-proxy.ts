/** Which proxy a host goes through, by Go's rules (golang.org/x/net/http/httpproxy), which docker and its engine follow. */
import type { Host } from '../host/host.ts';

export interface ProxySettings {
  readonly http: string | null;
  readonly https: string | null;
  readonly none: string;
}

export function shellProxies(host: Host): ProxySettings {
  const either = (name: string): string => host.env(name) || host.env(name.toLowerCase()) || '';
  return {
    http: either('HTTP_PROXY') || null,
    https: either('HTTPS_PROXY') || null,
    none: either('NO_PROXY'),
  };
}

/** The proxy for one host, or null where it is asked directly. */
export function proxyFor(
  settings: ProxySettings,
  host: string,
  port: number,
  secure: boolean,
): string | null {
  const proxy = secure ? settings.https : settings.http;
  if (proxy === null || host === 'localhost' || isLoopback(host)) return null;
  const entries = settings.none.split(',').map((entry) => entry.trim().toLowerCase());
  return entries.some((entry) => isExempt(entry, host.toLowerCase(), port)) ? null : proxy;
}

const isLoopback = (host: string): boolean => host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

function isExempt(entry: string, host: string, port: number): boolean {
  if (entry === '') return false;
  if (entry === '*') return true;
  if (entry.includes('/')) return isInSubnet(host, entry);
  // An IPv6 address has colons of its own, and brackets where a port follows.
  if (/^[^[]*:[^[]*:/.test(entry)) return host === entry;
  const [, name = entry, only] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (only !== undefined && Number(only) !== port) return false;
  if (name.startsWith('[')) return host === name.slice(1, -1);
  if (name.startsWith('*.')) return host.endsWith(name.slice(1));
  if (name.startsWith('.')) return host.endsWith(name);
  return host === name || host.endsWith(`.${name}`);
}

/** An IPv4 address as a number, or null. */
export function ipv4(text: string): number | null {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number);
  if (!parts || parts.some((part) => part > 255)) return null;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

export interface Subnet {
  readonly first: number;
  readonly last: number;
  readonly bits: number;
}

export function parseSubnet(text: string): Subnet | null {
  const [address = '', bits = ''] = text.split('/');
  const start = ipv4(address);
  const length = Number(bits);
  if (start === null || !/^\d+$/.test(bits) || length > 32) return null;
  const size = 2 ** (32 - length);
  const first = Math.floor(start / size) * size;
  return { first, last: first + size - 1, bits: length };
}

function isInSubnet(host: string, cidr: string): boolean {
  const address = ipv4(host);
  const subnet = parseSubnet(cidr);
  return address !== null && subnet !== null && address >= subnet.first && address <= subnet.last;
}
