/** Reports for tests of the faces. */
import type { Progress } from '../../src/report/progress.ts';
import type { CheckResult, Problem, Report } from '../../src/report/report.ts';

export const PROBLEM: Problem = {
  id: 'socket.permission',
  severity: 'error',
  title: 'Your user may not use the Docker socket',
  summary: 'It belongs to root. Every docker command is refused.',
  evidence: [{ source: 'stat /var/run/docker.sock', text: 'srw-rw---- root docker' }],
  fixes: [
    {
      title: 'Add your user to the docker group',
      commands: ['sudo usermod -aG docker "$USER"', 'newgrp docker'],
      shell: 'sh',
      needsAdmin: true,
      automatic: true,
      caution: 'members of this group have root-level powers',
    },
    {
      title: 'Or run one command as root',
      commands: ['sudo docker ps'],
      shell: 'sh',
      needsAdmin: true,
      automatic: false,
      caution: null,
    },
  ],
  guide: {
    title: 'Linux post-installation steps',
    url: 'https://docs.docker.com/engine/install/linux-postinstall/',
  },
  explains: ['daemon.unreachable'],
};

export const CHECKS: readonly CheckResult[] = [
  {
    id: 'client.cli',
    title: 'Docker command',
    status: 'pass',
    summary: '/usr/bin/docker',
    durationMs: 3,
    blockedBy: null,
  },
  {
    id: 'linux.socket',
    title: 'Docker socket',
    status: 'fail',
    summary: 'socket.permission',
    durationMs: 3,
    blockedBy: null,
  },
  {
    id: 'engine.answers',
    title: 'Engine',
    status: 'skip',
    summary: 'not judged because of socket.permission',
    durationMs: 3,
    blockedBy: 'socket.permission',
  },
];

const BROKEN: Report = {
  schemaVersion: 1,
  tool: { name: 'docker-doctor', version: '0.0.0' },
  createdAt: '2026-01-01T00:00:00.000Z',
  durationMs: 5,
  status: 'broken',
  machine: {
    platform: 'linux',
    arch: 'x64',
    os: { name: 'Debian', version: '12', build: null, edition: null },
    wsl: null,
    container: null,
    virtualMachine: null,
    cpus: 2,
    memoryBytes: 1,
  },
  docker: {
    client: { path: '/usr/bin/docker', version: '28.2.2', apiVersion: null, minApiVersion: null },
    engine: null,
    endpoint: { url: 'unix:///var/run/docker.sock', source: 'default' },
    compose: null,
    buildx: null,
  },
  problems: [PROBLEM],
  checks: CHECKS,
  engines: [
    {
      product: 'docker-engine',
      endpoint: 'unix:///var/run/docker.sock',
      context: 'default',
      state: 'denied',
      inForce: true,
      version: null,
      source: 'default',
      why: null,
      start: null,
    },
  ],
} as Report;

export const brokenReport = (change: Partial<Report> = {}): Report => ({ ...BROKEN, ...change });

export const healthyReport = (): Report => ({
  ...BROKEN,
  docker: {
    ...BROKEN.docker,
    engine: {
      product: 'docker-engine',
      version: '28.2.2',
      apiVersion: '1.50',
      minApiVersion: '1.24',
      os: 'linux',
      rootless: false,
    },
  },
  status: 'ok',
  problems: [],
  checks: CHECKS.map((check) => ({ ...check, status: 'pass', summary: 'fine', blockedBy: null })),
  engines: BROKEN.engines.map((engine) => ({ ...engine, state: 'running' as const })),
});

/** A run that has ended already, or (without a report) never does. */
export const progressOf = (report: Report | null): Progress => ({
  checks: CHECKS.map(({ id, title }) => ({ id, title, asks: `looking at ${title}` })),
  onResult: () => {},
  report: report ? Promise.resolve(report) : new Promise(() => {}),
});
