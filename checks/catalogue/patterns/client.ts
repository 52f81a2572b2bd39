/** The docker command, its plugins, and how it was installed. */
import type { PatternTable } from '../../../src/explain/pattern.ts';

export const clientPatterns: PatternTable = {
  'client.missing': {
    defaults: { command: 'docker' },
    patterns: [
      { match: /\bdocker: (?:command )?not found\b/, also: ['client.not-on-path', 'client.broken'] },
      { match: /command not found: docker$/, also: ['client.not-on-path', 'client.broken'] },
      { match: /\bcommand 'docker' not found\b/, also: ['client.not-on-path'] },
      { match: /unknown command: docker$/, confidence: 0.7, also: ['client.not-on-path'] },
      {
        match: /"docker": executable file not found in/,
        confidence: 0.8,
        also: ['client.not-on-path', 'container.no-socket'],
      },
      {
        match: /docker" \(in directory "[^"]{0,200}"\): (?:error=2|CreateProcess error=2)/,
        confidence: 0.8,
        also: ['client.not-on-path'],
      },
      {
        match: /No such file or directory: '?"?docker'?"?(?:$|[ :\])])/,
        confidence: 0.75,
        also: ['client.not-on-path'],
      },
      {
        match: /Docker (?:CLI |client |engine )?(?:is not|isn't|was not|could not be) (?:installed|found)\b/,
        confidence: 0.55,
        also: ['client.not-on-path', 'daemon.not-running'],
      },
      {
        match: /\bdocker (?:executable|binary|command|CLI) (?:was |is |could )?not (?:be )?found\b/,
        confidence: 0.6,
        also: ['client.not-on-path'],
      },
      {
        match:
          /(?:can't|cannot|could not|unable to) find (?:the )?docker(?:\.exe)? (?:executable|binary|command|cli)\b/,
        confidence: 0.6,
        also: ['client.not-on-path'],
      },
      {
        match: /\/(?:usr\/(?:local\/)?)?bin\/docker: No such file or directory/,
        confidence: 0.8,
        also: ['client.broken', 'client.not-on-path'],
      },
      // What shells say in other languages.
      {
        match:
          /\bdocker ?: (?:未找到命令|找不到指令|commande introuvable|Kommando nicht gefunden|Befehl nicht gefunden|orden no encontrada|no se encontró la orden|comando não encontrado|comando non trovato|コマンドが見つかりません|команда не найдена|nie znaleziono polecenia|명령을 찾을 수 없(?:음|습니다)|opdracht niet gevonden|komut (?:yok|bulunamadı)|příkaz nenalezen)/,
        confidence: 0.9,
        also: ['client.not-on-path'],
      },
    ],
  },
  'client.not-on-path': {
    title: 'Your shell does not find the docker command',
    summary:
      'The docker command was not found. If a Docker product is installed, its folder is not on PATH of the program that looked; otherwise it is not installed.',
    defaults: { folder: '/usr/local/bin', path: 'the folder of your Docker product' },
    patterns: [
      { match: /\[FAIL\] DD0013/, confidence: 0.85, also: ['client.missing'] },
      {
        match: /'docker(?:\.exe)?' is not recognized as an internal or external command/,
        also: ['client.missing'],
      },
      {
        match:
          /'docker(?:\.exe)?' (?:n'est pas reconnu|no se reconoce|não é reconhecido|non è riconosciuto|не является)/,
        also: ['client.missing'],
      },
      {
        match: /\bdocker" ?(?:ist entweder falsch geschrieben|non è riconosciuto)/,
        also: ['client.missing'],
      },
      { match: /term 'docker(?:\.exe)?' is not recognized/, also: ['client.missing'] },
      { match: /'docker' 不是内部或外部命令/, also: ['client.missing'] },
      { match: /\bdocker\S{0,10}:String\) \[\], CommandNotFoundException/, also: ['client.missing'] },
      { match: /spawn docker(?:\.exe)? ENOENT/, also: ['client.missing'] },
      { match: /unable to find docker executable on PATH/, confidence: 0.95, also: ['client.missing'] },
      {
        match: /'docker' not found (?:on|in) (?:the )?\$?PATH/,
        confidence: 0.75,
        systems: ['linux', 'macos', 'windows'],
        also: ['client.missing', 'desktop.wsl-integration'],
      },
      { match: /^docker command not found/, confidence: 0.8, also: ['client.missing'] },
      {
        match:
          /(?<![\w./-])docker(?:\.exe)?(?![\w.-]).{0,30} (?:is )?not (?:found )?(?:in|on) (?:your |the |%|\$)?PATH\b/,
        confidence: 0.65,
        also: ['client.missing'],
      },
    ],
  },
  'client.broken': {
    title: 'The docker command cannot run',
    summary: '{path} is there, but the system cannot start it: {reason}.',
    defaults: { path: 'the docker command', reason: 'it is damaged, or made for another machine' },
    patterns: [
      {
        match: /(?<path>\S{0,120}\bdocker): (?:cannot execute binary file|Exec format error)/,
        values: { reason: 'it is a program for another kind of machine' },
      },
      {
        match: /exec format error: (?<path>\S{0,120}\bdocker)\b/,
        values: { reason: 'it is a program for another kind of machine' },
      },
      {
        match: /exec: "com\.docker\.cli": executable file not found/,
        confidence: 0.95,
        values: { path: 'docker', reason: 'it hands over to com.docker.cli, which is gone' },
        also: ['install.conflict'],
      },
      {
        match: /(?<path>\/\S{0,120}bin\/docker(?:-compose)?): No such file or directory/,
        confidence: 0.82,
        values: { reason: 'the file that the shell remembers is gone' },
        also: ['client.not-on-path', 'client.missing'],
      },
      {
        match: /(?<path>\/\S{0,120}bin\/docker): Permission denied/,
        values: { reason: 'it is not executable' },
        also: ['security.selinux'],
      },
      {
        match:
          /bash: \/\S{0,60}\/docker-compose: (?:No such file or directory|No existe el (?:archivo|fichero) o el directorio|Datei oder Verzeichnis nicht gefunden|Aucun fichier ou dossier de ce (?:type|nom)|没有那个文件或目录|Arquivo ou diretório (?:não encontrado|inexistente)|File o directory non esistente|Нет такого файла или каталога|そのようなファイルやディレクトリはありません)/,
        confidence: 0.85,
        also: ['compose.missing', 'client.not-on-path'],
      },
    ],
  },
  'client.wrong-program': {
    title: 'The docker command is not Docker',
    summary: 'Another program answers to the name docker: {answer}.',
    defaults: { path: 'docker', answer: 'Podman' },
    patterns: [
      {
        match: /Emulate Docker CLI using podman/,
        confidence: 0.95,
        values: { answer: "Podman's imitation of it" },
      },
      {
        match: /Create \/etc\/containers\/nodocker to quiet msg/,
        confidence: 0.95,
        values: { answer: "Podman's imitation of it" },
      },
      {
        match: /See 'podman(?: \w{1,60})? --help'/,
        confidence: 0.85,
        values: { answer: 'Podman' },
        also: ['compose.missing'],
      },
      {
        match: /docker(?: --version| -v)\s{1,4}podman version (?<answer>[\d.]{1,80})/,
        values: { answer: 'Podman' },
      },
      { match: /Client: {1,8}Podman Engine/, confidence: 0.8, values: { answer: 'Podman' } },
      {
        match: /unrecognized command `?(?:docker|podman)(?:\.exe)? (?:buildx|context|compose)/,
        confidence: 0.8,
        values: { answer: 'Podman' },
      },
    ],
  },
  'client.outdated': {
    title: 'The docker command is very old',
    summary: 'The message asks for a newer docker command.',
    patterns: [
      { match: /docker: 'context' is not a docker command/, confidence: 0.9 },
      {
        match: /unknown flag: --(?:platform|mount|secret|progress|ssh|gpus|pull|description)\b.{0,60}docker/,
        confidence: 0.6,
        also: ['buildx.missing'],
      },
      {
        match:
          /"--(?:platform|squash)" is only supported on a Docker daemon with experimental features enabled/,
        confidence: 0.8,
        also: ['engine.eol', 'buildx.missing'],
      },
    ],
  },
  'client.shadowed': {
    title: 'Another docker command is taken first',
    summary:
      'Several docker commands are on PATH, and the shell takes another than the one of the product in use.',
    defaults: { path: 'docker', version: '', other: '/usr/local/bin/docker', otherVersion: '' },
    patterns: [],
  },
  'engine.missing': {
    title: 'The docker command is here, but no engine',
    summary: 'The engine (dockerd) is not installed on this machine; the docker command alone runs nothing.',
    defaults: { path: 'docker' },
    patterns: [
      { match: /command not found: dockerd\b/, also: ['client.not-on-path'] },
      { match: /\bdockerd: (?:command )?not found/, also: ['client.not-on-path'] },
      {
        match: /(?:Unit|unit file) docker(?:\.service)? (?:could not be found|not found|does not exist)/,
        also: ['install.snap', 'rootless.not-running', 'install.conflict'],
      },
      {
        match:
          /Failed to (?:start|restart|enable|stop|unmask)(?: unit)?:? ?docker(?:\.service)?: Unit (?:file )?docker\.service (?:not found|does not exist)/,
        confidence: 0.95,
        also: ['install.snap', 'wsl.no-systemd'],
      },
      {
        match:
          /Failed to (?:start|restart|enable)(?: unit)?: Unit (?:file )?docker\.(?:service|socket) (?:not found|does not exist)/,
        confidence: 0.95,
        also: ['install.snap'],
      },
      { match: /\bdocker: unrecognized service/, confidence: 0.9, also: ['install.snap'] },
      { match: /rc-service: service `?docker' does not exist/, confidence: 0.9 },
      {
        match: /Unable to find application named 'Docker(?: Desktop)?'/,
        confidence: 0.85,
        systems: ['macos'],
      },
      { match: /Cannot find any service with service name 'docker'/, confidence: 0.85 },
      {
        match: /(?:Package|package) docker(?:-ce|-engine)? is not (?:installed|available)/,
        confidence: 0.7,
        also: ['install.repository'],
      },
    ],
  },
  'compose.missing': {
    title: '"docker compose" is not available',
    summary: 'The docker command has no Compose plugin that it could use.',
    defaults: { file: 'compose.yaml' },
    patterns: [
      {
        match: /docker: 'compose' is not a docker command/,
        confidence: 0.93,
        also: ['compose.legacy', 'plugin.broken'],
      },
      { match: /unknown command: docker compose\b/, confidence: 0.93, also: ['plugin.broken'] },
      { match: /'compose' is not a docker command/, confidence: 0.92, also: ['plugin.broken'] },
      {
        match: /unknown shorthand flag: '[fdp]' in -[fdp]\w?\b/,
        confidence: 0.85,
        also: ['client.wrong-program', 'plugin.broken'],
      },
      {
        match:
          /unknown flag: --(?:project-name|project-directory|env-file|profile|file|ansi|detach|remove-orphans|build)\b/,
        confidence: 0.6,
        context: true,
        also: ['buildx.missing', 'client.wrong-program'],
      },
      {
        match: /Unable to locate package docker-compose-(?:plugin|v2)/,
        confidence: 0.9,
        also: ['install.repository'],
      },
      {
        match: /No match for argument: docker-compose-plugin/,
        confidence: 0.9,
        also: ['install.repository'],
      },
      {
        match: /docker-compose: (?:command )?not found/,
        confidence: 0.8,
        also: ['compose.legacy', 'client.not-on-path'],
      },
      { match: /command not found: docker-compose/, confidence: 0.8, also: ['compose.legacy'] },
      { match: /'docker-compose' is not recognized/, confidence: 0.8, also: ['client.not-on-path'] },
      { match: /term 'docker-compose' is not recognized/, confidence: 0.8, also: ['client.not-on-path'] },
      { match: /spawn docker-compose ENOENT/, confidence: 0.8, also: ['compose.legacy'] },
      { match: /No such file or directory: '?docker-compose'?/, confidence: 0.75, also: ['compose.legacy'] },
      { match: /"docker-compose": executable file not found/, confidence: 0.8, also: ['compose.legacy'] },
      {
        match:
          /docker[ -]compose(?: v2| plugin)? (?:is not|isn't|was not|could not be) (?:installed|found|available)/,
        confidence: 0.75,
      },
      {
        match: /(?:requires|install|need) (?:the )?docker compose (?:plugin|v2|version 2)/,
        confidence: 0.5,
        context: true,
        also: ['compose.legacy'],
      },
      {
        match:
          /\bdocker-compose ?: (?:未找到命令|找不到指令|commande introuvable|Kommando nicht gefunden|Befehl nicht gefunden|orden no encontrada|no se encontró la orden|comando não encontrado|comando non trovato|コマンドが見つかりません|команда не найдена|nie znaleziono polecenia|명령을 찾을 수 없(?:음|습니다)|opdracht niet gevonden|komut (?:yok|bulunamadı)|příkaz nenalezen)/,
        confidence: 0.8,
        also: ['compose.legacy', 'client.not-on-path'],
      },
      // The 'Not Found' of a download that failed, run as a program.
      {
        match: /docker-compose:? (?:line )?\d{1,3}: [^\n]{0,80}Not: (?:command )?not found/,
        confidence: 0.92,
        also: ['plugin.broken', 'client.broken'],
      },
    ],
  },
  'compose.legacy': {
    title: 'The retired docker-compose v1 is in use',
    summary:
      'This is Compose v1 (a Python program), which ended in 2023 and fails with newer Python, requests or engines. The plugin "docker compose" takes its place.',
    defaults: { path: 'docker-compose' },
    patterns: [
      { match: /Not supported URL scheme http\+docker/, confidence: 0.9, also: ['version.library'] },
      { match: /\/compose\/cli\/main\.py/, confidence: 0.75, context: true },
      { match: /docker-compose==1\.\d+/, confidence: 0.7 },
      { match: /docker-compose version 1\.\d+/, confidence: 0.6, also: ['compose.missing'] },
      {
        match: /No module named '?(?:distutils|imp|six\.moves|ssl_match_hostname|backports)'?/,
        confidence: 0.6,
        context: true,
      },
      { match: /Failed to execute script '?docker-compose'?/, confidence: 0.7, also: ['daemon.not-running'] },
      { match: /ERROR: The Compose file '.{1,200}' is invalid because:/, confidence: 0.8 },
      { match: /Unsupported config option for services?\b/, confidence: 0.8 },
      {
        match:
          /Version in ".{1,200}" is unsupported\. You might be seeing this error because you're using the wrong Compose file version/,
        confidence: 0.9,
      },
      { match: /AttributeError: cython_sources|PyYAML.{0,80}docker-compose/, confidence: 0.85 },
      { match: /'ContainerConfig'$|KeyError: 'ContainerConfig'/, confidence: 0.92 },
      {
        match: /HTTPConnection\.request\(\) got an unexpected keyword argument 'chunked'/,
        confidence: 0.9,
        also: ['version.library'],
      },
      { match: /kwargs_from_env\(\) got an unexpected keyword argument 'ssl_version'/, confidence: 0.92 },
    ],
  },
  'buildx.missing': {
    title: 'buildx is missing or too old',
    summary: '{reason}. "docker build" needs it for BuildKit.',
    defaults: { reason: 'The docker command has no working buildx plugin' },
    patterns: [
      { match: /BuildKit is enabled but the buildx component is missing or broken/, confidence: 0.95 },
      { match: /docker: 'buildx' is not a docker command/, confidence: 0.93 },
      { match: /unknown command: docker buildx/, confidence: 0.93 },
      { match: /The legacy builder is deprecated and will be removed/, confidence: 0.6 },
      {
        match: /compose build requires buildx (?<needed>[\d.]{1,80}) or later/,
        confidence: 0.95,
        values: { reason: 'The buildx plugin is older than Compose needs' },
      },
      {
        match: /requires buildx (?:v?(?<needed>[\d.]{1,80}) )?(?:plugin|or later|to be installed)/,
        confidence: 0.9,
      },
      {
        match: /unknown flag: --(?:platform|load|push|cache-to|cache-from|provenance|output)\b/,
        confidence: 0.55,
        context: true,
        also: ['client.outdated', 'plugin.broken'],
      },
      {
        match: /the --mount option requires BuildKit/,
        confidence: 0.9,
        values: { reason: 'The old builder was used, which has no --mount' },
      },
      {
        match: /Docker Compose is configured to build using Bake, but buildx isn't installed/,
        confidence: 0.9,
      },
      {
        match: /Unable to locate package docker-buildx(?:-plugin)?/,
        confidence: 0.85,
        also: ['install.repository'],
      },
      { match: /Install the buildx component to build images with BuildKit/, confidence: 0.8 },
      {
        match:
          /buildx(?: plugin| component)? (?:is not|isn't|was not|could not be) (?:installed|found|available)/,
        confidence: 0.8,
      },
    ],
  },
  'buildx.driver': {
    patterns: [
      {
        match:
          /(?:multi-platform|multiple platforms|cache export|attestation)(?: build| feature| export)? is (?:currently )?not supported for (?:the )?docker driver/,
        confidence: 0.9,
        also: ['buildx.missing'],
      },
      {
        match: /docker exporter does not (?:currently )?support exporting (?:manifest lists|attestations)/,
        confidence: 0.85,
        also: ['buildx.missing'],
      },
    ],
  },
  'plugin.broken': {
    title: 'A CLI plugin does not work',
    summary: 'The docker command found a plugin that it cannot use: {path} ({reason}).',
    defaults: { name: 'compose', path: '~/.docker/cli-plugins', reason: 'it cannot be started' },
    patterns: [
      {
        match:
          /(?<name>[a-z][\w-]{0,30}) {1,20}failed to fetch metadata: fork\/exec (?<path>[^:\n]{1,200}): (?<reason>[\w .-]{3,60})/,
        confidence: 0.95,
      },
      { match: /failed to fetch metadata: (?<reason>[^\n]{3,120})/, confidence: 0.85, context: true },
      { match: /plugin "(?<path>[^"]{1,200})" is not valid: (?<reason>[^\n]{3,120})/, confidence: 0.93 },
      {
        match: /Plugin "(?<path>[^"]{1,200})" (?:is not valid|didn't match|failed)/,
        confidence: 0.8,
        context: true,
      },
      { match: /plugin candidate "(?<name>[^"]{1,60})" did not match/, confidence: 0.9 },
      { match: /Invalid Plugins:/, confidence: 0.8, context: true },
      {
        match:
          /(?<path>\S{0,120}cli-plugins\/docker-(?<name>[\w-]{1,80})): (?<reason>no such file or directory|permission denied|exec format error|cannot execute binary file)/,
        confidence: 0.9,
        also: ['compose.missing'],
      },
      {
        match: /exec: "(?<path>\S{0,120}cli-plugins\/docker-(?<name>[\w-]{1,80}))"?: (?<reason>[\w /]{3,60})/,
        confidence: 0.9,
      },
    ],
  },
  'install.conflict': {
    title: "Two kinds of Docker get in each other's way",
    summary: '{reason}.',
    defaults: { reason: 'Packages or files of one kind of Docker are in the way of another' },
    patterns: [
      {
        match: /Client: Docker Engine - Community[\s\S]{0,500}Server: Engine: Version:/,
        confidence: 0.5,
        values: { reason: "The client is Docker's own, the engine is that of another package" },
        also: ['install.snap', 'client.shadowed'],
      },
      {
        match: /containerd\.io(?:-\S{1,60}| : )\s?(?:conflicts with|Conflicts:) (?<other>[\w.-]{1,80})/,
        confidence: 0.95,
        values: { reason: 'The package containerd.io and packages of the distribution exclude each other' },
      },
      {
        match:
          /package (?<package>\S{1,80}) conflicts with (?:docker|containerd|runc|podman|podman-docker|buildah|moby-engine)\b/,
        confidence: 0.95,
        values: { reason: 'Packages of Docker and of the distribution exclude each other' },
      },
      {
        match: /conflicts with (?:docker|docker-ce|containerd\.io|runc) provided by (?<package>\S{1,120})/,
        confidence: 0.95,
        values: { reason: 'Packages of Docker and of the distribution exclude each other' },
      },
      {
        match:
          /(?:docker\.io|docker-ce|containerd\.io|docker-ce-cli|docker-buildx|docker-compose-v2) : (?:Conflicts|Breaks|Depends): (?:containerd|docker|runc)/,
        confidence: 0.93,
        values: { reason: 'Packages of Docker and of the distribution exclude each other' },
      },
      {
        match:
          /trying to overwrite '(?<path>[^']{0,120}docker[^']{0,60})', which is also in package (?<package>\S{1,120})/,
        confidence: 0.95,
        values: { reason: 'Two packages bring the same file' },
      },
      {
        match: /packages will be REMOVED:.{0,10}\s.{0,120}\b(?:docker-ce|containerd\.io)\b/,
        confidence: 0.85,
        values: { reason: "Installing the distribution's Docker removes Docker's own packages" },
        also: ['daemon.masked'],
      },
      {
        match: /problem with installed package (?:podman|buildah|podman-docker|runc)/,
        confidence: 0.9,
        values: { reason: 'Packages of Docker and of the distribution exclude each other' },
      },
      {
        match:
          /It seems there is already a(?:n App| Binary)? at '(?<path>[^']{0,160}\b(?:docker|Docker\.app|kubectl)[^']{0,80})'/,
        confidence: 0.95,
        values: { reason: 'Homebrew finds files of another installation of Docker' },
        also: ['client.shadowed'],
      },
      {
        match: /Could not symlink bin\/docker/,
        confidence: 0.9,
        values: { reason: 'Homebrew finds files of another installation of Docker' },
        also: ['client.shadowed'],
      },
      {
        match: /mkdir \/var\/run\/docker\/libcontainerd\/containerd\/\w{1,80}: file exists/,
        confidence: 0.9,
        values: { reason: 'Two engines share one run folder' },
        also: ['install.snap'],
      },
      {
        match: /symlink .{0,120} (?<path>\/usr\/(?:local\/)?bin\/docker(?:-compose)?): file exists/,
        confidence: 0.55,
        values: { reason: 'A file of another installation is in the way' },
      },
      {
        match:
          /file \/usr\/\S{0,80}docker\S{0,60} (?:from install of|conflicts between attempted installs of)/,
        confidence: 0.9,
        values: { reason: 'Two packages bring the same file' },
      },
    ],
  },
  'install.snap': {
    title: 'Docker is a snap, and a limit of snaps bites here',
    summary: '{reason}.',
    defaults: {
      reason:
        'The engine from the snap sees only a part of this system: home folders, no hidden folders, its own settings',
    },
    patterns: [
      {
        match:
          /error while creating mount source path '(?<path>[^']{1,200})': mkdir [^:]{1,200}: read-only file system/,
        confidence: 0.85,
        systems: ['linux'],
        values: { reason: 'The engine may not make that folder: a snap sees only home folders' },
        also: ['run.mount-denied'],
      },
      { match: /peer="snap\.docker\.dockerd"/, confidence: 0.96 },
      { match: /profile="snap\.docker\.\w{1,60}"/, confidence: 0.93 },
      {
        match: /snap\.docker\.dockerd(?:\.service)?: (?:Main process exited|Failed)/,
        confidence: 0.7,
        also: ['daemon.failed'],
      },
      {
        match: /cannot stop container: \S{1,80}: permission denied/,
        confidence: 0.85,
        systems: ['linux'],
        also: ['security.apparmor', 'install.conflict'],
      },
      // The name that the snap gives its Compose; it reads the user's home folder and nothing else.
      {
        match: /\bdocker\.compose [^\n]{0,80}\sERROR: [^\n]{0,20}IOError: \[Errno 13\] Permission denied/,
        confidence: 0.9,
      },
    ],
  },
  'install.repository': {
    title: "Docker's package repository does not serve this system",
    summary:
      'The package manager cannot use the repository at {found}. Installing and updating Docker fails.',
    defaults: {
      file: '/etc/apt/sources.list.d/docker.list',
      found: 'download.docker.com',
      expected: 'another release',
    },
    patterns: [
      {
        match:
          /repository 'https?:\/\/download\.docker\.com\/linux\/(?<found>[\w./-]{1,80} [\w.-]{1,80}) Release' does not have a Release file/,
        confidence: 0.96,
      },
      {
        match:
          /(?:Ign|Err):\d+ https?:\/\/download\.docker\.com\/linux\/(?<found>\S{1,120} [\w.-]{1,80}) (?:InRelease|Release)/,
        confidence: 0.85,
      },
      {
        match:
          /download\.docker\.com\/linux\/(?<found>[\w./-]{1,80})\S{0,60}(?: {1,4}|: )(?:404|HTTP Error 404|\[Errno 14\])/,
        confidence: 0.9,
      },
      {
        match: /Status code: 404 for https?:\/\/download\.docker\.com\/linux\/(?<found>[\w./-]{1,80})/,
        confidence: 0.96,
      },
      {
        match:
          /404 {1,2}Not Found.{0,80}download\.docker\.com|download\.docker\.com.{0,160}404 {1,2}Not Found/,
        confidence: 0.9,
      },
      {
        match: /GPG error: https?:\/\/download\.docker\.com\S{0,80} (?<found>\S{1,120}) InRelease/,
        confidence: 0.93,
      },
      {
        match:
          /repository 'https?:\/\/download\.docker\.com\S{0,80} (?<found>\S{1,120}) InRelease' is not signed/,
        confidence: 0.93,
      },
      {
        match: /NO_PUBKEY 7EA0A9C3F273FCD8/,
        confidence: 0.96,
        values: { found: 'download.docker.com (its signing key is missing)' },
      },
      {
        match:
          /Conflicting values set for option Signed-By regarding source https?:\/\/download\.docker\.com\S{0,80} (?<found>\S{1,120})/,
        confidence: 0.95,
      },
      {
        match: /Package '?docker-ce'? has no installation candidate/,
        confidence: 0.93,
        values: { found: 'download.docker.com' },
      },
      {
        match: /Unable to locate package (?:docker-ce|containerd\.io|docker-ce-cli)\b/,
        confidence: 0.92,
        values: { found: 'download.docker.com' },
      },
      {
        match: /No match for argument: (?:docker-ce|containerd\.io)|No package docker-ce available/,
        confidence: 0.92,
      },
      {
        match:
          /doesn't support architecture '(?<arch>\w{1,60})'.{0,60}download\.docker\.com|download\.docker\.com.{0,160}doesn't support architecture '(?<arch2>\w{1,60})'/,
        confidence: 0.93,
      },
      { match: /Failed to download metadata for repo 'docker-ce-stable'/, confidence: 0.93 },
      {
        match:
          /Either the release is not supported by get\.docker\.com|Unsupported distribution '(?<found>[^']{1,80})'/,
        confidence: 0.8,
        context: true,
        also: ['os.unsupported'],
      },
      {
        match:
          /^VERSION_CODENAME=(?:wilma|virginia|victoria|vera|vanessa|xia|zara|una|uma|ulyssa|ulyana|faye|elsie|kali-rolling|gigi|bookworm-mint)\b/,
        confidence: 0.6,
        values: { found: "the derivative's own code name" },
        also: ['os.unsupported'],
      },
      // One distribution's repository with the other's codename, whatever the language of the message.
      {
        match:
          /download\.docker\.com\/linux\/(?:ubuntu\/? (?:trixie|bookworm|bullseye|buster|stretch)|debian\/? (?:noble|jammy|focal|bionic|xenial|trusty|plucky|questing))\b/,
        confidence: 0.9,
      },
    ],
  },
  'install.leftover': {
    title: 'Remains of a retired product steer Docker wrongly',
    summary: '{reason}.',
    defaults: {
      reason: 'Settings of Docker Toolbox or docker-machine are still in force',
      path: '~/.docker/machine',
      variables: 'DOCKER_HOST',
    },
    patterns: [
      {
        match: /(?:tcp|https?):\/\/192\.168\.(?:99|59)\.10\d:237[56]/,
        confidence: 0.85,
        values: { reason: "192.168.99.100 is the address of Docker Toolbox's virtual machine" },
        also: ['env.docker-host', 'remote.timeout'],
      },
      {
        match: /dial tcp 192\.168\.(?:99|59)\.10\d:237[56]/,
        confidence: 0.88,
        values: { reason: "192.168.99.100 is the address of Docker Toolbox's virtual machine" },
        also: ['env.docker-host', 'remote.timeout'],
      },
      {
        match: /\bdocker-machine: (?:command )?not found|command not found: docker-machine/,
        confidence: 0.8,
        values: { reason: 'The shell profile still calls docker-machine' },
      },
      {
        match: /boot2docker shellinit|\.boot2docker\//,
        confidence: 0.75,
        values: { reason: 'Settings of boot2docker are still in force' },
        also: ['env.docker-host'],
      },
      {
        match: /\.carina\/clusters\/|libcarina|carinadevops|getcarina/,
        confidence: 0.85,
        values: { reason: 'DOCKER_HOST still names Carina, which was closed in 2017' },
        also: ['env.docker-host', 'env.tls'],
      },
      {
        match: /Installation corrupt.{0,60}dvm|dvm-helper.{0,40}not found/,
        confidence: 0.85,
        values: { reason: 'dvm, which is retired, puts an old docker command first' },
        also: ['client.shadowed'],
      },
      {
        match:
          /Error checking TLS connection: (?:Error checking and\/or regenerating the certs|Host is not running)/,
        confidence: 0.85,
      },
      { match: /Docker Toolbox|DOCKER_TOOLBOX_INSTALL_PATH/, confidence: 0.5 },
    ],
  },
  'os.unsupported': {
    title: 'This system is not supported by {product}',
    summary: '{reason}.',
    defaults: { product: 'Docker', reason: 'The installer refuses this version or edition of the system' },
    patterns: [
      {
        match:
          /You have macOS (?<version>[\d.]{1,80})\. The application requires macOS (?<needed>[\d.]{1,80})/,
        confidence: 0.95,
        values: { product: 'Docker Desktop', reason: 'Docker Desktop of this version needs a newer macOS' },
      },
      {
        match:
          /can't (?:be used|use this version of the application).{0,80}"?Docker(?: Desktop)?"?.{0,80}macOS/,
        confidence: 0.85,
        values: { product: 'Docker Desktop' },
      },
      {
        match: /Installation failed: one pre-?requisite is not full?filled/,
        confidence: 0.9,
        values: { product: 'Docker Desktop' },
        also: ['virt.hyperv-disabled', 'virt.firmware-disabled'],
      },
      {
        match: /Docker Desktop requires (?:a newer|Windows|macOS)[^\n]{0,100}/,
        confidence: 0.88,
        values: { product: 'Docker Desktop' },
        also: ['wsl.outdated'],
      },
      {
        match: /(?:incompatible|unsupported) version of (?:Windows|macOS)/,
        confidence: 0.8,
        context: true,
        values: { product: 'Docker Desktop' },
      },
      {
        match: /We've detected that you have an incompatible version of Windows/,
        confidence: 0.93,
        values: { product: 'Docker Desktop' },
      },
      {
        match: /ERROR: Unsupported (?:distribution|OS|operating system|architecture)/,
        confidence: 0.55,
        context: true,
        also: ['install.repository'],
      },
      {
        match:
          /end-of-life.{0,60}no longer (?:maintained|supported).{0,120}get\.docker\.com|This Linux distribution \((?<version>[^)]{1,80})\) reached end-of-life/,
        confidence: 0.9,
        values: { reason: 'This distribution is past its end of life' },
      },
      {
        match: /pre-re\w{4,12} is not[\s\S]{0,60}Docker (?:for Windows|Desktop) requires (?:Windows|macOS)/,
        confidence: 0.9,
      },
    ],
  },
};
