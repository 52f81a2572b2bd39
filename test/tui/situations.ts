/** The screens that are looked at: recorded machines, so that they are the same everywhere. */
export interface Situation {
  readonly title: string;
  readonly fixture: string;
  readonly columns?: number;
  readonly rows?: number;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly keys?: readonly string[];
  /** On the screen when it is complete. */
  readonly until: string;
}

export const SITUATIONS: readonly Situation[] = [
  {
    title: 'Your user may not use the socket',
    fixture: 'permission-denied',
    until: 'sudo docker ps',
  },
  {
    title: 'The engine was never started',
    fixture: 'never-started',
    until: 'Guide:',
  },
  {
    title: 'A context that leads nowhere: the engines, from the client to the engine',
    fixture: 'the-context-leads-nowhere-while-the-default-engine-answers',
    keys: ['Tab', 'Tab'],
    until: '[Engines 2]',
  },
  {
    title: 'A hung engine, on the Linux console (16 colours, no Unicode)',
    fixture: 'hung',
    env: { TERM: 'linux' },
    until: 'x The engine',
  },
  {
    title: 'A damaged config.json, with its evidence',
    fixture: 'config-json-is-damaged',
    keys: ['e'],
    until: 'Evidence (',
  },
  {
    title: 'Docker works',
    fixture: 'healthy-as-a-member-of-the-docker-group',
    until: 'Nothing is wrong.',
  },
  {
    title: 'Some of the checks, one of them opened, on 60 columns',
    fixture: 'permission-denied',
    columns: 60,
    rows: 20,
    args: ['--only', 'client.cli,client.context,linux.socket,engine.answers'],
    keys: ['Tab', 'Down', 'Down', 'Enter'],
    until: 'linux.socket, after',
  },
];
