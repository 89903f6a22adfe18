import { Field, TextField } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { BulkOrder } from '#lib/migrations/bulk-views.ts';

/** How fast a batch goes, as it stands in the fields. */
export interface PaceDraft {
  readonly concurrency: string;
  readonly order: BulkOrder;
  /** Empty for never. */
  readonly stopAfter: string;
}

export const DEFAULT_PACE: PaceDraft = { concurrency: '2', order: 'file', stopAfter: '5' };

/** What is wrong with the fields, by their names. */
export function paceProblems({ concurrency, stopAfter }: PaceDraft): Readonly<Record<string, string>> {
  const isCount = (text: string): boolean => /^\d+$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= 100;
  const words = 'Say a number from 1 to 100.';
  return {
    ...(!isCount(concurrency) && { concurrency: words }),
    ...(stopAfter.trim() !== '' && !isCount(stopAfter) && { stopAfter: words }),
  };
}

interface PaceSectionProps {
  readonly draft: PaceDraft;
  readonly onChange: (draft: PaceDraft) => void;
  /** How many migrations run at a time in all of Rehome. */
  readonly slots: number;
  readonly errors: Readonly<Record<string, string>>;
}

/** How many at once, in which order, and when to pause. */
export function PaceSection({ draft, onChange, slots, errors }: PaceSectionProps) {
  return (
    <div className="mt-3 grid grid-cols-3 items-start gap-x-6 gap-y-4 max-phone:grid-cols-1">
      <TextField
        id="concurrency"
        label="At once"
        inputMode="numeric"
        maxLength={3}
        hint={`Rehome runs ${slots} at a time in all; single migrations go first.`}
        error={errors.concurrency}
        value={draft.concurrency}
        onChange={(event) => onChange({ ...draft, concurrency: event.target.value })}
      />
      <Field id="order" label="Order">
        <Select
          id="order"
          className="w-full"
          value={draft.order}
          onChange={(event) => onChange({ ...draft, order: event.target.value === 'smallest' ? 'smallest' : 'file' })}
        >
          <option value="file">As in the list</option>
          <option value="smallest">Smallest first</option>
        </Select>
      </Field>
      <TextField
        id="stopAfter"
        label="Pause after failures"
        aside="optional"
        inputMode="numeric"
        maxLength={3}
        hint="Left empty, it goes on whatever fails."
        error={errors.stopAfter}
        value={draft.stopAfter}
        onChange={(event) => onChange({ ...draft, stopAfter: event.target.value })}
      />
    </div>
  );
}
