/** What every thread of the program needs once: where the catalogue and the patterns come from. */
import { registerCatalogue } from './diagnosis/catalogue.ts';
import { registerPatterns } from './explain/pattern.ts';

export function putTogether(): void {
  registerCatalogue(async () => (await import('../checks/catalogue/index.ts')).catalogue);
  registerPatterns(async () => (await import('../checks/catalogue/patterns/index.ts')).patterns);
}
