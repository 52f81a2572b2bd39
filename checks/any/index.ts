/** Checks that every system has. */
import type { Check } from '../../src/diagnosis/check.ts';
import apiVersion from './api-version.ts';
import client from './client.ts';
import clock from './clock.ts';
import containerRun from './container-run.ts';
import context from './context.ts';
import credentials from './credentials.ts';
import disk from './disk.ts';
import endpoint from './endpoint.ts';
import engine from './engine.ts';
import memory from './memory.ts';
import networks from './networks.ts';
import plugins from './plugins.ts';
import proxies from './proxies.ts';
import registries from './registries.ts';
import remote from './remote.ts';
import settings from './settings.ts';
import shadowed from './shadowed.ts';
import tlsFiles from './tls-files.ts';

export const checks: readonly Check[] = [
  client,
  shadowed,
  settings,
  credentials,
  context,
  tlsFiles,
  endpoint,
  remote,
  engine,
  apiVersion,
  registries,
  proxies,
  networks,
  plugins,
  disk,
  memory,
  clock,
  containerRun,
];
