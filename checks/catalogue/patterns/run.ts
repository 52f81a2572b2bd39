/** Containers that do not start, and what they run out of. */
import type { PatternTable } from '../../../src/explain/pattern.ts';

export const runPatterns: PatternTable = {
  'run.failed': {
    title: 'The engine answers, and a container cannot be started',
    summary: 'The container could not be started: {reason}.',
    defaults: { reason: 'see the message' },
    patterns: [
      { match: /OCI runtime (?:create|exec|start) failed: (?<reason>[^\n]{3,240})/, confidence: 0.5 },
      {
        match: /failed to create (?:shim )?task(?: for container)?: (?<reason>[^\n]{3,240})/,
        confidence: 0.48,
      },
      {
        match:
          /(?:unable to start container process|starting container process caused):? (?<reason>[^\n]{3,200})/,
        confidence: 0.52,
      },
      {
        match:
          /exec: "(?<program>[^"]{1,160})": (?:executable file not found in \$PATH|permission denied|is a directory|stat [^\n]{1,120}no such file or directory): unknown/,
        confidence: 0.8,
        values: { reason: 'the image has no such program, or it may not be started' },
      },
      { match: /docker: Error response from daemon: (?<reason>[^\n]{3,200})/, confidence: 0.25 },
      { match: /Cannot start (?:service|container) \S{1,80}: (?<reason>[^\n]{3,200})/, confidence: 0.3 },
      {
        match: /dependency failed to start: container (?<name>\S{1,120}) (?:is unhealthy|exited)/,
        confidence: 0.7,
        values: { reason: 'another container that it waits for is not healthy' },
      },
      { match: /container_linux\.go:\d+: (?<reason>[^\n]{3,160})/, confidence: 0.45 },
      {
        match: /Error response from daemon: (?:Container|container) \w{1,60} is not running/,
        confidence: 0.6,
        values: { reason: 'it ended before' },
      },
      {
        match:
          /error mounting "[^"]{1,200}" to rootfs at "[^"]{1,200}"[^\n]{0,160}(?:not a directory|no such file)/,
        confidence: 0.72,
        values: { reason: 'a file and a folder were taken for each other in a mount' },
        also: ['run.mount-denied'],
      },
      {
        match:
          /network \w{6,64} not found|network \S{1,60} (?:declared as external, but could not be found|not found)/,
        confidence: 0.6,
        context: true,
        values: { reason: 'a network that it uses is gone' },
      },
    ],
  },
  'run.runtime-missing': {
    title: 'The OCI runtime is missing',
    summary: 'The engine was told to start containers with {runtime}, which it does not have.',
    defaults: { runtime: 'runc', reason: 'it is not there' },
    patterns: [
      {
        match: /unknown or invalid runtime name: (?<runtime>[\w.-]{1,80}\w)/,
        confidence: 0.95,
        also: ['run.gpu'],
      },
      { match: /Unknown runtime specified (?<runtime>[\w.-]{1,80})/, confidence: 0.95, also: ['run.gpu'] },
      { match: /specified default runtime '(?<runtime>[\w.-]{1,80})' does not exist/, confidence: 0.96 },
      {
        match:
          /"?(?<runtime>runc|docker-runc|nvidia-container-runtime|kata-runtime|runsc|crun)"?: executable file not found/,
        confidence: 0.94,
      },
      {
        match:
          /fork\/exec (?<runtime>\/\S{0,120}(?:runc|nvidia-container-runtime|crun|runsc)): (?:no such file|permission denied|exec format)/,
        confidence: 0.94,
      },
      {
        match:
          /unable to retrieve OCI runtime error \(.{0,300}?\): fork\/exec (?<runtime>\/\S{1,120}): no such file/,
        confidence: 0.95,
      },
      {
        match:
          /failed to start shim: (?:start failed: )?.{0,80}(?<runtime>containerd-shim\S{0,120}?)"?: (?:executable file not found|file does not exist|no such file)/,
        confidence: 0.93,
      },
      { match: /runtime "(?<runtime>[\w.-]{1,80})" binary not installed/, confidence: 0.93 },
      { match: /invalid runtime name (?<runtime>[\w.-]{1,80})/, confidence: 0.88, context: true },
      {
        match: /unable to retrieve OCI runtime error .{0,160}(?<runtime>nvidia-container-runtime|runc)\b/,
        confidence: 0.6,
        also: ['run.gpu', 'run.failed'],
      },
    ],
  },
  'run.exec-format': {
    title: 'The image is for another processor',
    summary:
      'The image or program was made for another architecture than this machine has, and no emulation is installed.',
    defaults: {
      image: 'the image',
      platform: 'another platform',
      host: 'this machine',
      program: 'the program',
    },
    patterns: [
      { match: /exec user process caused:? "?exec format error/, confidence: 0.95 },
      { match: /exec (?<program>\/[^\s:]{1,160}): exec format error/, confidence: 0.94 },
      {
        match: /(?:Exec format error|exec format error)/,
        confidence: 0.72,
        context: true,
        also: ['client.broken', 'plugin.broken'],
      },
      {
        match:
          /requested image's platform \((?<platform>[\w/]{1,80})\) does not match the detected host platform \((?<host>[\w/]{1,80})\)/,
        confidence: 0.8,
        also: ['mac.rosetta'],
      },
      { match: /no matching manifest for (?<host>linux\/[\w/]{1,80})/, confidence: 0.9 },
      { match: /no match for platform in (?:the )?manifest/, confidence: 0.85 },
      {
        match:
          /image with reference \S{1,160} was found but (?:its platform|does not (?:match|provide))[^\n]{0,120}/,
        confidence: 0.88,
      },
      {
        match: /qemu(?:-(?<arch>\w{1,60}?))?(?:-static)?: (?:Could not open|uncaught target signal|Unknown)/,
        confidence: 0.82,
        context: true,
      },
      { match: /cannot execute binary file/, confidence: 0.6, context: true, also: ['client.broken'] },
      { match: /image's platform.{0,60}does not match/, confidence: 0.78 },
    ],
  },
  'run.os-version': {
    title: 'The Windows container is of another Windows than the host',
    summary: 'With process isolation a Windows container must be of the same build of Windows as the host.',
    defaults: { image: 'the image', host: 'the host' },
    patterns: [
      {
        match: /container operating system does not match the host operating system/,
        confidence: 0.95,
        also: ['desktop.windows-containers'],
      },
      { match: /0xc0370101/, confidence: 0.94 },
      {
        match: /a Windows version [\d.]{1,80}-based image is incompatible with a [\d.]{1,80} host/,
        confidence: 0.95,
      },
      {
        match: /no matching manifest for windows\/amd64 (?<host>10\.0\.\d+)/,
        confidence: 0.72,
        also: ['desktop.windows-containers'],
      },
      {
        match:
          /hcsshim::(?:PrepareLayer|CreateComputeSystem|ActivateLayer)[^\n]{0,120}(?:0x[\dA-Fa-f]{1,80}|does not match)/,
        confidence: 0.7,
      },
    ],
  },
  'run.mount-denied': {
    title: 'A folder cannot be given to the container',
    summary: '{path} is not shared with Docker, may not be used, or does not exist.',
    defaults: { path: 'The folder', reason: 'it is not shared' },
    patterns: [
      { match: /The path (?<path>[^\n]{1,200}?) is not shared from (?:the host|OS X)/, confidence: 0.96 },
      { match: /Mounts denied: /, confidence: 0.94 },
      {
        match: /(?:Mount denied:[\s\S]{0,300}|%!\(EXTRA string=)is not a valid Windows path/,
        confidence: 0.92,
      },
      { match: /bind source path does not exist: (?<path>[^\n]{1,200})/, confidence: 0.94 },
      {
        match:
          /error while creating mount source path '(?<path>[^']{1,200})': (?:mkdir|stat|chown) [^:]{1,200}: (?:operation not (?:supported|permitted)|permission denied|file exists|not a directory|no such (?:file|device)|read-only file system)/,
        confidence: 0.84,
        also: ['install.snap'],
      },
      {
        match:
          /(?:drive|Drive) (?:is not shared|has not been shared|sharing (?:failed|seems blocked))|filesharing has been cancelled/,
        confidence: 0.93,
        context: true,
      },
      {
        match:
          /invalid (?:mount config|volume specification|mount path)[^\n]{0,20}(?:for type "bind")?: ?'?(?<path>[^'\n]{1,160})/,
        confidence: 0.82,
        context: true,
      },
      { match: /invalid mode: (?<mode>[^\n]{1,80})|too many colons/, confidence: 0.6, context: true },
      { match: /user declined (?:directory )?sharing (?<path>[^\n]{1,160})/, confidence: 0.95 },
      {
        match:
          /statfs (?<path>\S{1,200}): (?:no such file or directory|permission denied|operation not supported)/,
        confidence: 0.7,
        context: true,
      },
      {
        match:
          /error mounting "(?<path>[^"]{1,200})" to rootfs[^\n]{0,200}(?:permission denied|operation not permitted|no such file)/,
        confidence: 0.7,
        also: ['run.failed', 'security.selinux'],
      },
    ],
  },
  'run.gpu': {
    title: 'A GPU was asked for, and Docker cannot give one',
    summary: "The driver of the GPU or NVIDIA's container toolkit is missing or does not work.",
    defaults: { reason: 'the toolkit is missing' },
    patterns: [
      {
        match: /could not select device driver "\w{0,20}" with capabilities: \[\[(?:gpu|compute|utility)/,
        confidence: 0.94,
        also: ['install.snap', 'context.unreachable'],
      },
      { match: /nvidia-container-cli: (?<reason>[^\n]{3,160})/, confidence: 0.95 },
      {
        match:
          /(?:NVIDIA Driver was not detected|Failed to initialize NVML|nvml error|driver\/library version mismatch)/,
        confidence: 0.88,
        context: true,
      },
      {
        match: /libnvidia-ml\.so(?:\.1)?: (?:cannot open shared object|file exists|no such file)/,
        confidence: 0.92,
      },
      { match: /unresolvable CDI devices? (?:nvidia|amd)\S{0,120}/, confidence: 0.93 },
      { match: /WSL environment detected but no adapters were found/, confidence: 0.94 },
      { match: /failed to (?:inject CDI devices|discover GPU vendor)[^\n]{0,100}/, confidence: 0.92 },
    ],
  },
  'run.oom': {
    title: 'A container was killed for memory',
    summary: 'The kernel ended a process because the container or the machine had no memory left.',
    defaults: { name: 'the container', limit: 'its limit' },
    patterns: [
      {
        match:
          /oom-kill:constraint=CONSTRAINT_NONE[^\n]{0,200}task_memcg=\/(?:docker\/|system\.slice\/docker-)/,
        confidence: 0.9,
        also: ['memory.low'],
      },
      { match: /OOMKilled["': ]{1,4}true/, confidence: 0.95 },
      { match: /Memory cgroup out of memory: Kill(?:ed)? process/, confidence: 0.93 },
      { match: /oom-kill:constraint=CONSTRAINT_MEMCG/, confidence: 0.93 },
      {
        match: /(?:exited with code|exit code:?|Exited \() ?137\b/,
        confidence: 0.72,
        context: true,
        also: ['memory.low'],
      },
      {
        match:
          /ResourceExhausted: .{0,80}cannot allocate memory|process "[^"]{1,300}" did not complete successfully: (?:cannot allocate memory|exit code: 137)/,
        confidence: 0.88,
        also: ['memory.low'],
      },
    ],
  },
  'run.name-conflict': {
    title: 'The name of the container is taken',
    summary: 'There is already a container called {name}.',
    defaults: { name: 'so', id: '' },
    patterns: [
      {
        match:
          /The container name "\/?(?<name>[^"]{1,120})" is already in use by container "?(?<id>\w{0,64})/,
        confidence: 0.97,
      },
      {
        match: /You have to remove \(or rename\) that container to be able to reuse that name/,
        confidence: 0.94,
      },
      { match: /container name "?\/?(?<name>[\w.-]{1,80})"? is already in use/, confidence: 0.94 },
      { match: /endpoint with name (?<name>\S{1,120}) already exists in network/, confidence: 0.88 },
    ],
  },
  'disk.full': {
    title: 'The disk is full',
    summary:
      'There is no room left where Docker wanted to write ({path}). Images cannot be pulled and containers cannot write.',
    defaults: { path: '/var/lib/docker', free: '0', total: 'its size' },
    patterns: [
      {
        match: /(?<path>\/[\w./-]{1,160})?["']?: no space left on device/,
        confidence: 0.8,
        context: true,
        systems: ['linux', 'wsl'],
        also: ['disk.inodes', 'disk.reclaimable'],
      },
      {
        match: /no space left on device/,
        confidence: 0.72,
        context: true,
        also: ['disk.inodes', 'desktop.disk-full', 'limits.inotify'],
      },
      {
        match: /Docker Desktop cannot continue because the disk is full/,
        confidence: 0.95,
        also: ['desktop.disk-full'],
      },
      {
        match: /There is not enough space on the disk/,
        confidence: 0.85,
        context: true,
        also: ['desktop.disk-full'],
      },
      { match: /\bENOSPC\b/, confidence: 0.75, context: true, also: ['disk.inodes', 'desktop.disk-full'] },
      {
        match:
          /You don't have enough free space in \/var\/cache\/apt\/archives|E: You don't have enough free space/,
        confidence: 0.75,
        context: true,
      },
      {
        match: /Thin Pool has \d+ free data blocks which is less than minimum required/,
        confidence: 0.92,
        also: ['daemon.storage'],
      },
      { match: /disk quota exceeded/, confidence: 0.75, context: true },
      {
        match: /(?:disk|drive|volume) (?:is )?(?:full|out of space)/,
        confidence: 0.65,
        context: true,
        also: ['desktop.disk-full'],
      },
    ],
  },
  'disk.low': {
    title: 'The disk is nearly full',
    summary: 'There is little room left where Docker writes ({path}).',
    defaults: { path: '/var/lib/docker', free: 'little', total: 'its size' },
    patterns: [
      {
        match: /DiskPressure|ImageGCFailed|FreeDiskSpaceFailed/,
        confidence: 0.65,
        context: true,
        also: ['disk.full'],
      },
    ],
  },
  'disk.inodes': {
    title: 'The disk has no room for more files',
    summary: 'There are bytes free and no inodes: no file can be made ({path}).',
    defaults: { path: '/var/lib/docker', free: '0', total: 'its number' },
    patterns: [
      {
        match: /mkdir \/(?:var\/)?run\/\S{1,160}: no space left on device/,
        confidence: 0.85,
        also: ['disk.full'],
      },
      {
        match: /(?:npm-\S{1,60}|node_modules|yarn\/v\d)\S{0,240}: no space left on device/,
        confidence: 0.85,
        context: true,
        also: ['disk.full'],
      },
    ],
  },
  'disk.reclaimable': {
    title: "Much of the disk is Docker's own unused data",
    summary: 'Images, containers and build cache that are not in use take much room.',
    defaults: { size: 'Gigabytes', free: '' },
    patterns: [
      { match: /RECLAIMABLE\s[\s\S]{0,200}\d[\d.]{0,80}[GT]B \((?:[5-9]\d|100)%\)/, confidence: 0.7 },
    ],
  },
  'memory.low': {
    title: 'There is little memory',
    summary: '{reason}. Containers are slow or get killed.',
    defaults: { reason: 'A program could not get the memory it asked for' },
    patterns: [
      { match: /cannot allocate memory/, confidence: 0.78, context: true, also: ['run.oom'] },
      { match: /Not enough memory to start Docker(?: Desktop)?/, confidence: 0.95 },
      { match: /(?:insufficient|not enough|low) memory/, confidence: 0.7, context: true },
      {
        match:
          /Insufficient system resources exist to complete the requested service|ERROR_NO_SYSTEM_RESOURCES|0x800705aa/,
        confidence: 0.85,
        context: true,
      },
      {
        match: /java\.lang\.OutOfMemoryError|JavaScript heap out of memory/,
        confidence: 0.5,
        context: true,
        also: ['run.oom'],
      },
    ],
  },
};
