/** WSL, Hyper-V and virtualization. Codes decide: the words around them are translated. */
import type { PatternTable } from '../../../src/explain/pattern.ts';

export const windowsPatterns: PatternTable = {
  'virt.firmware-disabled': {
    title: 'Virtualization is off in the firmware (BIOS or UEFI)',
    summary:
      'The processor can run virtual machines, and the firmware has that switched off; or Windows was not restarted since it was switched on.',
    patterns: [
      {
        match: /virtualization is (?:enabled|turned on) in (?:the BIOS|your computer's firmware)/,
        confidence: 0.82,
        also: ['virt.vmp-disabled', 'virt.hypervisor-off', 'virt.reboot-pending'],
      },
      {
        match: /WSL2 is unable to start since virtualization is not enabled on this machine/,
        confidence: 0.9,
        also: ['virt.vmp-disabled', 'virt.hypervisor-off', 'virt.reboot-pending'],
      },
      {
        match: /Hardware assisted virtualization and data execution protection must be enabled in the BIOS/,
        confidence: 0.92,
        also: ['virt.hypervisor-off', 'virt.unsupported'],
      },
      {
        match: /(?:VT-x|AMD-V|SVM|Intel VT) (?:is |mode )?(?:not (?:available|enabled)|disabled)/,
        confidence: 0.82,
        context: true,
        also: ['virt.conflict', 'virt.unsupported'],
      },
      {
        match: /Virtualization (?:Enabled In Firmware: No|support not detected)/,
        confidence: 0.85,
        also: ['wsl.missing', 'virt.vmp-disabled', 'virt.unsupported'],
      },
      { match: /kvm: disabled by bios/, confidence: 0.95 },
      {
        match: /BIOS.{0,40}virtuali[sz]|virtuali[sz]\w{0,8} .{0,50}(?:BIOS|UEFI|firmware)(?!: Yes)/,
        confidence: 0.72,
        context: true,
        also: ['virt.vmp-disabled', 'virt.hypervisor-off', 'virt.unsupported'],
      },
      {
        match: /\[FAIL\] DD0002(?![^\n]{0,160}(?:failed to ping|querying |ipc\/))/,
        confidence: 0.8,
        also: ['virt.hypervisor-off'],
      },
      { match: /VERR_VMX_MSR_ALL_VMX_DISABLED|VERR_SVM_DISABLED/, confidence: 0.85, context: true },
    ],
  },
  'virt.unsupported': {
    title: 'This machine offers no virtualization',
    summary:
      'The processor, or the virtual machine that this system runs in, does not offer (nested) virtualization.',
    patterns: [
      {
        match: /Virtualization is not available on this hardware/,
        confidence: 0.9,
        also: ['virt.hv-unsupported'],
      },
      {
        match: /Docker requires a processor with virtualization capabilities/,
        confidence: 0.75,
        also: ['mac.wrong-arch', 'virt.firmware-disabled'],
      },
      {
        match:
          /nested virtuali[sz]ation.{0,60}(?:not (?:supported|enabled|available)|unsupported|disabled|must be)/,
        confidence: 0.88,
      },
      {
        match: /Aktivieren Sie bitte das Windows-Feature .{0,10}Virtual Machine Platform/,
        confidence: 0.6,
        also: ['virt.vmp-disabled', 'virt.firmware-disabled'],
      },
      {
        match: /This computer doesn't have VT-X\/AMD-v enabled/,
        confidence: 0.85,
        also: ['virt.firmware-disabled', 'virt.conflict'],
      },
      { match: /\[FAIL\] DD0018/, confidence: 0.65, also: ['virt.firmware-disabled', 'mac.wrong-arch'] },
      {
        match: /The virtual machine could not be started because a required feature is not installed/,
        confidence: 0.7,
        also: ['virt.vmp-disabled', 'virt.hypervisor-off', 'virt.firmware-disabled'],
      },
    ],
  },
  'virt.hypervisor-off': {
    title: 'The Windows hypervisor is not started at boot',
    summary:
      'The hypervisor does not run: it is switched off in the boot settings (hypervisorlaunchtype), its feature or the firmware is off, or Windows was not restarted.',
    patterns: [
      {
        match: /HCS_E_HYPERV_NOT_INSTALLED/,
        confidence: 0.85,
        also: ['virt.vmp-disabled', 'virt.firmware-disabled', 'virt.hyperv-device'],
      },
      {
        match: /0x80370102|No hypervisor is present on this system|0xc0351000/i,
        confidence: 0.85,
        also: ['virt.vmp-disabled', 'virt.firmware-disabled', 'virt.unsupported'],
      },
      {
        match: /Windows Hypervisor is not present/,
        confidence: 0.88,
        also: ['virt.firmware-disabled', 'virt.vmp-disabled', 'virt.hyperv-disabled'],
      },
      { match: /hypervisorlaunchtype {1,12}off/, confidence: 0.95 },
      {
        match: /(?:the )?hypervisor is not running/,
        confidence: 0.82,
        context: true,
        also: ['virt.firmware-disabled', 'virt.hyperv-disabled'],
      },
      {
        match: /could not be started because the hypervisor is not running/,
        confidence: 0.88,
        also: ['virt.hyperv-disabled', 'virt.firmware-disabled'],
      },
      // In every language: the virtual machine's name, then Hyper-V's.
      {
        match: /one of the Hyper-V components is not running/,
        confidence: 0.88,
        also: ['virt.firmware-disabled', 'virt.hyperv-disabled', 'virt.unsupported'],
      },
      {
        match:
          /(?:virtual|virtuelle|virtuell\w{0,3}|Computer) ["'](?:DockerDesktopVM|MobyLinuxVM)["'] (?!in )[^\n]{4,80} Hyper-V [^\n]{3,40}\.(?:\n|$)/,
        confidence: 0.8,
        also: ['virt.firmware-disabled', 'virt.hyperv-disabled', 'virt.hyperv-device'],
      },
    ],
  },
  'virt.hyperv-disabled': {
    title: 'The Windows feature Hyper-V is off',
    summary:
      'Docker Desktop is set to use Hyper-V (or Windows containers), and the feature is not switched on.',
    patterns: [
      {
        match:
          /Hyper-V (?:feature )?(?:is |are )?(?:not (?:enabled|installed|available|active)|disabled(?! in Windows Features)|must be enabled)|[Cc]annot enable (?:the )?Hyper-V (?:service|feature)/,
        confidence: 0.9,
        context: true,
        also: ['virt.hypervisor-off'],
      },
      {
        match:
          /Containers? (?:Windows )?feature (?:is |are )?(?:not enabled|disabled)|Hyper-V and Containers features are not enabled/,
        confidence: 0.92,
        context: true,
      },
      {
        match:
          /(?:Get-VM|New-VM|Start-VM|Get-VMSwitch|Stop-VM|Set-VM)\b.{0,80}(?:is not recognized|not found|CommandNotFound)/,
        confidence: 0.8,
        also: ['virt.hyperv-device'],
      },
      {
        match: /DockerDesktopVM.{0,120}(?:failed|unable|cannot|could not)/,
        confidence: 0.6,
        also: ['virt.hypervisor-off', 'virt.hyperv-device'],
      },
      // The module of its cmdlets comes with the feature; the words differ, the name in quotation marks does not.
      {
        match: /ErrorActionPreference[^\n]{0,300}(?:module|Modul|m[oó]dulo) [«"'“„] ?Hyper-V\b/,
        confidence: 0.92,
      },
    ],
  },
  'virt.vmp-disabled': {
    title: 'The Windows feature Virtual Machine Platform is off',
    summary: 'WSL 2 needs the Virtual Machine Platform, and Windows has it off (or half installed).',
    patterns: [
      {
        match: /HCS_E_SERVICE_NOT_AVAILABLE/,
        confidence: 0.9,
        also: ['virt.hyperv-disabled', 'wsl.service', 'virt.reboot-pending'],
      },
      {
        match: /Virtual Machine Platform (?:is )?not enabled/,
        confidence: 0.94,
        also: ['virt.reboot-pending'],
      },
      { match: /0x80370114/, confidence: 0.9, also: ['virt.hyperv-disabled'] },
      {
        match: /enable the "?Virtual Machine Platform"? (?:Windows feature|optional component)/,
        confidence: 0.8,
        also: ['virt.firmware-disabled', 'virt.hypervisor-off'],
      },
      {
        match:
          /(?:Windows-Feature|fonctionnalité|característica|recurso|funzionalità|Windows 功能|Windows の機能|Windows 기능).{0,20}["«„'"]?Virtual Machine Platform/,
        confidence: 0.62,
        also: ['virt.unsupported', 'virt.firmware-disabled'],
      },
      {
        match: /Virtual Machine Platform["”»]?.{0,60}(?:BIOS|firmware)/,
        confidence: 0.6,
        also: ['virt.firmware-disabled', 'virt.unsupported'],
      },
      { match: /VirtualMachinePlatform.{0,40}(?:Disabled|: Off)/, confidence: 0.88 },
      {
        match: /aka\.ms\/enablevirtualization|aka\.ms\/wsl2-install/,
        confidence: 0.75,
        also: ['virt.firmware-disabled', 'virt.hypervisor-off'],
      },
    ],
  },
  'virt.hyperv-device': {
    title: "The hypervisor's device or service fails",
    summary:
      'Windows cannot use its hypervisor: the device Hyper-V Virtualization Infrastructure Driver is disabled, or a Hyper-V service is broken.',
    patterns: [
      {
        match: /Wsl\/InstallDistro\/\S{0,80}HCS_E_HYPERV_NOT_INSTALLED/,
        confidence: 0.86,
        also: ['virt.hypervisor-off', 'virt.vmp-disabled', 'virt.conflict'],
      },
      {
        match:
          /(?:Hyper-V )?Virtual Machine Management service .{0,80}(?:not (?:running|found)|stopped|failed)/,
        confidence: 0.8,
        also: ['wsl.service'],
      },
      {
        match:
          /HCS_E_(?:TERMINATED\w{0,60}|UNEXPECTED_EXIT|CONNECTION_TIMEOUT|CONNECTION_CLOSED|INVALID_STATE)/,
        confidence: 0.75,
        also: ['wsl.distro-broken', 'virt.conflict'],
      },
      {
        match: /\bNew-Switch, </,
        confidence: 0.7,
        also: ['virt.hyperv-disabled', 'desktop.backend-crash'],
      },
    ],
  },
  'virt.reboot-pending': {
    title: 'Windows features wait for a restart',
    summary: 'A feature was switched on, and Windows has not been restarted since.',
    patterns: [
      {
        match:
          /(?:changes will not be effective until the system is rebooted|A restart is required|RestartNeeded {0,4}: True|Restart needed)/,
        confidence: 0.8,
        context: true,
      },
      {
        match:
          /(?:restart|reboot) (?:your (?:computer|PC|machine|system)|Windows|is required).{0,80}(?:WSL|Docker|Hyper-V|Virtual Machine|feature)/,
        confidence: 0.5,
      },
      { match: /0x80070bc2|ERROR_SUCCESS_REBOOT_REQUIRED|0x00000bc2/, confidence: 0.9 },
      {
        match:
          /The requested operation is successful\. Changes will not be effective until the system is rebooted/,
        confidence: 0.92,
      },
    ],
  },
  'virt.conflict': {
    title: 'Another program takes the virtualization away',
    summary: '{reason}.',
    defaults: {
      reason: 'Another hypervisor, an antivirus or a game protection holds what Docker needs',
      name: 'another program',
    },
    patterns: [
      { match: /HCS\/ERROR_NOT_SUPPORTED/, confidence: 0.9, also: ['virt.unsupported'] },
      {
        match: /VERR_NEM_VM_CREATE_FAILED|VERR_VMX_NO_VMX|VERR_NEM_NOT_AVAILABLE/,
        confidence: 0.88,
        context: true,
      },
      {
        match: /KVM_CREATE_VM.{0,60}Device or resource busy|ioctl\(KVM_CREATE_VM\) failed/,
        confidence: 0.92,
        values: { reason: 'Another hypervisor (such as VirtualBox) uses the processor' },
      },
      {
        match: /VirtualBox can't (?:operate in VMX root mode|enable the AMD-V extension)/,
        confidence: 0.9,
        values: { reason: 'VirtualBox and KVM cannot use the processor at the same time' },
      },
      {
        match: /hv_vm_create.{0,40}(?:0xfae94001|HV_ERROR|HV_BUSY|failed)/,
        confidence: 0.82,
        also: ['virt.hv-unsupported'],
      },
      {
        match: /VMware Workstation and (?:Device\/Credential Guard|Hyper-V) are not compatible/,
        confidence: 0.88,
        context: true,
      },
    ],
  },
  'virt.kvm-missing': {
    defaults: { reason: 'its module is not loaded, or virtualization is off' },
    patterns: [
      {
        match: /Could not access KVM kernel module: No such file or directory/,
        confidence: 0.94,
        also: ['virt.firmware-disabled', 'virt.unsupported'],
      },
      { match: /failed to initialize KVM: No such file/, confidence: 0.93, also: ['virt.firmware-disabled'] },
      {
        match: /\/dev\/kvm["']?:? .{0,30}(?:not found|no such file|does not exist|is missing|not available)/,
        confidence: 0.92,
        context: true,
        also: ['virt.firmware-disabled', 'virt.unsupported'],
      },
      {
        match: /modprobe: ERROR: could not insert 'kvm_(?:intel|amd)'/,
        confidence: 0.93,
        also: ['virt.firmware-disabled', 'virt.unsupported'],
      },
      {
        match:
          /KVM (?:is not available|acceleration can NOT be used|is not enabled|kernel module .{0,20}not)/,
        confidence: 0.85,
        context: true,
        also: ['virt.firmware-disabled'],
      },
    ],
  },
  'virt.kvm-permission': {
    patterns: [
      { match: /Could not access KVM kernel module: Permission denied/, confidence: 0.95 },
      { match: /failed to initialize KVM: Permission denied/, confidence: 0.94 },
      {
        match:
          /\/dev\/kvm["']?:? .{0,60}(?:permission denied|EACCES|not accessible|not (?:readable|writable))/,
        confidence: 0.93,
        context: true,
      },
      {
        match: /This user doesn't have permissions to use KVM \(\/dev\/kvm\)/,
        confidence: 0.93,
      },
    ],
  },
  'virt.hv-unsupported': {
    title: 'This Mac offers no virtualization',
    summary:
      "macOS's hypervisor is not available here: an old processor, or a virtual Mac without nested virtualization.",
    patterns: [
      { match: /HV_UNSUPPORTED/, confidence: 0.93, also: ['virt.unsupported'] },
      { match: /kern\.hv_support: 0/, confidence: 0.94, also: ['virt.unsupported'] },
      { match: /unknown oid 'kern\.hv_support'/, confidence: 0.8, also: ['virt.unsupported'] },
      {
        match: /invalid accelerator hvf|hvf.{0,20}(?:not supported|is not available)/,
        confidence: 0.82,
        also: ['virt.unsupported'],
      },
      {
        match: /processor not supported by Hypervisor\.framework|sysctl -a reports no hypervisor support/,
        confidence: 0.95,
        also: ['virt.unsupported'],
      },
    ],
  },
  'wsl.missing': {
    title: 'WSL is not installed',
    summary: 'Docker Desktop runs its engine in WSL 2, and the Windows Subsystem for Linux is not installed.',
    patterns: [
      { match: /WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED/, confidence: 0.94, also: ['virt.vmp-disabled'] },
      {
        match:
          /The Windows Subsystem for Linux (?:is not installed|has not been enabled|optional component is not enabled)/,
        confidence: 0.94,
        also: ['virt.vmp-disabled'],
      },
      {
        match: /requires the Windows Subsystem for Linux Optional Component/,
        confidence: 0.93,
        also: ['virt.vmp-disabled'],
      },
      { match: /\bwsl(?:\.exe)? is not installed/, confidence: 0.92 },
      { match: /'wsl(?:\.exe)?' is not recognized/, confidence: 0.9 },
      { match: /term 'wsl(?:\.exe)?' is not recognized/, confidence: 0.9 },
      { match: /0x8007019e/, confidence: 0.93 },
      {
        match: /wsl\.exe --install --no-distribution/,
        confidence: 0.5,
        also: ['virt.vmp-disabled', 'wsl.no-distro'],
      },
      { match: /\[FAIL\] DD002[14](?![^\n]{0,160}(?:failed to ping|querying |ipc\/))/, confidence: 0.85 },
      {
        match: /This update only applies to machines with the Windows Subsystem for Linux/,
        confidence: 0.95,
        also: ['wsl.kernel'],
      },
    ],
  },
  'wsl.outdated': {
    title: 'WSL is older than Docker Desktop needs',
    summary:
      'This WSL cannot be used (or cannot update itself): it is the old one that came with Windows, or an early version.',
    defaults: { version: 'an old one', needed: 'a newer one' },
    patterns: [
      { match: /wsl update failed/, confidence: 0.9, also: ['wsl.kernel', 'wsl.install-broken'] },
      { match: /--update --web-download (?:not supported|: )/, confidence: 0.94 },
      { match: /wsl\.exe --update --web-download: /, confidence: 0.9 },
      { match: /The WSL 2 kernel file is not found/, confidence: 0.88, also: ['wsl.kernel'] },
      {
        match:
          /Invalid command line (?:option|argument)[: ]{1,2}--(?:version|import-in-place|web-download|mount|vhd)/,
        confidence: 0.88,
      },
      { match: /Windows developer license or a sideloading-enabled system/, confidence: 0.8, context: true },
      // wsl.exe prints its help, in the language of Windows, where it does not know an option of today.
      {
        match: /running WSL command wsl\.exe [\s\S]{0,400}\bwsl\.exe \[Argument\w{0,2}\] \[/,
        confidence: 0.93,
      },
    ],
  },
  'wsl.kernel': {
    title: "WSL's kernel is missing or too old",
    summary: 'WSL 2 needs an update of its kernel before any distribution can start.',
    patterns: [
      { match: /aka\.ms\/wsl2kernel/, confidence: 0.93, also: ['wsl.outdated'] },
      {
        match: /WSL.?2 requires an update to its kernel component/,
        confidence: 0.94,
        also: ['wsl.outdated'],
      },
      {
        match: /(?:custom|WSL) kernel .{0,200}(?:not found|could not be found)/,
        confidence: 0.85,
        also: ['wsl.outdated'],
      },
      { match: /CreateVm\/(?:WSL_E_CUSTOM_KERNEL_NOT_FOUND|KernelNotFound|WSL_E_KERNEL)/, confidence: 0.93 },
      { match: /WSL_E_(?:CUSTOM_)?KERNEL\w{0,60}/, confidence: 0.92 },
      { match: /\bError: 0x1bc\b/, confidence: 0.9, also: ['wsl.outdated'] },
      {
        match: /WslKernelUpdateNotInstalledException/,
        confidence: 0.96,
        also: ['wsl.outdated'],
      },
    ],
  },
  'wsl.install-broken': {
    title: 'The WSL package itself is damaged',
    summary:
      'Every distribution fails in the same way: files of WSL itself are missing. Repair WSL; removing distributions would lose their data and heal nothing.',
    patterns: [
      {
        match: /CreateVm\/HCS\/ERROR_FILE_NOT_FOUND/,
        confidence: 0.92,
        also: ['wsl.distro-broken', 'wsl.outdated'],
      },
      { match: /WSL\\{1,2}system\.vhd/, confidence: 0.93, also: ['wsl.distro-broken'] },
      { match: /Wsl\/\S{0,80}REGDB_E_CLASSNOTREG/, confidence: 0.94 },
      { match: /Wsl\/CallMsi\/(?:Install\/)?ERROR_\w{1,60}/, confidence: 0.9, also: ['wsl.outdated'] },
      { match: /Wsl\/\S{0,60}0x80040154|Class not registered.{0,60}(?:wsl|lxss)/, confidence: 0.9 },
      { match: /Wsl\/(?:ERROR_FILE_NOT_FOUND|E_NOINTERFACE|0x8007007e|0x80070002)/, confidence: 0.85 },
      {
        match: /unexpected error was encountered while executing a WSL command/,
        confidence: 0.75,
        also: ['wsl.distro-broken', 'wsl.service', 'desktop.backend-crash'],
      },
    ],
  },
  'wsl.version1': {
    title: 'This distribution is WSL 1',
    summary: 'Docker needs WSL 2; this distribution still runs as WSL 1.',
    defaults: { distribution: 'this distribution' },
    patterns: [
      {
        match: /could not be found in this WSL 1 distro/,
        confidence: 0.94,
        also: ['desktop.wsl-integration', 'compose.missing'],
      },
      { match: /convert this distro to WSL 2/, confidence: 0.9, also: ['desktop.wsl-integration'] },
      { match: /-Microsoft #\d+-Microsoft|\b4\.4\.0-\d+-Microsoft\b/, confidence: 0.88 },
      {
        match: /NAME {1,20}STATE {1,20}VERSION\s\*? ?(?<distribution>[\w.-]{1,80}) {1,20}\S{1,20} {1,20}1\b/,
        confidence: 0.9,
      },
      { match: /WSL_E_WSL1_(?:NOT_SUPPORTED|DISABLED)/, confidence: 0.88 },
    ],
  },
  'wsl.no-distro': {
    title: 'There is no WSL distribution',
    summary: 'WSL is installed, and no distribution is.',
    patterns: [
      { match: /Windows Subsystem for Linux has no installed distributions/, confidence: 0.94 },
      { match: /WSL_E_DEFAULT_DISTRO_NOT_FOUND/, confidence: 0.93 },
      { match: /\[FAIL\] DD0025/, confidence: 0.85 },
    ],
  },
  'wsl.distro-broken': {
    title: "Docker's own WSL distribution does not start",
    summary: 'The distribution that holds the engine cannot be started: {reason}.',
    defaults: { reason: 'its registration or its disk is damaged', distribution: 'docker-desktop' },
    patterns: [
      {
        match: /listing WSL distros: running WSL command/,
        confidence: 0.85,
        values: { reason: 'WSL does not answer' },
        also: ['wsl.service', 'wsl.install-broken'],
      },
      {
        match: /running WSL command wsl\.exe [^\n]{1,200}: context deadline exceeded/,
        confidence: 0.82,
        values: { reason: 'WSL does not answer' },
        also: ['wsl.service', 'desktop.stuck'],
      },
      {
        match: /Failed to set (?:default )?version to docker-desktop/,
        confidence: 0.7,
        also: ['wsl.kernel', 'wsl.outdated', 'virt.vmp-disabled'],
      },
      {
        match: /Docker\.(?:Backend\.ContainerEngine\.WslEngine|ApiServices\.WSL2|Engines\.WSL2)\.\w{1,60}/,
        confidence: 0.55,
        also: ['wsl.service', 'wsl.kernel', 'desktop.backend-crash'],
      },
      {
        match: /wsl(?:\.exe)? exited with code -?\d+/,
        confidence: 0.6,
        also: ['wsl.install-broken', 'wsl.outdated'],
      },
      { match: /WSL_E_DISTRO_NOT_FOUND/, confidence: 0.82, also: ['wsl.missing'] },
      {
        match: /Failed to attach disk '(?<path>[^']{1,200})' to WSL2/,
        confidence: 0.92,
        values: { reason: 'its disk is not there' },
        also: ['wsl.install-broken'],
      },
      {
        match: /MountVhd\/HCS\/ERROR_(?:FILE_NOT_FOUND|PATH_NOT_FOUND|SHARING_VIOLATION)/,
        confidence: 0.85,
        also: ['wsl.install-broken'],
      },
      {
        match: /MountDisk\/HCS\/\w{1,60}|MountVhd\/\S{0,40}\w{1,60}/,
        confidence: 0.7,
        also: ['wsl.install-broken'],
      },
      {
        match:
          /ext4\.vhdx.{0,160}(?:system cannot find|could not be found|being used by another process|corrupt|ERROR_)/,
        confidence: 0.85,
        values: { reason: 'its disk cannot be used' },
      },
      { match: /WSL bootstrap script failed: exit status/, confidence: 0.88, also: ['wsl.missing'] },
      { match: /There is no distribution with the supplied name/, confidence: 0.85 },
      {
        match:
          /aucune distribution avec le nom fourni|Es ist keine Distribution mit dem angegebenen Namen|No hay ninguna distribución con el nombre/,
        confidence: 0.85,
      },
      {
        match: /(?:deploying|ensuring) (?:WSL2 distributions|main distro is deployed|data distro)/,
        confidence: 0.5,
        also: ['wsl.outdated', 'wsl.service', 'wsl.install-broken'],
      },
      {
        match: /provisioning docker WSL distros/,
        confidence: 0.5,
        also: ['wsl.outdated', 'wsl.install-broken'],
      },
      {
        match: /Failed to (?:deploy|start|terminate|import) distro ["']?docker-desktop/,
        confidence: 0.5,
        also: ['wsl.service', 'wsl.kernel', 'virt.vmp-disabled'],
      },
      { match: /WSL (?:2 )?distro(?:s)? terminated abruptly|WSL distro terminated/, confidence: 0.85 },
      {
        match:
          /Wsl\/Service\/CreateInstance\/(?:E_UNEXPECTED|E_FAIL|E_ACCESSDENIED|ERROR_\w{1,60}|0x\w{1,60})/,
        confidence: 0.78,
        also: ['wsl.install-broken'],
      },
      { match: /Wsl\/Service\/(?:E_UNEXPECTED|0x8000ffff)/, confidence: 0.78, also: ['wsl.install-broken'] },
      {
        match: /Wsl\/Service\/RegisterDistro\/(?:E_\w{1,60}|ERROR_\w{1,60}|0x\w{1,60})/,
        confidence: 0.75,
        also: ['wsl.install-broken'],
      },
      { match: /\[FAIL\] DD0029/, confidence: 0.85, values: { reason: 'its file system is damaged' } },
      {
        match: /CreateProcessParseCommon:\d{1,5}: getpwuid\(\d{1,6}\) failed/,
        confidence: 0.85,
        also: ['wsl.no-distro'],
      },
    ],
  },
  'wsl.service': {
    title: 'The WSL service is stopped or disabled',
    summary: 'Windows does not start the service that WSL needs (WSLService or LxssManager, vmcompute).',
    defaults: { service: 'WslService', state: 'stopped or disabled' },
    patterns: [
      { match: /Wsl\/\S{0,60}0x80070422/, confidence: 0.95, also: ['virt.conflict'] },
      { match: /0x80070422/, confidence: 0.85, context: true },
      {
        match: /WSL distro[^\n]{0,20}"The service cannot be started, either because it is disabled/,
        confidence: 0.95,
      },
      {
        match:
          /The service cannot be started, either because it is disabled or because it has no enabled devices/,
        confidence: 0.82,
        context: true,
      },
      {
        match:
          /O serviço não pode ser iniciado porque está desativado|Der Dienst kann nicht gestartet werden, da er deaktiviert|Le service ne peut pas être démarré parce qu'il est désactivé|No se puede iniciar el servicio porque está deshabilitado/,
        confidence: 0.85,
        context: true,
        also: ['virt.conflict'],
      },
      // WSL from the Store calls its service otherwise: the check fails where nothing is wrong (docker/for-win#13141).
      {
        match: /\[FAIL\] DD0026: [^\n]{0,80}service is not running/,
        confidence: 0.35,
        also: ['daemon.not-running'],
      },
      {
        match:
          /Cannot (?:find|start) (?:any )?service (?:with service name )?'?(?:LxssManager|WSLService|vmcompute)/,
        confidence: 0.9,
      },
      {
        match: /running WSL command wsl\.exe [^\n]{0,160}: context deadline exceeded/,
        confidence: 0.9,
        also: ['desktop.stuck', 'wsl.install-broken', 'wsl.distro-broken'],
      },
    ],
  },
  'wsl.no-systemd': {
    title: 'This distribution has no systemd to start Docker',
    summary: 'The distribution was not started with systemd, so systemctl cannot start the engine.',
    patterns: [
      {
        match: /System has not been booted with systemd as init system/,
        confidence: 0.92,
        context: true,
        also: ['client.wrong-program', 'daemon.not-running'],
      },
      {
        match:
          /System has not been booted with systemd as init system \(PID 1\)\. Can't operate\.[\s\S]{0,200}(?:docker|Host is down)/,
        confidence: 0.93,
        also: ['daemon.not-running'],
      },
      {
        match: /Failed to connect to bus: Host is down/,
        confidence: 0.85,
        also: ['daemon.not-running', 'rootless.env'],
      },
      {
        match: /"systemd" is not (?:running|PID 1|the init)|systemd is not running in this container/,
        confidence: 0.8,
        context: true,
      },
    ],
  },
};
