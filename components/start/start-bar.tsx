import { Plate } from '#components/layout/plate.tsx';
import { Button } from '#components/ui/button.tsx';
import type { ShellView } from '#lib/migrations/views.ts';

interface StartBarProps {
  readonly busy: boolean;
  readonly conflict: string | null;
  readonly scope: Pick<ShellView, 'environment' | 'production'>;
  readonly onStart: () => void;
}

/** The one button that starts, and beside it where, or why not now. */
export function StartBar({ busy, conflict, scope, onStart }: StartBarProps) {
  const held = busy || conflict !== null;
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Button
        variant="primary"
        className="max-phone:w-full"
        aria-disabled={held}
        aria-describedby="start-note"
        onClick={() => !held && onStart()}
      >
        {busy ? 'Starting migration' : 'Start migration'}
      </Button>
      <p id="start-note" className="min-w-0 flex-1 basis-64 text-row text-ink-2" aria-live="polite">
        {busy && 'Recording the run.'}
        {!busy && conflict !== null && 'Held back: another run is in the way, see above.'}
        {!held && (
          <span className="inline-flex flex-wrap items-center gap-x-1.5">
            Starts on <Plate {...scope} /> as soon as a slot is free.
          </span>
        )}
      </p>
    </div>
  );
}
