# A world as inside a WSL distribution; sourced by the faults of faults-wsl.ts.
#
# Real: the mount, pid and user namespaces, binfmt_misc with its WSLInterop entry (since Linux 6.7 every user
# namespace may have its own, so that the machine's is not touched), the file formats, sockets, links, permissions,
# errno of a Windows program that cannot be started, the engine.
# Simulated: the kernel's release (bind mounts over /proc, a preloaded uname), Windows. C: is a folder whose programs
# begin with MZ as real ones do; what the kernel starts for them runs the script that follows.

# Arguments: RELEASE
wsl() {
  local release=$1
  mkdir -p /opt/wsl /run/WSL
  pretend /proc/sys/kernel/osrelease "$release\n"
  pretend /proc/version "Linux version $release (oe-user@oe-host) (x86_64-msft-linux-gcc) #1 SMP PREEMPT_DYNAMIC\n"
  gcc -shared -fPIC -O1 -o /opt/wsl/uname.so /mnt/work/uname.c
  mkdir -p /mnt/wsl /mnt/usr/upper /mnt/usr/work
  mount -t tmpfs -o mode=755 none /mnt/wsl
  # /usr with this world's changes over it: programs come and go.
  mount -t overlay overlay -o "lowerdir=/usr,upperdir=/mnt/usr/upper,workdir=/mnt/usr/work" /usr
  printf '[boot]\nsystemd=false\n' >/etc/wsl.conf
  printf 'nameserver 10.255.255.254\n' >/etc/resolv.conf
  cat >/opt/wsl/init <<'END'
#!/bin/sh
# Flags P and F of binfmt_misc: the program's path, its argv[0], its arguments.
program=$1; shift 2
if [ -e /opt/wsl/interop-refused ]; then echo '<3>WSL (1 - ) ERROR: UtilConnectToInteropServer:307' >&2; exit 1; fi
printf '%s %s\n' "$program" "$*" >>/opt/wsl/asked
exec sh "/opt/wsl/programs/$(readlink -f "$program" | sha256sum | cut -c1-16)" "$@"
END
  chmod a+rx /opt/wsl/init; : >/opt/wsl/asked; chmod a+rw /opt/wsl/asked
}

# Ubuntu without any engine and without a docker command.
bare() {
  rm -f /usr/bin/docker /usr/local/bin/docker /usr/sbin/dockerd /usr/bin/dockerd /usr/bin/containerd /usr/sbin/containerd \
    /usr/sbin/runc /usr/bin/runc /usr/bin/podman /etc/init.d/docker /usr/bin/docker-compose /usr/bin/rootlesskit \
    /var/lib/dpkg/info/docker* /var/lib/dpkg/info/containerd* /var/lib/dpkg/info/podman*
  rm -rf /usr/libexec/docker /usr/lib/docker /usr/local/lib/docker
  printf 'PRETTY_NAME="Ubuntu 22.04.5 LTS"\nNAME="Ubuntu"\nVERSION_ID="22.04"\nVERSION="22.04.5 LTS (Jammy Jellyfish)"\nVERSION_CODENAME=jammy\nID=ubuntu\nID_LIKE=debian\nUBUNTU_CODENAME=jammy\n' >/usr/lib/os-release
}

# A Windows program: what the kernel starts for it runs the script on stdin; a shell that is given it fails.
exe() {
  mkdir -p "$(dirname "$1")" /opt/wsl/programs
  printf 'MZ\220\0\003\0\n)\n' >"$1"
  chmod 777 "$1"
  cat >"/opt/wsl/programs/$(printf '%s\n' "$1" | sha256sum | cut -c1-16)"
}
# A file of Windows, with the text of stdin.
file() {
  mkdir -p "$(dirname "$1")"
  cat >"$1"
}

# systemd is booted here, and says that of the engine. Arguments: ACTIVESTATE SUBSTATE RESULT
systemd_on() {
  mkdir -p /run/systemd/system /etc/systemd/system/multi-user.target.wants
  printf '[boot]\nsystemd=true\n' >/etc/wsl.conf
  : >/usr/lib/systemd/system/docker.service
  ln -sf /usr/lib/systemd/system/docker.service /etc/systemd/system/multi-user.target.wants/docker.service
  cat >/usr/bin/systemctl <<END
#!/bin/sh
for unit in docker.service docker.socket containerd.service; do
  case \$unit in docker.service) states='${1:-active} ${2:-running} ${3:-success}' ;; *) states='active running success' ;; esac
  printf 'Id=%s\nLoadState=loaded\nUnitFileState=enabled\nActiveState=%s\nSubState=%s\nResult=%s\nExecMainStatus=0\n\n' \$unit \$states
done
END
  chmod a+rx /usr/bin/systemctl
}

# Docker Desktop's side in WSL's virtual machine, which all distributions see under /mnt/wsl.
# Argument: how its engine is (runs, paused, starting, stopped, dead)
desktop_vm() {
  local how=${1:-runs} tools=/mnt/wsl/docker-desktop/cli-tools/usr sockets=/mnt/wsl/docker-desktop/shared-sockets
  mkdir -p $tools/bin $tools/local/lib/docker/cli-plugins $sockets/guest-services $sockets/host-services /mnt/desktop
  cp -L "${CLI:-/usr/bin/docker}" $tools/bin/docker
  printf '#!/bin/sh\necho "{\\"SchemaVersion\\":\\"0.1.0\\",\\"Vendor\\":\\"Docker Inc.\\",\\"Version\\":\\"v2.40.3-desktop.1\\"}"\n' >$tools/local/lib/docker/cli-plugins/docker-compose
  printf '#!/bin/sh\necho "{\\"SchemaVersion\\":\\"0.1.0\\",\\"Vendor\\":\\"Docker Inc.\\",\\"Version\\":\\"v0.29.1-desktop.1\\"}"\n' >$tools/local/lib/docker/cli-plugins/docker-buildx
  chmod -R a+rx $tools
  local socket=$sockets/guest-services/docker.proxy.sock
  if [ "$how" = runs ]; then SOCKET=/mnt/desktop/real.sock start_engine -H unix:///mnt/desktop/real.sock --data-root /mnt/desktop/data --exec-root /mnt/desktop/exec --pidfile /mnt/desktop/pid --bridge none; fi
  if [ "$how" = none ]; then return 0; fi
  LD_PRELOAD=/opt/wsl/uname.so python3 /mnt/work/wsl-proxy.py $socket "${how/dead/runs}" /mnt/desktop/real.sock &
  local proxy=$!
  await test -S $socket
  chown root:docker $socket; chmod 660 $socket
  if [ "$how" = dead ]; then kill $proxy; wait $proxy 2>/dev/null || true; fi
}
# What its integration puts into a distribution.
integrated() {
  ln -sfn /mnt/wsl/docker-desktop/cli-tools/usr/bin/docker /usr/bin/docker
  mkdir -p /usr/local/lib/docker/cli-plugins
  for name in compose buildx; do
    ln -sfn /mnt/wsl/docker-desktop/cli-tools/usr/local/lib/docker/cli-plugins/docker-$name /usr/local/lib/docker/cli-plugins/docker-$name
  done
  ln -sfn /mnt/wsl/docker-desktop/shared-sockets/guest-services/docker.proxy.sock /run/docker.sock
}
vm_stops() { rm -rf /mnt/wsl/docker-desktop; }

# Argument: on, or why not: missing (after systemd-binfmt), disabled, refused (by wsl.conf of this distribution)
interop() {
  local how=${1:-on} fifo=/opt/wsl/go
  mkfifo $fifo
  unshare --user --mount bash -c "read -r _ <$fifo; mount -t binfmt_misc none /proc/sys/fs/binfmt_misc; $(
    [ "$how" = missing ] || echo "printf ':WSLInterop:M::MZ::/opt/wsl/init:FP' >/proc/sys/fs/binfmt_misc/register;"
    [ "$how" = disabled ] && echo "echo 0 >/proc/sys/fs/binfmt_misc/WSLInterop;"
  ) touch /opt/wsl/ready; exec sleep 600" &
  local pid=$!
  [ "$how" != refused ] || : >/opt/wsl/interop-refused
  until [ "$(readlink /proc/$pid/ns/user)" != "$(readlink /proc/self/ns/user)" ]; do sleep 0.02; done
  for map in uid_map gid_map; do echo '0 0 4294967295' >/proc/$pid/$map; done
  echo go >$fifo
  await test -e /opt/wsl/ready
  ENTER=(nsenter --target $pid --user --mount --preserve-credentials)
}
as_user() {
  local who=$1 ids=()
  shift
  case $who in
    root) "${ENTER[@]}" env HOME=/root USER=root bash -c "cd /root; $*"; return ;;
    dev) ids=(1501 --clear-groups) ;;
    member) ids=(1502 --clear-groups) ;;
    member-active) ids=(1502 --groups=1500) ;;
  esac
  local home=/home/${who%-active}
  "${ENTER[@]}" setpriv --reuid="${ids[0]}" --regid="${ids[0]}" "${ids[1]}" env HOME="$home" USER="${who%-active}" bash -c "cd ${FOLDER:-$home}; $*"
}
