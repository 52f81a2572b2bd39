# Helpers of faults-remote.ts, on top of world.sh: certificates, engines with TLS, sshd, registries, proxies.
# shellcheck shell=bash
certs=/mnt/certs
mkdir -p "$certs"
printf '127.0.0.1 localhost doctor-lab engine.lab\n127.0.0.1 registry.lab proxy.lab\n' >/etc/hosts

# Arguments: NAME of the authority
authority() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$certs/$1-key.pem" -out "$certs/$1.pem" \
    -subj "/O=Lab/CN=$1" -days 30 2>/dev/null
}
# Arguments: AUTHORITY FILE SUBJECT EXTENSIONS [START END]
certificate() {
  local ca=$1 file=$2 subject=$3 extensions=$4 start=${5:-20260101000000Z} end=${6:-20400101000000Z}
  [ -e "$certs/$ca.pem" ] || authority "$ca"
  local folder=$certs/ca-$ca
  mkdir -p "$folder"
  : >"$folder/index.txt"
  printf 'unique_subject = no\n' >"$folder/index.txt.attr"
  openssl rand -hex 8 >"$folder/serial"
  printf '[ca]\ndefault_ca=lab\n[lab]\ndatabase=%s/index.txt\nserial=%s/serial\nnew_certs_dir=%s\ndefault_md=sha256\npolicy=any\n[any]\ncommonName=supplied\norganizationName=optional\n' \
    "$folder" "$folder" "$folder" >"$folder/ca.cnf"
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$certs/$file-key.pem" -out "$folder/$file.csr" -subj "$subject" 2>/dev/null
  printf '%b' "$extensions" >"$folder/$file.ext"
  openssl ca -batch -notext -config "$folder/ca.cnf" -cert "$certs/$ca.pem" -keyfile "$certs/$ca-key.pem" -in "$folder/$file.csr" \
    -out "$certs/$file.pem" -extfile "$folder/$file.ext" -startdate "$start" -enddate "$end" 2>/dev/null
}
server_certificate() { certificate "${1:-lab}" server "/O=Lab/CN=engine" "subjectAltName=${2:-DNS:engine.lab,IP:127.0.0.1}\nextendedKeyUsage=serverAuth\n" "${@:3}"; }
client_certificate() { certificate "${1:-lab}" client "/O=Lab/CN=client" 'extendedKeyUsage=clientAuth\n' "${@:2}"; }
# The folder of DOCKER_CERT_PATH: ca.pem, cert.pem, key.pem. Argument: AUTHORITY that the client trusts
client_folder() {
  mkdir -p /mnt/client
  cp "$certs/${1:-lab}.pem" /mnt/client/ca.pem
  if [ -e "$certs/client.pem" ]; then
    cp "$certs/client.pem" /mnt/client/cert.pem
    cp "$certs/client-key.pem" /mnt/client/key.pem
  fi
  chmod a+rx /mnt /mnt/client
  chmod a+r /mnt/client/*
}
# A real engine with TLS on 2376 that wants client certificates of the authority 'lab' (and its socket, to be awaited).
start_tls_engine() {
  [ -e "$certs/lab.pem" ] || authority lab
  start_engine -H unix:///run/docker.sock -H tcp://127.0.0.1:2376 --tlsverify --tlscacert="$certs/lab.pem" \
    --tlscert="$certs/server.pem" --tlskey="$certs/server-key.pem" "$@"
}
# The same without the wish for client certificates.
start_tls_engine_for_all() {
  start_engine -H unix:///run/docker.sock -H tcp://127.0.0.1:2376 --tls --tlscert="$certs/server.pem" --tlskey="$certs/server-key.pem"
}
# The way to the machine's own engine is closed, so that the other one is the only one.
hide_socket() { chmod 000 /run/docker.sock; mv /run/docker.sock /run/engine.sock; }

# sshd on port 2222 of loopback, for keys alone; dev comes in with the key of the user named.
start_sshd() {
  local user=$1 home
  home=$(getent passwd "$user" | cut -d: -f6)
  mkdir -p /run/sshd /mnt/sshd "$home/.ssh"
  ssh-keygen -q -t ed25519 -N '' -f /mnt/sshd/host
  ssh-keygen -q -t ed25519 -N '' -f "$home/.ssh/id_ed25519"
  sed -i 's/^dev:[^:]*:/dev:*:/' /etc/shadow
  mkdir -p /home/dev/.ssh
  cp "$home/.ssh/id_ed25519.pub" /mnt/sshd/authorized
  chmod 644 /mnt/sshd/authorized
  printf '[127.0.0.1]:2222 %s\n' "$(cut -d' ' -f1,2 /mnt/sshd/host.pub)" >"$home/.ssh/known_hosts"
  chmod 700 "$home/.ssh"
  chown -R "$user" "$home/.ssh"
  cat >/mnt/sshd/config <<END
ListenAddress 127.0.0.1
Port 2222
HostKey /mnt/sshd/host
AuthorizedKeysFile /mnt/sshd/authorized
StrictModes no
UsePAM no
PasswordAuthentication no
PidFile none
PermitRootLogin no
${SSHD_EXTRA:-}
SetEnv PATH=${SSHD_PATH:-/usr/local/bin:/usr/bin:/bin}
END
  /usr/sbin/sshd -f /mnt/sshd/config -E /mnt/sshd/log
  await bash -c '</dev/tcp/127.0.0.1/2222'
}
# dev may use the engine: what an ssh login needs on the other side.
dev_may_use_docker() { sed -i 's/^docker:x:1500:member$/docker:x:1500:member,dev/' /etc/group; }

# A way out of this world that leads nowhere: a machine that is on a network.
give_route() {
  ip link add out type veth peer name nowhere
  ip addr add 198.51.100.2/24 dev out
  ip link set out up
  ip link set nowhere up
  ip route add default via 198.51.100.1
  # The gateway is there, and keeps what it gets.
  ip neigh add 198.51.100.1 lladdr 02:00:00:00:00:01 dev out
}
# Debian's docker-registry. Arguments: PORT [LINES of its configuration]
start_registry() {
  local port=$1 lines=${2:-}
  mkdir -p "/mnt/registry-$port/data"
  printf 'version: 0.1\nstorage:\n  filesystem:\n    rootdirectory: /mnt/registry-%s/data\nhttp:\n  addr: 127.0.0.1:%s\n  secret: lab\n%b' \
    "$port" "$port" "$lines" >"/mnt/registry-$port/config.yml"
  docker-registry serve "/mnt/registry-$port/config.yml" >"/mnt/registry-$port/log" 2>&1 &
  await bash -c "</dev/tcp/127.0.0.1/$port"
}
registry_certificate() { certificate "$1" registry "/O=Lab/CN=registry" 'subjectAltName=DNS:registry.lab,DNS:registry-1.docker.io,DNS:auth.docker.io\nextendedKeyUsage=serverAuth\n' "${@:2}"; }
registry_tls='  tls:\n    certificate: /mnt/certs/registry.pem\n    key: /mnt/certs/registry-key.pem\n'
# Docker Hub, played by Debian's registry with a certificate that this world's system trusts.
start_hub() {
  registry_certificate hub
  if [ "${1:-trusted}" = trusted ]; then
    cp "$certs/hub.pem" /usr/local/share/ca-certificates/hub.crt 2>/dev/null || true
    cat "$certs/hub.pem" >>/etc/ssl/certs/ca-certificates.crt
  fi
  printf '127.0.0.1 registry-1.docker.io auth.docker.io\n' >>/etc/hosts
  start_registry 443 "$registry_tls"
}
# Arguments: pass, deny or hang, PORT; or socks, PORT; or tls, PORT, CERTIFICATE, KEY
start_proxy() {
  python3 /mnt/work/proxy.py "$@" &
  await bash -c "</dev/tcp/127.0.0.1/${2:-3128}"
}
# A certificate of an authority that signed the authority's own: FILE-chain.pem holds both. Arguments: FILE
chained_certificate() {
  certificate lab middle "/O=Lab/CN=middle" 'basicConstraints=CA:TRUE\nkeyUsage=keyCertSign\n'
  server_certificate middle
  cat "$certs/server.pem" "$certs/middle.pem" >"$certs/$1"
}
# Context 'far' of a user, with the client's files, in force. Arguments: USER HOST [MORE]
tls_context() {
  as_user "$1" "docker context create far --docker 'host=$2,ca=/mnt/client/ca.pem,cert=/mnt/client/cert.pem,key=/mnt/client/key.pem${3:-}' && docker context use far" >/dev/null 2>&1
  store=$(getent passwd "${1%-active}" | cut -d: -f6)/.docker/contexts
  files=$(echo "$store"/tls/*/docker)
}
