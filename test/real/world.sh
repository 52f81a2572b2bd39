#!/usr/bin/env bash
# A private world for one fault: run by world.ts inside new mount, pid, network, uts and ipc namespaces.
# Nothing of it outlives the first process of its pid namespace.
# Arguments: WORK (a folder of this test) DIST (the built doctor) SCRIPT (what makes the fault).
set -euo pipefail
work=$1 dist=$2 script=$3
mount --make-rprivate /
hostname doctor-lab
node=$(readlink -f "$(command -v node)")
mkdir -p "$work/opt" "$work/etc"
cp "$node" "$work/opt/node"
cp -r "$dist" "$work/opt/dist"
chmod -R a+rX "$work/opt"
cp /etc/passwd /etc/group /etc/shadow "$work/etc/"
# dev is in no group; member is in the docker group of the user database.
printf 'dev:x:1501:1501::/home/dev:/bin/bash\nmember:x:1502:1502::/home/member:/bin/bash\n' >>"$work/etc/passwd"
printf 'dev:x:1501:\nmember:x:1502:\n' >>"$work/etc/group"
sed -i '/^docker:/d' "$work/etc/group"
printf 'docker:x:1500:member\n' >>"$work/etc/group"
for file in passwd group shadow; do mount --bind "$work/etc/$file" "/etc/$file"; done
mkdir -p /etc/docker /var/lib/docker
for folder in /run /var/lib/docker /etc/docker /root /home /mnt /opt; do
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
doctor() { /opt/doctor/node /opt/doctor/dist/cli.js "$@"; }
# shellcheck disable=SC1090
source "$script"
