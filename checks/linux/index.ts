/** Checks of a Linux machine; a WSL distribution has them too (checks/wsl/index.ts). */
import type { Check } from '../../src/diagnosis/check.ts';
import boot from './boot.ts';
import daemonSettings from './daemon-settings.ts';
import dind from './dind.ts';
import engineStart from './engine-start.ts';
import hostNetwork from './host-network.ts';
import kernel from './kernel.ts';
import kvm from './kvm.ts';
import limits from './limits.ts';
import packages from './packages.ts';
import repository from './repository.ts';
import rootless from './rootless.ts';
import service from './service.ts';
import socket from './socket.ts';
import support from './support.ts';
import warnings from './warnings.ts';

export const checks: readonly Check[] = [
  packages,
  repository,
  daemonSettings,
  engineStart,
  kvm,
  service,
  socket,
  rootless,
  dind,
  warnings,
  support,
  kernel,
  limits,
  hostNetwork,
  boot,
];
