const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** 1536 MB reads as '1.5 GB' (powers of 1024, as `df -h` counts). */
export function sizeText(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1024 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 1024 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : Math.round(value * 10) / 10} ${UNITS[power]}`;
}
