interface PickerAnswerProps {
  readonly hits: readonly unknown[];
  readonly options: readonly unknown[];
  readonly settled: boolean;
  readonly failed: boolean;
}

/** What the picker's list cannot say itself: that it is empty, late or missing; and for a screen reader, how long it is. */
export function PickerAnswer({ hits, options, settled, failed }: PickerAnswerProps) {
  const words = wordsFor(options.length === 0, settled, failed);
  return (
    <>
      {words && <p className="px-3 py-2 text-row text-ink-2">{words}</p>}
      <span role="status" className="sr-only">
        {failed || !settled ? '' : hits.length === 1 ? '1 person' : `${hits.length} people`}
      </span>
    </>
  );
}

function wordsFor(isEmpty: boolean, settled: boolean, failed: boolean): string | null {
  if (failed) return 'The list of people could not be had.';
  if (!settled) return 'Looking.';
  return isEmpty ? 'Nobody found.' : null;
}
