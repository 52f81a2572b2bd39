import { defineCheck, type Finding, found, pass, skip } from '../../src/diagnosis/check.ts';
import { daemonConfigFact } from '../../src/facts/daemon-config.ts';
import { evidence } from '../../src/facts/fact.ts';
import { hostNetworkFact } from '../../src/facts/host-network.ts';
import { networksFact } from '../../src/facts/networks.ts';
import { LINUX } from '../catalogue/systems.ts';

/** Tunnels shrink the packets of everything; most that goes through them finds its size by itself. */
const TUNNEL = /^(?:tun|tap|wg|ppp|utun|tailscale|nordlynx|proton)/;

/** Do the packets of containers get out, and do they find names? */
export default defineCheck({
  id: 'linux.network',
  title: 'Network of containers',
  systems: LINUX,
  link: 'container',
  essential: false,
  after: ['engine.answers'],
  needs: { network: hostNetworkFact, networks: networksFact },
  uses: { daemon: daemonConfigFact },
  finds: ['net.ip-forward', 'net.firewall', 'net.container-dns', 'net.mtu'],
  judge({ network, networks, daemon }) {
    if (network === null || networks === null) return skip('the engine has no network of this system');
    const bridges = networks.filter(({ driver }) => driver === 'bridge');
    if (bridges.length === 0) return skip('no bridge networks');
    const settings: Record<string, string> = daemon.known
      ? { product: 'docker-engine', settings: daemon.value.state === 'absent' ? 'absent' : 'present' }
      : { product: 'docker-engine' };
    const findings: Finding[] = [];
    if (network.forwarding === false)
      findings.push({ id: 'net.ip-forward', evidence: [evidence('/proc/sys/net/ipv4/ip_forward', '0')] });
    if (network.rules === false) {
      const reason = "Docker's own rules are gone from the firewall, most likely because it was written anew";
      const seen = evidence('iptables -t nat -S', 'no rule leads to the chain DOCKER');
      findings.push({ id: 'net.firewall', values: { kind: 'flushed', reason }, evidence: [seen] });
    }
    const { link, bridgeMtu, dns } = network;
    const tooLarge = link && bridges.find(({ mtu }) => (mtu ?? bridgeMtu ?? 0) > link.mtu);
    if (link && tooLarge) {
      const mtu = String(tooLarge.mtu ?? bridgeMtu);
      findings.push({
        id: 'net.mtu',
        values: { ...settings, network: tooLarge.name, mtu, link: link.device, linkMtu: String(link.mtu) },
        ...(TUNNEL.test(link.device) && { severity: 'info' as const }),
        evidence: [evidence(`/sys/class/net/${link.device}/mtu`, String(link.mtu)), evidence('docker0', mtu)],
      });
    }
    if (dns?.publicAnswers === false) {
      findings.push({
        id: 'net.container-dns',
        values: { ...settings, servers: dns.servers.join(', '), instead: '8.8.8.8, 8.8.4.4' },
        evidence: [
          evidence('/etc/resolv.conf', dns.servers.map((server) => `nameserver ${server}`).join(' ')),
          evidence('8.8.8.8:53', 'no answer'),
        ],
      });
    }
    if (findings.length > 0) return found(...findings);
    return pass(network.forwarding === null ? 'nothing against it seen' : 'packets are forwarded');
  },
});
