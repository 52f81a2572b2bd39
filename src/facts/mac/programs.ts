/** The processors that the programs in use are built for, by their Mach-O headers. */
import { clientFact } from '../client.ts';
import { defineFact, known } from '../fact.ts';
import { programFormat } from '../program-format.ts';
import { macProductsFact } from './products.ts';

export interface MacProgram {
  readonly path: string;
  /** Node's name, or null for universal programs, scripts, and what could not be read. */
  readonly arch: string | null;
}

export interface MacPrograms {
  readonly docker: MacProgram | null;
  readonly limactl: MacProgram | null;
}

export const macProgramsFact = defineFact<MacPrograms>(
  'mac.programs',
  'looking at the programs in use',
  async ({ host, get }) => {
    const [client, products] = await Promise.all([get(clientFact), get(macProductsFact)]);
    const look = async (path: string | null): Promise<MacProgram | null> =>
      path === null ? null : { path, arch: (await programFormat(host, path))?.arch ?? null };
    const [docker, limactl] = await Promise.all([
      look(client.known ? (client.value.inUse?.path ?? null) : null),
      look(products.known ? products.value.lima : null),
    ]);
    return known({ docker, limactl });
  },
);
