/** The catalogue and the pattern tables, as the composition root hands them in. */
import { registerCatalogue } from '../../src/diagnosis/catalogue.ts';
import { registerPatterns } from '../../src/explain/pattern.ts';

export function registerTables(): void {
  registerCatalogue(async () => (await import('../../checks/catalogue/index.ts')).catalogue);
  registerPatterns(async () => (await import('../../checks/catalogue/patterns/index.ts')).patterns);
}
