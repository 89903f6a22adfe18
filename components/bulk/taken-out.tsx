import { Button } from '#components/ui/button.tsx';
import { groupDigits } from '#lib/format/size.ts';

interface TakenOutProps {
  readonly count: number;
  readonly onPutBack: () => void;
}

/** How many lines of the list were taken out: they stay so when it is read anew, until somebody puts them back. */
export function TakenOut({ count, onPutBack }: TakenOutProps) {
  if (count === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-3 border-t border-line px-inset py-2 text-row text-ink-2">
      {count === 1 ? '1 line is taken out.' : `${groupDigits(count)} lines are taken out.`}
      <Button
        size="small"
        onClick={({ currentTarget }) => {
          // The button goes with what it says.
          currentTarget.closest('section')?.querySelector('select')?.focus();
          onPutBack();
        }}
      >
        {count === 1 ? 'Put it back' : 'Put them back'}
      </Button>
    </p>
  );
}
