/** The Linux kernel and host under the engine, and rootless mode. */
import type { PatternTable } from '../../../src/explain/pattern.ts';

export const linuxPatterns: PatternTable = {
  'kernel.too-old': {
    title: 'The kernel is too old for Docker',
    summary: 'This kernel ({release}) is older than the engine or the image needs.',
    defaults: { release: 'of this system' },
    patterns: [
      {
        match:
          /Your Linux kernel version (?<release>\S{1,120}) (?:is not supported|can be unstable|is too old)/,
        confidence: 0.95,
      },
      { match: /FATAL: kernel too old/, confidence: 0.9, context: true },
      {
        match: /kernel version (?<release>\d[\w.-]{1,80}) (?:is )?(?:too old|not supported|unsupported)/,
        confidence: 0.85,
        context: true,
      },
      {
        match:
          /(?:requires|need) (?:linux )?kernel (?:version )?(?:>= ?|newer than |at least )?(?<needed>\d\.\d+)/,
        confidence: 0.7,
        context: true,
      },
    ],
  },
  'kernel.config': {
    title: 'The kernel lacks something Docker needs',
    summary: '{reason}.',
    defaults: { reason: 'An option of the kernel is not built in', option: '' },
    patterns: [
      {
        match: /Your kernel does not support (?<what>[\w .-]{3,60}?)(?:\.|,| or| limit| capabilities|$)/,
        confidence: 0.55,
        values: { reason: 'The kernel does not support a limit that was asked for' },
        also: ['kernel.cgroups'],
      },
      {
        match: /- CONFIG_(?<option>\w{1,60}): missing/,
        confidence: 0.85,
        values: { reason: 'An option of the kernel is not built in' },
      },
      {
        match: /bridge-nf-call-ip6?tables: no such file or directory/,
        confidence: 0.8,
        context: true,
        values: { reason: 'The module br_netfilter is not loaded' },
        also: ['kernel.modules-missing'],
      },
      {
        match:
          /cannot set up? (?:keyring|key)|join(?:ing)? session keyring: (?:create session key: )?(?<what>[\w ]{3,40})/,
        confidence: 0.6,
        context: true,
        also: ['kernel.seccomp'],
      },
    ],
  },
  'kernel.modules-missing': {
    title: 'The kernel was updated and the machine was not restarted',
    summary:
      'The running kernel {release} has no modules on disk any more (or they were never installed), so Docker cannot load what it needs.',
    defaults: { release: 'of this system' },
    patterns: [
      {
        match:
          /Module (?:overlay|bridge|br_netfilter|veth|aufs|zfs|btrfs|vxlan|ipvlan|macvlan|loop|ip6?_?tables|ip6?table_\w{1,40}|nf_\w{1,40}|xt_\w{1,40}|ip_vs\w{0,40}) not found in directory \/lib\/modules\/(?<release>\S{1,120})/,
        confidence: 0.93,
        also: ['kernel.iptables', 'daemon.network'],
      },
      {
        match: /Module \w{1,60} not found in directory \/lib\/modules\/(?<release>\S{1,120})/,
        confidence: 0.85,
        context: true,
        also: ['kernel.iptables', 'daemon.network'],
      },
      {
        match: /could not open moddep file '\/lib\/modules\/(?<release>[^/']{1,80})/,
        confidence: 0.93,
        also: ['kernel.iptables', 'daemon.network'],
      },
      {
        match: /failed to add the host .{0,60}pair interfaces: operation not supported/,
        confidence: 0.93,
        also: ['run.failed', 'kernel.config'],
      },
      {
        match: /Failed to initialize nft: Protocol not supported/,
        confidence: 0.86,
        also: ['kernel.iptables', 'daemon.network'],
      },
      {
        match: /modprobe: FATAL: Module \w{1,60} not found/,
        confidence: 0.88,
        context: true,
        also: ['kernel.iptables', 'kernel.config'],
      },
      {
        match:
          /could not get module from name|modprobe: ERROR: could not insert '(?:overlay|bridge|br_netfilter|ip_tables|iptable_nat|veth|xt_\w{1,60}|nf_\w{1,60})'/,
        confidence: 0.85,
        also: ['kernel.config', 'kernel.overlay'],
      },
      { match: /Running modprobe .{0,60}failed with message/, confidence: 0.55, also: ['kernel.iptables'] },
      {
        match:
          /(?:create a bridge interface|configure bridge and veth interface)[^\n]{0,160}Operation not supported/,
        confidence: 0.9,
        also: ['kernel.config'],
      },
      // The set-up tool of rootless Docker names what it misses.
      {
        match: /# Load (?:nf_tables|ip6?_tables|iptable_nat|overlay) module\smodprobe (?<module>\w{3,40})/,
        confidence: 0.9,
        also: ['kernel.iptables', 'rootless.not-running'],
      },
    ],
  },
  'kernel.cgroups': {
    defaults: {
      reason: 'They are not mounted, or of a version that this engine does not know',
      kind: 'missing',
    },
    patterns: [
      { match: /Devices cgroup isn't mounted/, confidence: 0.94, also: ['engine.eol', 'container.dind'] },
      { match: /cgroup mountpoint does not exist/, confidence: 0.93, also: ['engine.eol', 'run.failed'] },
      { match: /cannot find cgroup mount destination/, confidence: 0.93, also: ['engine.eol'] },
      { match: /no cgroup mount found in mountinfo/, confidence: 0.93 },
      {
        match: /mountpoint for (?:devices|cgroup|memory|cpu) not found/,
        confidence: 0.85,
        also: ['engine.eol'],
      },
      {
        match: /cgroups?: (?:cannot|unable|failed)[^\n]{0,60}(?:cgroup|controller|v2|unified)/,
        confidence: 0.8,
        context: true,
      },
      {
        match:
          /(?:unable to apply cgroup configuration|failed to (?:apply|write|create)[^\n]{0,30}cgroup)[^\n]{0,120}/,
        confidence: 0.8,
        context: true,
        also: ['run.failed', 'kernel.lxc'],
      },
      {
        match:
          /(?:open|write|mkdir) \/sys\/fs\/cgroup\/\S{0,200}: (?<reason>no such file or directory|permission denied|read-only file system|device or resource busy|invalid argument|no such device|operation not supported)/,
        confidence: 0.85,
        context: true,
        values: { reason: 'The engine cannot use the control groups of this system' },
        also: ['kernel.lxc', 'container.dind', 'engine.eol'],
      },
      {
        match: /cgroups? v[12].{0,40}(?:is not supported|unsupported|not enabled|requires)/,
        confidence: 0.8,
        context: true,
        also: ['engine.eol'],
      },
      {
        match: /Your kernel does not support (?:cgroup|swap limit|memory limit|CPU)[^\n]{0,40}/,
        confidence: 0.65,
        values: { reason: 'The kernel does not offer the limits that were asked for' },
        also: ['kernel.config'],
      },
      {
        match: /WARNING: No (?:memory|swap|cpu \w{1,60}|pids) limit support/,
        confidence: 0.6,
        values: { reason: 'The kernel does not offer some limits' },
        also: ['daemon.warnings', 'rootless.cgroup'],
      },
      {
        match: /Unable to find (?:cpu|blkio|cpuset|memory) cgroup in mounts/,
        confidence: 0.62,
        values: { reason: 'They are not mounted' },
      },
      {
        match:
          /systemd cgroup flag passed, but systemd support|systemd not running on this host, cannot use systemd cgroups manager|exec-opts? native\.cgroupdriver=systemd.{0,60}(?:not|fail)/,
        confidence: 0.9,
        values: { reason: 'The engine is set to the cgroup driver systemd, and systemd does not run' },
      },
      {
        match:
          /cgroup-driver-misconfiguration|misconfiguration: kubelet cgroup driver: "\w{1,60}" is different from docker cgroup driver/,
        confidence: 0.8,
      },
      {
        match: /expected cgroupsPath to be of format/,
        confidence: 0.85,
        context: true,
        values: { reason: 'The engine and its runtime disagree about the cgroup driver' },
      },
      {
        match: /scheme "unix" not registered, fallback to default scheme/,
        confidence: 0.3,
        context: true,
        also: ['engine.eol'],
      },
      {
        match: /cgroups: memory cgroup not supported on this system/,
        confidence: 0.94,
        also: ['run.failed'],
      },
    ],
  },
  'kernel.overlay': {
    patterns: [
      {
        match: /failed to mount overlay: no such device/,
        confidence: 0.94,
        also: ['daemon.storage', 'kernel.modules-missing'],
      },
      {
        match: /'?overlay2?'? not found as a supported filesystem on this host/,
        confidence: 0.94,
        also: ['kernel.modules-missing'],
      },
      { match: /unknown filesystem type '?"?overlay/, confidence: 0.93, also: ['kernel.modules-missing'] },
      { match: /Module overlay not found/, confidence: 0.9, also: ['kernel.modules-missing'] },
      {
        match: /overlayfs: .{0,100}(?:not supported|failed|unrecognized mount option)/,
        confidence: 0.7,
        context: true,
        also: ['daemon.storage'],
      },
      { match: /kernel does not support overlay fs/, confidence: 0.95, also: ['daemon.storage'] },
    ],
  },
  'kernel.iptables': {
    defaults: { reason: 'its rules cannot be made', kind: 'mismatch' },
    patterns: [
      {
        match: /can't initialize ip6?tables table `?'?(?<table>\w{1,60})'?:? ?(?<reason>[^\n]{0,80})/,
        confidence: 0.88,
        values: { reason: 'a table of the kernel is not there' },
        also: ['kernel.modules-missing', 'daemon.network', 'container.dind'],
      },
      {
        match: /do you need to insmod\?/,
        confidence: 0.85,
        context: true,
        values: { reason: 'its modules are not loaded' },
        also: ['kernel.modules-missing'],
      },
      {
        match: /Extension (?<extension>\w{1,60}) revision \d+ not supported, missing kernel module/,
        confidence: 0.93,
        values: { reason: 'a module that it needs is not installed' },
        also: ['kernel.modules-missing', 'daemon.network'],
      },
      {
        match: /Unable to create NAT rule: Chain '(?<chain>\w{1,60})' does not exist/,
        confidence: 0.9,
        values: { reason: 'a rule or chain that it needs is not there' },
        also: ['daemon.network', 'net.firewall'],
      },
      {
        match: /iptables not found|"iptables": executable file not found/,
        confidence: 0.92,
        context: true,
        values: { kind: 'missing', reason: 'it is not installed' },
      },
      {
        match: /Failed to find iptables/,
        confidence: 0.93,
        context: true,
        values: { kind: 'missing', reason: 'it is not installed' },
      },
      {
        match: /Couldn't load (?:match|target) `?'?\w{1,60}'?.{0,40}(?:No such file|cannot open)/,
        confidence: 0.82,
        context: true,
        values: { reason: 'an extension of it is not installed' },
      },
      {
        match: /iptables v\d[\d.]{1,80} \((?:nf_tables|legacy)\):? +(?<reason>[^\n]{3,100})/,
        confidence: 0.7,
        context: true,
        also: ['daemon.network', 'net.firewall'],
      },
      {
        match:
          /iptables failed: ip6?tables [^\n]{0,160}(?:Operation not supported|Invalid argument|Protocol not supported|Permission denied \(you must be root\)|Could not fetch rule set generation id)/,
        confidence: 0.85,
        also: ['daemon.network', 'kernel.modules-missing', 'container.dind'],
      },
      {
        match: /Could not fetch rule set generation id: (?<reason>[^\n]{3,80})/,
        confidence: 0.85,
        context: true,
        also: ['container.dind', 'kernel.modules-missing'],
      },
      {
        match: /Another app is currently holding the xtables lock/,
        confidence: 0.8,
        context: true,
        values: { reason: 'another program holds its lock' },
        also: ['net.firewall'],
      },
      {
        match: /\/run\/xtables\.lock: Permission denied/,
        confidence: 0.8,
        values: { reason: 'its lock file may not be opened' },
        also: ['security.selinux', 'rootless.not-running'],
      },
    ],
  },
  'kernel.userns': {
    defaults: { reason: 'The system does not let ordinary users make user namespaces' },
    patterns: [
      {
        match:
          /failed to start the child: fork\/exec \/proc\/self\/exe: (?:operation not permitted|permission denied|no space left on device|invalid argument)/,
        confidence: 0.95,
        also: ['security.apparmor'],
      },
      {
        match: /fork\/exec \/proc\/self\/exe: (?:operation not permitted|no space left on device)/,
        confidence: 0.88,
        context: true,
        also: ['security.apparmor', 'kernel.lxc'],
      },
      { match: /apparmor_restrict_unprivileged_userns/, confidence: 0.93, also: ['security.apparmor'] },
      { match: /unprivileged_userns_clone/, confidence: 0.9 },
      { match: /(?:max_user_namespaces|user\.max_user_namespaces)/, confidence: 0.9 },
      {
        match:
          /clone\(CLONE_NEWUSER\)|unshare: (?:unshare failed|write failed).{0,40}(?:Operation not permitted|No space)/,
        confidence: 0.75,
        context: true,
        also: ['security.apparmor', 'container.dind'],
      },
      { match: /User namespaces are not (?:enabled|supported|available)/, confidence: 0.9, context: true },
      {
        match:
          /userns-remap.{0,80}(?:not supported|failed|error|can't)|Can't create ID mappings: (?<what>[^\n]{3,100})/,
        confidence: 0.85,
        also: ['rootless.subuid'],
      },
      {
        match: /RootlessKit failed, see the error messages/,
        confidence: 0.55,
        also: ['rootless.uidmap', 'rootless.subuid'],
      },
    ],
  },
  'kernel.seccomp': {
    title: "The engine's seccomp filter does not fit",
    summary: '{reason}. Programs in containers get "operation not permitted" for ordinary calls.',
    defaults: { reason: 'libseccomp, runc or the engine is older than the programs in the image' },
    patterns: [
      {
        match: /At least one invalid signature was encountered/,
        confidence: 0.78,
        also: ['engine.eol', 'clock.skew', 'disk.full'],
      },
      {
        match:
          /seccomp (?:profile|filter|is not|not enabled|error|unavailable)[^\n]{0,100}(?:not (?:enabled|supported|available)|error|fail|invalid|cannot)/,
        confidence: 0.85,
        context: true,
      },
      {
        match:
          /(?:linux )?seccomp: (?:seccomp profiles are not supported|config provided but seccomp not supported|unknown|invalid)/,
        confidence: 0.93,
      },
      {
        match: /Decoding seccomp profile failed: (?<what>[^\n]{3,80})/,
        confidence: 0.93,
        values: { reason: 'The profile that was given is not valid' },
      },
      {
        match: /(?:error (?:adding|loading) seccomp (?:rule|filter)[^\n]{0,80})/,
        confidence: 0.92,
        values: { reason: 'The kernel or libseccomp does not take a rule of the filter' },
      },
      {
        match:
          /pthread_create failed: Operation not permitted|Failed to create (?:CoreCLR|thread).{0,40}(?:Operation not permitted|HRESULT: 0x8007000E)/,
        confidence: 0.75,
        context: true,
        also: ['engine.eol'],
      },
      {
        match: /Fatal Python error: (?:init_interp_main|_?Py\w{0,60}): can't initialize time/,
        confidence: 0.85,
        context: true,
        also: ['engine.eol'],
      },
      // A newer C library asks for a system call that an old profile refuses.
      {
        match: /getaddrinfo\(\) thread failed to start|clone3\([^\n]{0,300}= -1 EPERM/,
        confidence: 0.8,
        context: true,
        also: ['engine.eol'],
      },
    ],
  },
  'kernel.lxc': {
    defaults: { reason: 'The container was not given the right to nest' },
    patterns: [
      { match: /(?:pct|lxc|proxmox|pve)\b.{0,160}(?:nesting|keyctl)/, confidence: 0.75, context: true },
      { match: /features: ?(?:nesting|keyctl)=/, confidence: 0.6, context: true },
      { match: /security\.nesting/, confidence: 0.75 },
      {
        match:
          /jailing process inside rootfs caused: pivot_root(?: invalid argument|: permission denied)?|error jailing process inside rootfs: permission denied/,
        confidence: 0.7,
        context: true,
        also: ['run.failed'],
      },
    ],
  },
  'security.selinux': {
    title: 'SELinux denies what Docker does',
    summary: '{reason}.',
    defaults: { reason: 'The policy of SELinux forbids the container what it tries', path: '' },
    patterns: [
      {
        match:
          /avc: {1,2}denied .{0,300}(?:container_t|container_runtime_t|docker|svirt_lxc|spc_t|container_file_t)/,
        confidence: 0.93,
      },
      { match: /SELinux is preventing .{0,80}(?:docker|containerd|runc|container)/, confidence: 0.95 },
      {
        match: /SELinux.{0,120}(?:denied|prevent|relabel|not supported|block)/,
        confidence: 0.7,
        context: true,
      },
      {
        match: /(?:container|docker)-selinux.{0,80}(?:needed by|requires|conflict)/,
        confidence: 0.85,
        values: { reason: 'The package container-selinux is missing' },
        also: ['install.repository'],
      },
      {
        match:
          /ERR (?:Failed to retrieve information of the docker client|Provider error).{0,160}permission denied while trying to connect to the docker API/,
        confidence: 0.55,
        also: ['socket.permission'],
      },
    ],
  },
  'security.apparmor': {
    title: 'AppArmor stands in the way',
    summary: '{reason}.',
    defaults: { reason: 'A profile of AppArmor cannot be loaded, or forbids the container what it tries' },
    patterns: [
      {
        match: /AppArmor enabled on system but the (?<profile>\S{1,120}) profile could not be loaded/,
        confidence: 0.95,
        also: ['run.failed', 'kernel.lxc'],
      },
      {
        match: /open sysctl net\.ipv4\.ip_unprivileged_port_start file: reopen fd \d+: permission denied/,
        confidence: 0.95,
        values: {
          reason:
            'AppArmor of the host forbids runc a step, as happens inside LXC with runc from November 2025',
        },
        also: ['run.failed', 'kernel.lxc'],
      },
      {
        match: /reopen fd \d+: permission denied/,
        confidence: 0.82,
        context: true,
        values: {
          reason:
            'AppArmor of the host forbids runc a step, as happens inside LXC with runc from November 2025',
        },
        also: ['kernel.lxc', 'run.failed'],
      },
      {
        match: /apparmor="DENIED" .{0,300}(?:docker|containerd|runc|rootlesskit)/,
        confidence: 0.85,
        also: ['install.snap'],
      },
      {
        match: /\bapparmor_parser(?! on "\/var\/lib\/lxc).{0,120}(?:not found|error|denied|failed|unable)/,
        confidence: 0.88,
        context: true,
      },
      { match: /attempted to load a profile while confined/, confidence: 0.93, also: ['kernel.lxc'] },
      { match: /AppArmor parser error/, confidence: 0.85, context: true },
      {
        match:
          /(?:write \/proc\/\S{0,40}attr\/|apply apparmor profile|unable to apply apparmor profile|apparmor failed to apply profile)[^\n]{0,120}(?:no such file|permission denied|invalid)/,
        confidence: 0.88,
        context: true,
        also: ['run.failed'],
      },
      { match: /apparmor\/exec: (?:no such file or directory|permission denied)/, confidence: 0.9 },
    ],
  },
  'rootless.not-running': {
    patterns: [
      {
        match: /Cannot connect to the Docker daemon at (?<url>unix:\/\/\/run\/user\/\d+\/docker\.sock)/,
        confidence: 0.75,
        also: ['rootless.linger', 'env.docker-host', 'context.unreachable'],
      },
      {
        match: /docker API at (?<url>unix:\/\/\/run\/user\/\d+\/docker\.sock)/,
        confidence: 0.75,
        also: ['rootless.linger', 'env.docker-host', 'context.unreachable'],
      },
      {
        match: /dial unix \/run\/user\/\d+\/docker\.sock: connect: (?:no such file|connection refused)/,
        confidence: 0.75,
        also: ['rootless.linger', 'env.docker-host'],
      },
      { match: /Failed to start Docker Application Container Engine \(Rootless\)/, confidence: 0.5 },
      {
        match: /\[rootlesskit:(?:parent|child) ?\] error: (?<reason>[^\n]{3,160})/,
        confidence: 0.55,
        also: ['kernel.userns', 'rootless.uidmap'],
      },
      {
        match: /rootful Docker \(\S{1,60}\) is running and accessible/,
        confidence: 0.85,
        also: ['install.conflict'],
      },
    ],
  },
  'rootless.env': {
    defaults: {
      reason: 'XDG_RUNTIME_DIR or DOCKER_HOST is missing',
      runtime: '/run/user/$(id -u)',
      path: '/run/user/$(id -u)/docker.sock',
    },
    patterns: [
      {
        match:
          /XDG_RUNTIME_DIR (?:\("[^"]{0,80}"\) )?(?:is not set|needs to be set|not set|does not exist|is not writable|not found)/,
        confidence: 0.94,
        context: true,
      },
      { match: /could not get XDG_RUNTIME_DIR/, confidence: 0.94 },
      { match: /systemd was detected but XDG_RUNTIME_DIR/, confidence: 0.96 },
      {
        match:
          /Failed to connect to bus: (?:Operation not permitted|No medium found|No such file or directory|Connection refused|\$DBUS_SESSION_BUS_ADDRESS and \$XDG_RUNTIME_DIR not defined)/,
        confidence: 0.85,
        values: { reason: 'this shell has no session of that user (su or sudo)' },
        also: ['wsl.no-systemd', 'rootless.linger'],
      },
      {
        match: /\$?DBUS_SESSION_BUS_ADDRESS and \$?XDG_RUNTIME_DIR not defined/,
        confidence: 0.88,
        values: { reason: 'this shell has no session of that user (su or sudo)' },
      },
      {
        match: /Cannot connect to the Docker daemon at unix:\/\/\/docker\.sock/,
        confidence: 0.92,
        also: ['env.docker-host'],
      },
      { match: /docker API at unix:\/\/\/docker\.sock/, confidence: 0.92, also: ['env.docker-host'] },
      {
        match: /Refusing to install rootless Docker as the root user/,
        confidence: 0.9,
        values: { reason: 'The set-up was run as root' },
      },
    ],
  },
  'rootless.uidmap': {
    defaults: { reason: 'it cannot be used' },
    patterns: [
      {
        match: /newuidmap (?:binary )?(?:not found|is not installed)|newuidmap: (?:command )?not found/,
        confidence: 0.95,
        values: { reason: 'it is not installed' },
      },
      {
        match: /"new[ug]idmap": executable file not found/,
        confidence: 0.95,
        values: { reason: 'it is not installed' },
      },
      {
        match:
          /newuidmap[^\n]{0,160}(?<reason>Operation not permitted|Could not set caps|write to uid_map failed)/,
        confidence: 0.94,
      },
      { match: /new[ug]idmap: (?<reason>[^\n]{3,100})/, confidence: 0.9 },
      { match: /failed to setup UID\/GID map: newuidmap/, confidence: 0.9 },
      { match: /write to [ug]id_map failed/, confidence: 0.85, context: true },
    ],
  },
  'rootless.subuid': {
    patterns: [
      { match: /No sub[ug]id ranges found for (?:user|group) /, confidence: 0.96 },
      {
        match:
          /(?:no|not enough|insufficient|cannot find) (?:sub(?:ordinate)?[ -]?[ug]?id|subuid|subgid)s?[^\n]{0,60}/,
        confidence: 0.9,
        context: true,
      },
      { match: /potentially insufficient UIDs or GIDs available in user namespace/, confidence: 0.9 },
      { match: /Missing system requirements.{0,120}sub[ug]id|Add sub[ug]id entry for/, confidence: 0.9 },
      {
        match:
          /no subuid ranges|error (?:creating|looking up) supplemental|lchown \S{1,200}: invalid argument/,
        confidence: 0.75,
        context: true,
      },
    ],
  },
  'rootless.linger': {
    patterns: [
      { match: /loginctl enable-linger/, confidence: 0.6, context: true, also: ['rootless.env'] },
      { match: /Linger=no/, confidence: 0.75, context: true },
    ],
  },
  'rootless.cgroup': {
    defaults: { reason: 'The controllers of the control groups are not given to your user' },
    patterns: [
      {
        match: /(?:cgroup (?:v2 )?delegation|delegated? controllers?|Delegate=)/,
        confidence: 0.7,
        context: true,
      },
      {
        match: /requires setting systemd property ["']?Delegate=yes/,
        confidence: 0.94,
      },
    ],
  },
  'rootless.port': {
    defaults: { port: '80' },
    patterns: [
      { match: /cannot expose privileged port (?<port>\d+)/, confidence: 0.96 },
      { match: /RootlessKit PortManager/, confidence: 0.75, also: ['net.port-in-use'] },
      { match: /rootlessport cannot expose privileged port (?<port>\d+)/, confidence: 0.97 },
      {
        match: /listen (?:tcp|udp)4? \S{1,40}:(?<port>\d{1,3}): bind: permission denied/,
        confidence: 0.72,
        context: true,
        also: ['net.port-in-use'],
      },
    ],
  },
  'limits.files': {
    defaults: { reason: 'A process has as many files open as it may' },
    patterns: [
      { match: /too many open files/, confidence: 0.8, context: true, also: ['limits.inotify'] },
      { match: /\bEMFILE\b|\bENFILE\b/, confidence: 0.72, context: true, also: ['limits.inotify'] },
      {
        match:
          /(?:nofile|ulimit|RLIMIT_NOFILE|max file descriptors \[\d+\]).{0,60}(?:too low|exceeds|operation not permitted|likely too low)/,
        confidence: 0.82,
        context: true,
      },
      {
        match: /setting rlimits? .{0,80}operation not permitted|error setting rlimit/,
        confidence: 0.85,
        context: true,
      },
    ],
  },
  'limits.inotify': {
    defaults: { reason: 'Programs watch as many files as the kernel lets them' },
    patterns: [
      { match: /System limit for number of file watchers reached/, confidence: 0.9, context: true },
      { match: /ENOSPC.{0,60}(?:watch|inotify)/, confidence: 0.88, context: true },
      {
        match: /inotify[^\n]{0,60}(?:too many|limit|no space|reached|failed)/,
        confidence: 0.88,
        context: true,
      },
      { match: /max_user_(?:watches|instances)/, confidence: 0.85, context: true },
      {
        match:
          /configured user limit \(\d+\) on the number of inotify (?:instances|watches) has been reached/,
        confidence: 0.92,
      },
      // kind's own node did not start: most often too few inotify instances.
      {
        match: /could not find a log line that matches "?Reached target \.\*Multi-User System/,
        confidence: 0.6,
        also: ['kernel.cgroups', 'limits.files', 'run.failed'],
      },
    ],
  },
  'clock.skew': {
    title: 'The clock is wrong',
    summary:
      'A certificate or signature is refused because of its dates: the clock of this machine (or of the virtual machine) is off.',
    defaults: { here: 'another time', reason: 'certificates say otherwise' },
    patterns: [
      {
        match: /certificate has expired or is not yet valid: current time (?<here>\S{1,120}) is before/,
        confidence: 0.95,
        context: true,
      },
      {
        match: /x509: certificate has expired or is not yet valid/,
        confidence: 0.72,
        context: true,
        also: ['registry.tls-untrusted', 'remote.tls-expired'],
      },
      {
        match: /time="(?<here>(?:19\d\d|200\d|201[0-3])-[^"]{3,30}"[^\n]{0,300}certificate has expired)/,
        confidence: 0.95,
      },
      {
        match: /Release file for \S{1,160} is not valid yet \(invalid for another/,
        confidence: 0.93,
        context: true,
      },
      {
        match: /^(?:Thu|Wed) (?:Jan {1,2}1|Dec 31) \d\d:\d\d:\d\d \w{1,5} (?:1970|1969)/,
        confidence: 0.75,
        context: true,
        also: ['kernel.seccomp'],
      },
      { match: /\[FAIL\] DD0035/, confidence: 0.85 },
      { match: /certificate is not yet valid/, confidence: 0.82, context: true },
    ],
  },
};
