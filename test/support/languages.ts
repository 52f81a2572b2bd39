/**
 * What programs of Windows print in other languages, and in which bytes. Wordings as Windows and WSL have them
 * (docker/for-win and microsoft/WSL reports, Microsoft's own pages); what they leave alone stays as it is:
 * numbers, names, links, symbolic codes.
 */
import type { Recording } from '../../src/host/recording-file.ts';

/** English to that language, the longest first; a pattern where a part is kept. */
type Words = readonly (readonly [english: RegExp, local: string])[];

export interface Language {
  readonly name: string;
  /** Code page that console programs write to a pipe: the OEM one. */
  readonly codePage: CodePage;
  readonly words: Words;
}

export type CodePage = 'utf-8' | 'ibm850' | 'shift_jis' | 'gbk' | 'euc-kr' | 'ibm866';

const label = (english: string, local: string): readonly [RegExp, string] => [
  new RegExp(`^${english} *: *`, 'gm'),
  local,
];

interface Texts {
  readonly version: string;
  readonly kernel: string;
  readonly windows: string;
  readonly distribution: string;
  readonly default: string;
  readonly option: string;
  readonly rights: string;
  readonly usage: string;
  readonly noVirtualization: string;
  readonly noKernel: string;
  readonly noWsl: string;
  readonly bootStore: string;
  readonly denied: string;
  readonly notFound: string;
  readonly noService: string;
  readonly members: string;
  readonly done: string;
  readonly noGroup: string;
  readonly everyone: string;
  readonly administrators: string;
  readonly medium: string;
  readonly high: string;
  readonly state: string;
  readonly start: string;
  readonly noKey: string;
  readonly noMethod: string;
  /** What stands between thousands. */
  readonly thousands: string;
}

const wordsOf = (texts: Texts): Words => [
  label('WSL version', texts.version),
  label('Kernel version', texts.kernel),
  label('Windows version', texts.windows),
  label('Default Distribution', texts.distribution),
  label('Default Version', texts.default),
  [/Invalid command line option: ?/g, texts.option],
  [/All rights reserved\./g, texts.rights],
  [/Usage: wsl\.exe \[Argument\] \[Options\.\.\.\] \[CommandLine\]/g, texts.usage],
  [
    /WSL2 is unable to start since virtualization is not enabled on this machine\.\s+Please ensure[^.]*\.\s+For information please visit /g,
    texts.noVirtualization,
  ],
  [
    /The WSL 2 kernel file is not found\. To update or restore the kernel please run '(wsl(?:\.exe)? --update)'\./g,
    texts.noKernel,
  ],
  [/The Windows Subsystem for Linux is not installed\. You can install by running '(.*?)'\./g, texts.noWsl],
  [/The boot configuration data store could not be opened\./g, texts.bootStore],
  [/Access is denied\./g, texts.denied],
  [/The system cannot find the file specified\./g, texts.notFound],
  [/The specified service does not exist as an installed service\./g, texts.noService],
  [/^Members$/gm, texts.members],
  [/The command completed successfully\./g, texts.done],
  [/The specified local group does not exist\./g, texts.noGroup],
  [/"Everyone","Well-known group"/g, texts.everyone],
  [/"BUILTIN\\Administrators","Alias"/g, texts.administrators],
  [/"Mandatory Label\\Medium Mandatory Level","Label"/g, texts.medium],
  [/"Mandatory Label\\High Mandatory Level","Label"/g, texts.high],
  [/^ +STATE +:/gm, `        ${texts.state} :`],
  [/^ +START_TYPE +:/gm, `        ${texts.start} :`],
  [/ERROR: The system was unable to find the specified registry key or value\./g, texts.noKey],
  [
    /Cannot invoke method\. Method invocation is supported only on core types in this language mode\./g,
    texts.noMethod,
  ],
  [/(?<="\d+),(?=\d{3} K")/g, texts.thousands],
];

export const LANGUAGES: readonly Language[] = [
  {
    name: 'German',
    codePage: 'ibm850',
    words: wordsOf({
      version: 'WSL-Version: ',
      kernel: 'Kernelversion: ',
      windows: 'Windows-Version: ',
      distribution: 'Standarddistribution: ',
      default: 'Standardversion: ',
      option: 'Ungültige Befehlszeilenoption: ',
      rights: 'Alle Rechte vorbehalten.',
      usage: 'Syntax: wsl.exe [Argument] [Optionen...] [Befehlszeile]',
      noVirtualization:
        'WSL2 kann nicht gestartet werden, da die Virtualisierung auf diesem Computer nicht aktiviert ist.\nStellen Sie sicher, dass die optionale Komponente „Plattform für virtuelle Computer“ aktiviert ist.\n\nWeitere Informationen finden Sie unter ',
      noKernel: 'WSL 2-Kerneldatei nicht gefunden. Führen Sie „$1“ aus, um den Kernel zu aktualisieren.',
      noWsl:
        'Das Windows-Subsystem für Linux ist nicht installiert. Sie können es installieren, indem Sie „$1“ ausführen.',
      bootStore: 'Der Speicher für die Startkonfigurationsdaten konnte nicht geöffnet werden.',
      denied: 'Zugriff verweigert',
      notFound: 'Das System kann die angegebene Datei nicht finden.',
      noService: 'Der angegebene Dienst ist kein installierter Dienst.',
      members: 'Mitglieder',
      done: 'Der Befehl wurde erfolgreich ausgeführt.',
      noGroup: 'Die angegebene lokale Gruppe ist nicht vorhanden.',
      everyone: '"Jeder","Bekannte Gruppe"',
      administrators: '"VORDEFINIERT\\Administratoren","Alias"',
      medium: '"Verbindliche Beschriftung\\Mittlere Verbindlichkeitsstufe","Bezeichnung"',
      high: '"Verbindliche Beschriftung\\Hohe Verbindlichkeitsstufe","Bezeichnung"',
      state: 'STATUS            ',
      start: 'STARTTYP          ',
      noKey: 'FEHLER: Der angegebene Registrierungsschlüssel bzw. Wert wurde nicht gefunden.',
      noMethod:
        'Die Methode kann nicht aufgerufen werden. Der Methodenaufruf wird in diesem Sprachmodus nur für Kerntypen unterstützt.',
      thousands: '.',
    }),
  },
  {
    name: 'French',
    codePage: 'ibm850',
    words: wordsOf({
      version: 'Version WSL : ',
      kernel: 'Version du noyau : ',
      windows: 'Version de Windows : ',
      distribution: 'Distribution par défaut : ',
      default: 'Version par défaut : ',
      option: 'Option de ligne de commande non valide : ',
      rights: 'Tous droits réservés.',
      usage: 'Utilisation : wsl.exe [Argument] [Options...] [LigneCommande]',
      noVirtualization:
        'WSL2 ne peut pas démarrer, car la virtualisation n’est pas activée sur cet ordinateur.\nVérifiez que le composant facultatif « Plateforme de machine virtuelle » est activé.\n\nPour plus d’informations, visitez ',
      noKernel:
        'Le fichier du noyau WSL 2 est introuvable. Pour mettre à jour ou restaurer le noyau, exécutez « $1 ».',
      noWsl:
        "Le Sous-système Windows pour Linux n'est pas installé. Vous pouvez l’installer en exécutant « $1 ».",
      bootStore: 'Impossible d’ouvrir le magasin des données de configuration de démarrage.',
      denied: 'Accès refusé.',
      notFound: 'Le fichier spécifié est introuvable.',
      noService: 'Le service spécifié n’existe pas en tant que service installé.',
      members: 'Membres',
      done: 'La commande s’est terminée correctement.',
      noGroup: "Le groupe local spécifié n'existe pas.",
      everyone: '"Tout le monde","Groupe bien connu"',
      administrators: '"BUILTIN\\Administrateurs","Alias"',
      medium: '"Étiquette obligatoire\\Niveau obligatoire moyen","Nom"',
      high: '"Étiquette obligatoire\\Niveau obligatoire élevé","Nom"',
      state: 'STATE             ',
      start: 'START_TYPE        ',
      noKey: 'Erreur : le système n’a pas trouvé la clé ou la valeur de Registre spécifiée.',
      noMethod:
        'Impossible d’appeler une méthode. L’appel de méthode est pris en charge uniquement sur les types principaux dans ce mode de langage.',
      thousands: '\u00A0',
    }),
  },
  {
    name: 'Spanish',
    codePage: 'ibm850',
    words: wordsOf({
      version: 'Versión de WSL: ',
      kernel: 'Versión de kernel: ',
      windows: 'Versión de Windows: ',
      distribution: 'Distribución predeterminada: ',
      default: 'Versión predeterminada: ',
      option: 'Opción de línea de comandos no válida: ',
      rights: 'Todos los derechos reservados.',
      usage: 'Uso: wsl.exe [Argumento] [Opciones...] [LíneaComandos]',
      noVirtualization:
        'WSL2 no se puede iniciar porque la virtualización no está habilitada en esta máquina.\nAsegúrese de que el componente opcional "Plataforma de máquina virtual" está habilitado.\n\nPara obtener información, visite ',
      noKernel:
        'No se encuentra el archivo del kernel de WSL 2. Para actualizar o restaurar el kernel, ejecute "$1".',
      noWsl: 'El Subsistema de Windows para Linux no está instalado. Puede instalarlo ejecutando "$1".',
      bootStore: 'No se pudo abrir el almacén de datos de la configuración de arranque.',
      denied: 'Acceso denegado.',
      notFound: 'El sistema no puede encontrar el archivo especificado.',
      noService: 'El servicio especificado no existe como servicio instalado.',
      members: 'Miembros',
      done: 'Se ha completado el comando correctamente.',
      noGroup: 'El grupo local especificado no existe.',
      everyone: '"Todos","Grupo conocido"',
      administrators: '"BUILTIN\\Administradores","Alias"',
      medium: '"Etiqueta obligatoria\\Nivel obligatorio medio","Etiqueta"',
      high: '"Etiqueta obligatoria\\Nivel obligatorio alto","Etiqueta"',
      state: 'ESTADO            ',
      start: 'TIPO_INICIO       ',
      noKey: 'ERROR: el sistema no pudo encontrar la clave o el valor del Registro especificados.',
      noMethod:
        'No se puede invocar el método. Solo se admite la invocación de métodos en los tipos básicos en este modo de lenguaje.',
      thousands: '.',
    }),
  },
  {
    name: 'Portuguese',
    codePage: 'ibm850',
    words: wordsOf({
      version: 'Versão do WSL: ',
      kernel: 'Versão do kernel: ',
      windows: 'Versão do Windows: ',
      distribution: 'Distribuição Padrão: ',
      default: 'Versão Padrão: ',
      option: 'Opção de linha de comando inválida: ',
      rights: 'Todos os direitos reservados.',
      usage: 'Uso: wsl.exe [Argumento] [Opções...] [LinhaDeComando]',
      noVirtualization:
        'O WSL2 não pode ser iniciado porque a virtualização não está habilitada neste computador.\nVerifique se o componente opcional "Plataforma de Máquina Virtual" está habilitado.\n\nPara obter informações, visite ',
      noKernel:
        "O arquivo de kernel do WSL 2 não foi encontrado. Para atualizar ou restaurar o kernel, execute '$1'.",
      noWsl: "O Subsistema do Windows para Linux não está instalado. Você pode instalar executando '$1'.",
      bootStore: 'Não foi possível abrir o repositório de dados de configuração da inicialização.',
      denied: 'Acesso negado.',
      notFound: 'O sistema não pode encontrar o arquivo especificado.',
      noService: 'O serviço especificado não existe como serviço instalado.',
      members: 'Membros',
      done: 'Comando concluído com êxito.',
      noGroup: 'O grupo local especificado não existe.',
      everyone: '"Todos","Grupo bem conhecido"',
      administrators: '"BUILTIN\\Administradores","Alias"',
      medium: '"Rótulo obrigatório\\Nível obrigatório médio","Rótulo"',
      high: '"Rótulo obrigatório\\Nível obrigatório alto","Rótulo"',
      state: 'ESTADO            ',
      start: 'TIPO_DE_INÍCIO    ',
      noKey: 'ERRO: o sistema não pôde localizar a chave ou o valor do Registro especificado.',
      noMethod:
        'Não é possível invocar o método. A invocação de método tem suporte apenas em tipos de núcleo neste modo de linguagem.',
      thousands: '.',
    }),
  },
  {
    name: 'Japanese',
    codePage: 'shift_jis',
    words: wordsOf({
      version: 'WSL バージョン: ',
      kernel: 'カーネル バージョン: ',
      windows: 'Windows バージョン: ',
      distribution: '既定のディストリビューション: ',
      default: '既定のバージョン: ',
      option: '無効なコマンド ライン オプション: ',
      rights: 'All rights reserved.',
      usage: '使用法: wsl.exe [引数] [オプション...] [コマンドライン]',
      noVirtualization:
        'このマシンで仮想化が有効になっていないため、WSL2 を起動できません。\n"仮想マシン プラットフォーム" オプション コンポーネントが有効になっていることを確認してください。\n\n詳細については次を参照してください: ',
      noKernel:
        "WSL 2 カーネル ファイルが見つかりません。カーネルを更新または復元するには、'$1' を実行してください。",
      noWsl:
        "Linux 用 Windows サブシステムがインストールされていません。'$1' を実行するとインストールできます。",
      bootStore: 'ブート構成データ ストアを開けませんでした。',
      denied: 'アクセスが拒否されました。',
      notFound: '指定されたファイルが見つかりません。',
      noService: '指定されたサービスはインストールされたサービスとして存在しません。',
      members: 'メンバー',
      done: 'コマンドは正常に終了しました。',
      noGroup: '指定されたローカル グループは存在しません。',
      everyone: '"Everyone","よく知られたグループ"',
      administrators: '"BUILTIN\\Administrators","エイリアス"',
      medium: '"Mandatory Label\\Medium Mandatory Level","ラベル"',
      high: '"Mandatory Label\\High Mandatory Level","ラベル"',
      state: 'STATE             ',
      start: 'START_TYPE        ',
      noKey: 'エラー: 指定されたレジストリ キーまたは値が見つかりませんでした。',
      noMethod:
        'メソッドを呼び出せません。この言語モードでは、コア型でのみメソッドの呼び出しがサポートされます。',
      thousands: ',',
    }),
  },
  {
    name: 'Chinese',
    codePage: 'gbk',
    words: wordsOf({
      version: 'WSL 版本： ',
      kernel: '内核版本： ',
      windows: 'Windows 版本： ',
      distribution: '默认分发: ',
      default: '默认版本: ',
      option: '命令行选项无效: ',
      rights: '保留所有权利。',
      usage: '用法: wsl.exe [参数] [选项...] [命令行]',
      noVirtualization:
        '由于此计算机上未启用虚拟化，因此无法启动 WSL2。\n请确保已启用“虚拟机平台”可选组件，并在计算机的固件设置中启用虚拟化。\n\n有关信息，请访问 ',
      noKernel: '未找到 WSL 2 内核文件。若要更新或恢复内核，请运行“$1”。',
      noWsl: '适用于 Linux 的 Windows 子系统未安装。可通过运行“$1”进行安装。',
      bootStore: '无法打开启动配置数据存储。',
      denied: '拒绝访问。',
      notFound: '系统找不到指定的文件。',
      noService: '指定的服务未安装。',
      members: '成员',
      done: '命令成功完成。',
      noGroup: '指定的本地组不存在。',
      everyone: '"Everyone","已知组"',
      administrators: '"BUILTIN\\Administrators","别名"',
      medium: '"Mandatory Label\\Medium Mandatory Level","标签"',
      high: '"Mandatory Label\\High Mandatory Level","标签"',
      state: 'STATE             ',
      start: 'START_TYPE        ',
      noKey: '错误: 系统找不到指定的注册表项或值。',
      noMethod: '无法调用方法。在此语言模式下，仅核心类型支持方法调用。',
      thousands: ',',
    }),
  },
  {
    name: 'Korean',
    codePage: 'euc-kr',
    words: wordsOf({
      version: 'WSL 버전: ',
      kernel: '커널 버전: ',
      windows: 'Windows 버전: ',
      distribution: '기본 배포: ',
      default: '기본 버전: ',
      option: '잘못된 명령줄 옵션: ',
      rights: 'All rights reserved.',
      usage: '사용법: wsl.exe [인수] [옵션...] [명령줄]',
      noVirtualization:
        '이 컴퓨터에서 가상화를 사용하도록 설정하지 않았으므로 WSL2를 시작할 수 없습니다.\n"가상 머신 플랫폼" 선택적 구성 요소를 사용하도록 설정했는지 확인하세요.\n\n자세한 내용은 다음을 참조하세요. ',
      noKernel: "WSL 2 커널 파일을 찾을 수 없습니다. 커널을 업데이트하거나 복원하려면 '$1'를 실행하세요.",
      noWsl: "Linux용 Windows 하위 시스템이 설치되어 있지 않습니다. '$1'을 실행하여 설치할 수 있습니다.",
      bootStore: '부팅 구성 데이터 저장소를 열 수 없습니다.',
      denied: '액세스가 거부되었습니다.',
      notFound: '지정된 파일을 찾을 수 없습니다.',
      noService: '지정된 서비스를 설치된 서비스로 찾을 수 없습니다.',
      members: '구성원',
      done: '명령을 잘 실행했습니다.',
      noGroup: '지정된 로컬 그룹이 없습니다.',
      everyone: '"Everyone","잘 알려진 그룹"',
      administrators: '"BUILTIN\\Administrators","별칭"',
      medium: '"Mandatory Label\\Medium Mandatory Level","레이블"',
      high: '"Mandatory Label\\High Mandatory Level","레이블"',
      state: 'STATE             ',
      start: 'START_TYPE        ',
      noKey: '오류: 지정된 레지스트리 키 또는 값을 찾을 수 없습니다.',
      noMethod:
        '메서드를 호출할 수 없습니다. 이 언어 모드에서는 핵심 형식에 대해서만 메서드 호출이 지원됩니다.',
      thousands: ',',
    }),
  },
  {
    name: 'Russian',
    codePage: 'ibm866',
    words: wordsOf({
      version: 'Версия WSL: ',
      kernel: 'Версия ядра: ',
      windows: 'Версия Windows: ',
      distribution: 'Распределение по умолчанию: ',
      default: 'Версия по умолчанию: ',
      option: 'Недопустимый параметр командной строки: ',
      rights: 'Все права защищены.',
      usage: 'Использование: wsl.exe [аргумент] [параметры...] [командная_строка]',
      noVirtualization:
        'Не удается запустить WSL2, так как виртуализация не включена на этом компьютере.\nУбедитесь, что включен дополнительный компонент "Платформа виртуальной машины".\n\nДополнительные сведения см. на странице ',
      noKernel: 'Файл ядра WSL 2 не найден. Чтобы обновить или восстановить ядро, выполните команду "$1".',
      noWsl: 'Подсистема Windows для Linux не установлена. Ее можно установить, выполнив команду "$1".',
      bootStore: 'Не удается открыть хранилище данных конфигурации загрузки.',
      denied: 'Отказано в доступе.',
      notFound: 'Не удается найти указанный файл.',
      noService: 'Указанная служба не установлена.',
      members: 'Члены',
      done: 'Команда выполнена успешно.',
      noGroup: 'Указанная локальная группа не существует.',
      everyone: '"Все","Хорошо известная группа"',
      administrators: '"BUILTIN\\Администраторы","Псевдоним"',
      medium: '"Обязательная метка\\Средний обязательный уровень","Метка"',
      high: '"Обязательная метка\\Высокий обязательный уровень","Метка"',
      state: 'Состояние         ',
      start: 'Тип_запуска       ',
      noKey: 'ОШИБКА: не удается найти указанный раздел или параметр реестра.',
      noMethod:
        'Не удается вызвать метод. Вызов метода в этом языковом режиме поддерживается только для основных типов.',
      thousands: '\u00A0',
    }),
  },
];

/** Programs of Windows whose texts follow its language. docker.exe is English but for what Windows tells it. */
const LOCALISED =
  /\\(?:wsl|sc|net|whoami|tasklist|bcdedit|systeminfo|powershell|reg|docker(?:-credential-\w+)?)\.exe$/i;

export const localise = (text: string, { words }: Language): string =>
  words.reduce((so, [english, local]) => so.replace(english, local), text);

/** The bytes of a text in a code page; what it lacks becomes '?', as for Windows. */
export function encode(text: string, codePage: CodePage): Uint8Array {
  if (codePage === 'utf-8') return new TextEncoder().encode(text);
  const table = tableOf(codePage);
  return Uint8Array.from(
    [...text].flatMap((letter) =>
      (letter.codePointAt(0) ?? 0) < 128 ? [letter.charCodeAt(0)] : (table.get(letter) ?? [63]),
    ),
  );
}

/** Code page 850 is in no decoder of the web's; its upper half, from 0x80 on. */
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0';

const tables = new Map<CodePage, Map<string, number[]>>();
function tableOf(codePage: CodePage): Map<string, number[]> {
  const made = tables.get(codePage);
  if (made) return made;
  const table = new Map<string, number[]>();
  if (codePage === 'ibm850') {
    [...CP850].forEach((letter, index) => {
      table.set(letter, [128 + index]);
    });
  } else {
    const decoder = new TextDecoder(codePage, { fatal: true });
    const add = (bytes: number[]): void => {
      try {
        const letter = decoder.decode(Uint8Array.from(bytes));
        if ([...letter].length === 1 && !table.has(letter)) table.set(letter, bytes);
      } catch {
        // No letter has these bytes.
      }
    };
    for (let first = 128; first < 256; first += 1) {
      add([first]);
      if (codePage !== 'ibm866') for (let second = 64; second < 256; second += 1) add([first, second]);
    }
  }
  tables.set(codePage, table);
  return table;
}

export const utf16le = (text: string, mark = false): Uint8Array =>
  new Uint8Array(Buffer.from(`${mark ? '\uFEFF' : ''}${text}`, 'utf16le'));

export interface Translated {
  readonly recording: Recording;
  /** How many answers changed. */
  readonly changed: number;
}

/**
 * The same machine in another language. `bytes` gives what a program writes for a text, which is then read as the
 * host reads it; wsl.exe and the others write differently.
 */
export function translate(
  recording: Recording,
  language: Language,
  read: (text: string, program: 'wsl' | 'console') => string,
): Translated {
  let changed = 0;
  const answers = Object.entries(recording.answers).map(([key, answer]) => {
    const [name, question] = JSON.parse(key) as [string, { readonly file?: string }];
    const file = question.file ?? '';
    const value = answer.ok ? (answer.value as { stdout: string; stderr: string }) : null;
    if (name !== 'run' || !value || !LOCALISED.test(file)) return [key, answer] as const;
    const program = /\\wsl\.exe$/i.test(file) ? 'wsl' : 'console';
    // docker.exe and the JSON of PowerShell are UTF-8.
    const isUtf8 = /\\docker[\w-]*\.exe$/i.test(file) || /^\s*\{/.test(value.stdout);
    const other = (text: string): string => {
      const local = localise(text, language);
      return isUtf8 ? local : read(local, program);
    };
    const [stdout, stderr] = [other(value.stdout), other(value.stderr)];
    if (stdout !== value.stdout || stderr !== value.stderr) changed += 1;
    return [key, { ...answer, value: { ...value, stdout, stderr } }] as const;
  });
  return { recording: { ...recording, answers: Object.fromEntries(answers) } as Recording, changed };
}
