import { Icon } from '#components/ui/icon.tsx';
import { groupDigits } from '#lib/format/size.ts';
import { BUCKETS, type Bucket } from '#lib/migrations/bulk-views.ts';
import { BUCKET_LOOKS } from './bucket-look.ts';

export type Shown = Bucket | 'all';

interface BucketChipsProps {
  readonly shown: Shown;
  readonly counts: Readonly<Record<Shown, number>>;
  readonly onShow: (shown: Shown) => void;
}

/** What can be done with the rows, with how many; one of them narrows the list. An empty one is left out. */
export function BucketChips({ shown, counts, onShow }: BucketChipsProps) {
  const offered = (['all', ...BUCKETS] as const).filter((one) => one === 'all' || one === shown || counts[one] > 0);
  return (
    <fieldset className="flex flex-wrap gap-1.5 border-t border-line px-inset py-3">
      <legend className="sr-only">Rows to show</legend>
      {offered.map((one) => {
        const tone =
          one === shown ? 'border-ink bg-ink text-paper' : 'border-line bg-surface text-ink-2 hover:border-edge';
        return (
          <button
            key={one}
            type="button"
            aria-pressed={one === shown}
            className={`inline-flex h-[30px] items-center gap-1.5 rounded-control border px-2.5 text-row font-medium max-phone:h-10 pointer-coarse:h-10 ${tone}`}
            onClick={() => onShow(one)}
          >
            {one !== 'all' && <Icon name={BUCKET_LOOKS[one].icon} />}
            {one === 'all' ? 'All rows' : BUCKET_LOOKS[one].label}
            <span className={`font-normal ${one === shown ? '' : 'text-ink-3'}`}>{groupDigits(counts[one])}</span>
          </button>
        );
      })}
    </fieldset>
  );
}
