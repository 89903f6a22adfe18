import type { Amount } from '#lib/format/size.ts';
import { formatExactSize, splitProgress, splitRate, splitSize } from '#lib/format/size.ts';

interface NumberWithUnitProps extends Amount {
  /** The number in full, on hover. */
  readonly exact?: string;
  readonly className?: string;
}

/** A number and, quieter, its unit. */
export function NumberWithUnit({ value, unit, exact, className = '' }: NumberWithUnitProps) {
  return (
    <span className={`whitespace-nowrap ${className}`} {...(exact && { title: exact })}>
      {value} <span className="text-ink-3">{unit}</span>
    </span>
  );
}

/** Bytes as a size; null is "not known", zero is "nothing". */
export function Size({ bytes, className = '' }: { readonly bytes: number | null; readonly className?: string }) {
  if (bytes === null) return <span className={`text-ink-3 ${className}`}>not known</span>;
  if (bytes === 0) return <span className={`text-ink-3 ${className}`}>nothing</span>;
  return <NumberWithUnit {...splitSize(bytes)} exact={formatExactSize(bytes)} className={className} />;
}

interface SizeOfProps {
  readonly done: number;
  readonly total: number;
  readonly className?: string;
}

/** "41.2 of 58.0 GiB", both in the unit of the second. */
export function SizeOf({ done, total, className = '' }: SizeOfProps) {
  const exact = `${formatExactSize(done)} of ${formatExactSize(total)}`;
  return <NumberWithUnit {...splitProgress(done, total)} exact={exact} className={className} />;
}

/** "118 MiB/s". */
export function Rate({ bytesPerSecond }: { readonly bytesPerSecond: number }) {
  return <NumberWithUnit {...splitRate(bytesPerSecond)} exact={`${formatExactSize(bytesPerSecond)} a second`} />;
}
