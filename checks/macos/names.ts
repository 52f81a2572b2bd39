/** Products by the names that their users know. */
const NAMES: Readonly<Record<string, string>> = {
  'docker-desktop': 'Docker Desktop',
  'docker-engine': 'Docker Engine',
  orbstack: 'OrbStack',
  'rancher-desktop': 'Rancher Desktop',
};

export const productName = (product: string): string => NAMES[product] ?? (product || 'its product');
