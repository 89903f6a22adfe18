import { startHref } from '#components/pairs/pair-href.ts';
import { Link } from '#components/ui/link.tsx';
import { formatSize } from '#lib/format/size.ts';
import type { NamedRow } from '#lib/migrations/bulk-queries.ts';
import type { RowReview } from '#lib/migrations/bulk-views.ts';

interface RowSizeProps {
  readonly row: Pick<NamedRow, 'line' | 'oldUser' | 'newUser'>;
  readonly review: RowReview;
}

/** What the old home held when it was last seen; where nobody looked, the way to a check of the pair, in a new tab. */
export function RowSize({ row: { line, oldUser, newUser }, review: { bucket, decidable, bytes } }: RowSizeProps) {
  if (bytes !== null) return <span className="ml-1 text-caption text-ink-3">{formatSize(bytes)}</span>;
  if (bucket !== 'ready' && !decidable) return null;
  return (
    <Link
      href={startHref(oldUser, newUser)}
      target="_blank"
      rel="noopener"
      className="link ml-1 text-caption"
      title="Opens the start form in a new tab: a check there tells the size."
    >
      Size not known
      <span className="sr-only">, line {line}: check it in a new tab</span>
    </Link>
  );
}
