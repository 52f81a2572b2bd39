#!/usr/bin/env bash
# A private world for one fault: run by world.ts inside new mount, pid, network, uts and ipc namespaces.
# Nothing of it outlives the first process of its pid namespace.
# Arguments: WORK (a folder of this test) DIST (the built doctor) SCRIPT (what makes the fault).
set -euo pipefail
work=$1 dist=$2 script=$3
mount --make-rprivate /
hostname doctor-lab
node=$(readlink -f "$(command -v node)")
mkdir -p "$work/opt" "$work/overlay"
cp "$node" "$work/opt/node"
cp -r "$dist" "$work/opt/dist"
chmod -R a+rX "$work/opt"
# /etc and /var are the machine's with this world's changes over them, kept in memory.
mount -t tmpfs tmpfs "$work/overlay"
for folder in /etc /var; do
  name=${folder//\//-}
  mkdir -p "$work/overlay/upper$name" "$work/overlay/work$name"
  mount -t overlay overlay -o "lowerdir=$folder,upperdir=$work/overlay/upper$name,workdir=$work/overlay/work$name" "$folder"
done
rm -f /var/log/docker.log /var/log/syslog /var/log/messages
# dev is in no group; member is in the docker group of the user database. Both may use sudo, as the fixes do.
printf 'dev:x:1501:1501::/home/dev:/bin/bash\nmember:x:1502:1502::/home/member:/bin/bash\n' >>/etc/passwd
printf 'dev:x:1501:\nmember:x:1502:\n' >>/etc/group
printf 'dev:*:19000:0:99999:7:::\nmember:*:19000:0:99999:7:::\n' >>/etc/shadow
sed -i '/^docker:/d' /etc/group
printf 'docker:x:1500:member\n' >>/etc/group
sed -i '/^docker:/d' /etc/gshadow
printf 'docker:!::member\n' >>/etc/gshadow
if [ -d /etc/sudoers.d ]; then printf 'ALL ALL=(ALL) NOPASSWD: ALL\n' >/etc/sudoers.d/lab; fi
rm -rf /etc/docker
# Machines that test may forbid to raise limits, which this script insists on.
sed -i 's/^\(\s*\)ulimit /\1: ulimit /' /etc/init.d/docker
printf '127.0.0.1 localhost doctor-lab\n' >/etc/hosts
mkdir -p /etc/docker /var/lib/docker
for folder in /run /var/lib/docker /root /home /mnt /opt; do
  mode=$(stat -c %a "$folder")
  mount -t tmpfs -o "mode=$mode" tmpfs "$folder"
done
mkdir -p /opt/doctor /mnt/work /home/dev /home/member /run/lock
mount --bind "$work/opt" /opt/doctor
mount --bind "$work" /mnt/work
chown 1501:1501 /home/dev
chown 1502:1502 /home/member
ip link set lo up
export HOME=/root USER=root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
unset DOCKER_HOST DOCKER_CONTEXT DOCKER_CONFIG DOCKER_TLS_VERIFY DOCKER_CERT_PATH DOCKER_API_VERSION CI XDG_RUNTIME_DIR

# Waits until a command succeeds; a world whose engine never comes up fails loudly.
await() {
  for _ in $(seq 300); do "$@" >/dev/null 2>&1 && return 0; sleep 0.1; done
  echo "world: no success within 30 s: $*" >&2
  tail -n 20 /mnt/work/dockerd.log >&2 || true
  return 1
}
answers() { curl -sf --max-time 2 --unix-socket "${1:-/var/run/docker.sock}" http://localhost/_ping; }
start_engine() {
  dockerd "$@" >>/mnt/work/dockerd.log 2>&1 &
  await answers "${SOCKET:-/var/run/docker.sock}"
}
# As the distribution does it (no systemd here), so that the printed service commands work on it.
start_service() {
  service docker start >/dev/null 2>&1 || true
  await answers
}
# The same, of an engine that cannot start, until it has given up.
start_in_vain() {
  service docker start >/dev/null 2>&1 || true
  for _ in $(seq 150); do
    sleep 0.1
    [ -s /run/docker-ssd.pid ] && ! kill -0 "$(cat /run/docker-ssd.pid)" 2>/dev/null && return 0
  done
  echo "world: the engine did not give up" >&2
  tail -n 20 /var/log/docker.log >&2
  return 1
}
daemon_json() {
  mkdir -p /etc/docker
  printf '%s' "$1" >/etc/docker/daemon.json
}
# An editor that does to the file what a person would: EDITOR=/mnt/editor
editor() {
  printf '#!/bin/sh\n%s\n' "$1" >/mnt/editor
  chmod a+rx /mnt/editor
}
# Puts a text over a file that the kernel makes, for this world alone.
pretend() {
  local file=$1 text=$2
  mkdir -p /mnt/pretend
  printf '%b' "$text" >"/mnt/pretend/${file//\//_}"
  mount --bind "/mnt/pretend/${file//\//_}" "$file"
}
# Makes a program vanish: the folders of the machine are shared, so copies without it take their place.
hide_docker() {
  for folder in /usr/bin /usr/local/bin; do hide_program "$folder" docker; done
}
hide_program() {
  local folder=$1 program=$2
  mkdir -p "/mnt/real$folder" "/mnt/without$folder"
  mount --bind "$folder" "/mnt/real$folder"
  cp -as "/mnt/real$folder/." "/mnt/without$folder/"
  rm -f "/mnt/without$folder/$program"
  mount --bind "/mnt/without$folder" "$folder"
}
# A systemd that is booted and says this of one unit; the others are loaded and inactive.
# Arguments: UNIT LOADSTATE ACTIVESTATE RESULT [EXECSTART]
systemd_says() {
  mkdir -p /run/systemd/system /mnt/systemd
  cat >/mnt/systemd/systemctl <<END
#!/bin/sh
for unit in docker.service docker.socket containerd.service; do
  if [ \$unit = $1 ]; then
    printf 'Id=%s\nLoadState=%s\nUnitFileState=enabled\nActiveState=%s\nSubState=dead\nResult=%s\nExecMainStatus=1\nExecStart=%s\n\n' \$unit $2 $3 $4 '${5:-}'
  else
    printf 'Id=%s\nLoadState=loaded\nUnitFileState=enabled\nActiveState=inactive\nSubState=dead\nResult=success\nExecMainStatus=0\n\n' \$unit
  fi
done
END
  chmod -R a+rx /mnt/systemd
  cp /mnt/systemd/systemctl /mnt/systemd-bin 2>/dev/null || true
  hide_program /usr/bin systemctl
  cp /mnt/systemd/systemctl /usr/bin/systemctl
}
# And a journal that has these lines, one each.
journal_says() {
  printf '%s\n' "$@" >/mnt/systemd/journal
  printf '#!/bin/sh\nexec cat /mnt/systemd/journal\n' >/mnt/systemd/journalctl
  chmod -R a+rx /mnt/systemd
  cp /mnt/systemd/journalctl /usr/bin/journalctl
}
hide_kvm() {
  mkdir -p /mnt/dev
  [ -e /dev/kvm ] || return 0
  mount --bind /dev /mnt/dev
  mount -t tmpfs -o mode=755 tmpfs /dev
  for name in null zero full random urandom tty fd stdin stdout stderr; do
    if [ -c /mnt/dev/$name ]; then touch /dev/$name; mount --bind /mnt/dev/$name /dev/$name; else cp -P /mnt/dev/$name /dev/$name; fi
  done
}
# An engine of another generation, with its own containerd, runc and client, in place of the machine's.
# Its C library comes along: programs built against an older one run with it too.
generation() {
  local root=/var/cache/docker-doctor/engines/$1
  [ -x "$root/usr/sbin/dockerd" ] || { echo "world: no engine of $1: run test/real/engines.sh" >&2; return 1; }
  mkdir -p /mnt/generation/upper /mnt/generation/work
  mount -t overlay overlay -o "lowerdir=$root/usr:/usr,upperdir=/mnt/generation/upper,workdir=/mnt/generation/work" /usr
}
# Where /dev/net/tun is for root alone (udev opens it elsewhere), this world gets one of its own.
tun() {
  [ "$(stat -c %a /dev/net/tun)" = 666 ] && return 0
  mknod -m 666 /mnt/tun c 10 200
  mount --bind /mnt/tun /dev/net/tun
}
# A real rootless engine of dev.
start_rootless() {
  tun
  setpriv --reuid=1501 --regid=1501 --clear-groups env HOME=/home/dev USER=dev XDG_RUNTIME_DIR=/run/user/1501 \
    PATH=/usr/sbin:/usr/bin:/sbin:/bin DOCKERD_ROOTLESS_ROOTLESSKIT_NET=slirp4netns DOCKERD_ROOTLESS_ROOTLESSKIT_MTU=1500 \
    sh /usr/share/docker.io/contrib/dockerd-rootless.sh --storage-driver vfs --iptables=false --bridge none >>/mnt/work/dockerd.log 2>&1 &
  await answers /run/user/1501/docker.sock
}
# An image of nothing but names: the programs of this machine are mounted into its containers.
tiny_image() {
  mkdir -p /mnt/image/etc /mnt/image/tmp /mnt/image/root /mnt/empty
  ln -s usr/bin /mnt/image/bin; ln -s usr/sbin /mnt/image/sbin; ln -s usr/lib /mnt/image/lib; ln -s usr/lib64 /mnt/image/lib64
  ln -s /usr/bin/sleep /mnt/image/sleep
  cp /etc/passwd /etc/group /etc/os-release /mnt/image/etc/
  sed -i '/^docker:/d' /mnt/image/etc/group
  printf 'docker:x:1777:dev\n' >>/mnt/image/etc/group
  tar -C /mnt/image -c . | docker import - tiny >/dev/null
}
# Arguments: options of docker run, --, the command line
in_container() {
  local options=()
  while [ "$1" != -- ]; do options+=("$1"); shift; done
  shift
  docker run --rm --network none -v /usr:/usr:ro -v /opt/doctor:/opt/doctor:ro -v /mnt/work/out:/mnt/work/out "${options[@]}" \
    tiny "$@"
}
# Runs a command line as a user of this world: root, dev, member (old session) or member-active.
as_user() {
  local who=$1
  shift
  case $who in
    root) (cd /root && HOME=/root USER=root bash -c "$*") ;;
    dev) (cd /home/dev && HOME=/home/dev USER=dev setpriv --reuid=1501 --regid=1501 --clear-groups bash -c "$*") ;;
    member) (cd /home/member && HOME=/home/member USER=member setpriv --reuid=1502 --regid=1502 --clear-groups bash -c "$*") ;;
    member-active) (cd /home/member && HOME=/home/member USER=member setpriv --reuid=1502 --regid=1502 --groups=1500 bash -c "$*") ;;
  esac
}
export -f in_container
doctor() { /opt/doctor/node /opt/doctor/dist/cli.js "$@"; }
# shellcheck disable=SC1090
source "$script"
