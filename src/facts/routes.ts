/** This machine's IPv4 routes. Unknown where the system has another way to tell them. */
import { defineFact, known, unknownFact, unknownFrom } from './fact.ts';
import { parseSubnet, type Subnet } from './go-proxy.ts';

export interface Route {
  readonly subnet: Subnet;
  readonly text: string;
  readonly device: string;
  readonly gateway: boolean;
}

export const routesFact = defineFact<readonly Route[]>('routes', 'reading the routes', async ({ host }) => {
  switch (host.identity.platform) {
    case 'linux': {
      const answer = await host.ask('readFile', { path: '/proc/net/route' });
      return answer.ok
        ? known(parseProcRoutes(answer.value))
        : unknownFrom('reading /proc/net/route', answer.error);
    }
    case 'darwin': {
      const args = ['-rn', '-f', 'inet'];
      const answer = await host.ask('run', { file: '/usr/sbin/netstat', args, timeoutMs: 2000 });
      return answer.ok ? known(parseNetstat(answer.value.stdout)) : unknownFrom('netstat -rn', answer.error);
    }
    case 'win32':
      return unknownFact('failed', 'the routes of Windows are not read');
  }
});

/** Addresses are hexadecimal and in the byte order of the machine: little-endian wherever Docker runs. */
export function parseProcRoutes(text: string): Route[] {
  return text
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [device = '', destination = '', , flags = '', , , , mask = ''] = line.trim().split(/\s+/);
      if (!/^[0-9A-F]{8}$/i.test(destination) || !/^[0-9A-F]{8}$/i.test(mask)) return [];
      const bits = [...Number.parseInt(mask, 16).toString(2)].filter((bit) => bit === '1').length;
      const cidr = `${dotted(destination)}/${bits}`;
      const subnet = parseSubnet(cidr);
      const up = (Number.parseInt(flags, 16) & 1) === 1;
      const gateway = (Number.parseInt(flags, 16) & 2) === 2;
      return subnet && up ? [{ subnet, text: cidr, device, gateway }] : [];
    });
}

const dotted = (hex: string): string =>
  [6, 4, 2, 0].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join('.');

/** macOS leaves out what it can guess: '10/8', '192.168.1', 'default', and a host without a length. */
export function parseNetstat(text: string): Route[] {
  return text.split('\n').flatMap((line) => {
    const [destination = '', gateway = '', flags = '', device = ''] = line.trim().split(/\s+/);
    if (!/^[A-Z]*U/i.test(flags) || device === '') return [];
    const cidr = destination === 'default' ? '0.0.0.0/0' : fullCidr(destination);
    const subnet = cidr === null ? null : parseSubnet(cidr);
    return subnet && cidr ? [{ subnet, text: cidr, device, gateway: !gateway.startsWith('link#') }] : [];
  });
}

function fullCidr(destination: string): string | null {
  const match = /^(\d+(?:\.\d+){0,3})(?:\/(\d+))?$/.exec(destination);
  if (!match) return null;
  const parts = (match[1] ?? '').split('.');
  const bits = match[2] ?? String(parts.length === 4 ? 32 : parts.length * 8);
  return `${[...parts, '0', '0', '0'].slice(0, 4).join('.')}/${bits}`;
}

/** A machine without a way out is offline as a whole. */
export const hasDefaultRoute = (routes: readonly Route[]): boolean =>
  // A VPN often covers everything with two halves.
  routes.some(({ subnet }) => subnet.bits <= 1);
