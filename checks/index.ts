/**
 * All checks, in the order in which they are shown: along the chain, from the client to the host.
 * A new check is one file in the folder of its system, and one line here.
 */
import type { Check } from '../src/diagnosis/check.ts';
import apiVersion from './any/api-version.ts';
import client from './any/client.ts';
import context from './any/context.ts';
import credentials from './any/credentials.ts';
import disk from './any/disk.ts';
import endpoint from './any/endpoint.ts';
import engine from './any/engine.ts';
import memory from './any/memory.ts';
import plugins from './any/plugins.ts';
import settings from './any/settings.ts';
import shadowed from './any/shadowed.ts';
import tlsFiles from './any/tls-files.ts';
import daemonSettings from './linux/daemon-settings.ts';
import kernel from './linux/kernel.ts';
import kvm from './linux/kvm.ts';
import service from './linux/service.ts';
import socket from './linux/socket.ts';
import warnings from './linux/warnings.ts';

export const checks: readonly Check[] = [
  client,
  shadowed,
  settings,
  credentials,
  context,
  tlsFiles,
  endpoint,
  daemonSettings,
  kvm,
  service,
  socket,
  engine,
  apiVersion,
  plugins,
  warnings,
  kernel,
  disk,
  memory,
];
