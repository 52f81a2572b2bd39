/** One renderer a format, each loaded only when it is asked for. */
import type { Report } from './report.ts';

export interface RenderOptions {
  /** Warnings count as errors, as after `--strict`. */
  readonly strict: boolean;
}

/** Formats that depend on the report alone; text depends on the terminal as well. */
export type DocumentFormat = 'json' | 'markdown' | 'junit' | 'github' | 'html' | 'prometheus';

type Renderer = (report: Report, options: RenderOptions) => string;

const RENDERERS: Readonly<Record<DocumentFormat, () => Promise<Renderer>>> = {
  json: async () => (await import('./json.ts')).renderJson,
  markdown: async () => (await import('./markdown.ts')).renderMarkdown,
  junit: async () => (await import('./junit.ts')).renderJunit,
  github: async () => (await import('./github.ts')).renderGithub,
  html: async () => (await import('./html.ts')).renderHtml,
  prometheus: async () => (await import('./prometheus.ts')).renderPrometheus,
};

export const loadRenderer = (format: DocumentFormat): Promise<Renderer> => RENDERERS[format]();
