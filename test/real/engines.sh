#!/usr/bin/env bash
# Engines and Composes of other generations for the lab, from Debian's other suites: unpacked into a cache folder, never
# installed.
# test/real/world.sh lays one over /usr in a world of its own (`generation trixie`).
set -euo pipefail
cache=${1:-/var/cache/docker-doctor/engines}
mkdir -p "$cache"
# Arguments: FOLDER in the cache, SUITE, a FILE that shows that it is there, PACKAGES
fetch() {
  local folder=$1 suite=$2 file=$3 packages=() name
  shift 3
  [ -e "$cache/$folder/$file" ] && return 0
  local work
  work=$(mktemp -d)
  mkdir -p "$work/lists/partial" "$work/archives/partial" "$work/debs"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian $suite main" >"$work/sources.list"
  local options=(-qq -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work" -o "Dir::Etc::sourcelist=$work/sources.list"
    -o Dir::Etc::sourceparts=/dev/null -o Dir::Etc::preferencesparts=/dev/null -o APT::Sandbox::User=root)
  for name in "$@"; do packages+=("$name/$suite"); done
  apt-get "${options[@]}" update && (cd "$work/debs" && apt-get "${options[@]}" download "${packages[@]}") || {
    rm -rf "$work"
    echo "engines.sh: $suite cannot be had" >&2
    return 1
  }
  for name in "$work"/debs/*.deb; do dpkg-deb -x "$name" "$work/root"; done
  # What the lab does not use is most of it.
  rm -rf "$work/root/usr/share/doc" "$work/root/usr/share/man" "$work/root/usr/share/locale" "$work/root/etc"
  rm -rf "${cache:?}/$folder"
  chmod 755 "$work/root"
  mv "$work/root" "$cache/$folder"
  rm -rf "$work"
}
failed=0
# 20.10.5, 26.1 and what is newest; a newer engine brings the C library that it was built against.
fetch bullseye bullseye usr/sbin/dockerd docker.io containerd runc || failed=1
fetch trixie trixie usr/sbin/dockerd docker.io docker-cli containerd runc libc6 || failed=1
fetch forky forky usr/sbin/dockerd docker.io docker-cli containerd runc libc6 || failed=1
# Compose 2.26 and 2.40, as plugins; not beside the engines, whose worlds have none.
plugin=usr/libexec/docker/cli-plugins/docker-compose
fetch compose-trixie trixie $plugin docker-compose || failed=1
fetch compose-forky forky $plugin docker-compose || failed=1
exit $failed
