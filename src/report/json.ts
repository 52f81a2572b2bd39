import type { Report } from './report.ts';

/** The report as the contract has it: one document, two spaces, a line end. */
export const renderJson = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;
