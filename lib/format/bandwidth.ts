const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1000, M: 1000 ** 2, G: 1000 ** 3 };
/** The migrator keeps to no slower one. */
export const LEAST_BANDWIDTH = 100_000;
export const BANDWIDTH_RULE = 'write bytes a second, 100K at least, such as 500K, 50M or 1G';

/** The shortest text that `parseBandwidth` reads as this rate. */
export function formatBandwidth(rate: number): string {
  const unit = ['G', 'M', 'K'].find((each) => rate % (UNITS[each] ?? 1) === 0) ?? '';
  return `${rate / (UNITS[unit] ?? 1)}${unit}`;
}

/** Bytes a second in a text such as `500K`, `50M` or `1G` (powers of 1,000); undefined for what is none or too slow. */
export function parseBandwidth(text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d{1,12})([KMG]?)$/.exec(text) ?? [];
  const rate = Number(digits) * (UNITS[unit] ?? 1);
  return rate >= LEAST_BANDWIDTH ? rate : undefined;
}
