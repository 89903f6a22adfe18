const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** A number apart from its unit, so that the unit can be set quieter. */
export interface Amount {
  readonly value: string;
  readonly unit: string;
}

/** The power of 1,024 that suits a number of bytes; what would round to 1,024 takes the next one. */
function powerOf(bytes: number): number {
  let power = 0;
  for (let left = bytes; left >= 1023.95 && power < UNITS.length - 1; left /= 1024) power += 1;
  return power;
}

const scaled = (bytes: number, power: number): string =>
  power === 0 ? groupDigits(bytes) : (bytes / 1024 ** power).toFixed(1);

/** Digits in groups of three: `301,877`. */
export const groupDigits = (value: number): string => String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** Bytes as a number and a binary unit: `41.2` `GiB`. */
export function splitSize(bytes: number): Amount {
  const power = powerOf(bytes);
  return { value: scaled(bytes, power), unit: bytes === 1 ? 'byte' : (UNITS[power] ?? 'bytes') };
}

/** `41.2 GiB`. */
export function formatSize(bytes: number): string {
  const { value, unit } = splitSize(bytes);
  return `${value} ${unit}`;
}

/** `9,100 files`. */
export const formatFiles = (files: number): string => `${groupDigits(files)} ${files === 1 ? 'file' : 'files'}`;

/** `9,100 files, 44.0 GiB`. */
export const formatAmount = ({ files, bytes }: { readonly files: number; readonly bytes: number }): string =>
  `${formatFiles(files)}, ${formatSize(bytes)}`;

/** Two sizes in the unit of the second: `41.2 of 58.0` `GiB`. */
export function splitProgress(done: number, total: number): Amount {
  const power = powerOf(total);
  return { value: `${scaled(done, power)} of ${scaled(total, power)}`, unit: UNITS[power] ?? 'bytes' };
}

/** Bytes a second as a number and a unit: `118` `MiB/s`. */
export function splitRate(bytesPerSecond: number): Amount {
  const power = Math.max(1, powerOf(bytesPerSecond));
  const value = bytesPerSecond / 1024 ** power;
  return { value: value >= 100 ? String(Math.round(value)) : value.toFixed(1), unit: `${UNITS[power]}/s` };
}

/** `118 MiB/s`. */
export function formatRate(bytesPerSecond: number): string {
  const { value, unit } = splitRate(bytesPerSecond);
  return `${value} ${unit}`;
}

/** A size in full, for a hover: `44,238,512,332 bytes`. */
export const formatExactSize = (bytes: number): string => `${groupDigits(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`;

/** Whole percent, 100 only when all is done, null where nothing is to do. */
export function percentOf(done: number, total: number): number | null {
  if (total <= 0) return null;
  return done >= total ? 100 : Math.min(99, Math.floor((done / total) * 100));
}
