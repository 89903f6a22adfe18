import { useMutation } from '@tanstack/react-query';
import { type ChangeEvent, useRef } from 'react';
import { Button } from '#components/ui/button.tsx';
import { describedBy, Field } from '#components/ui/field.tsx';
import { groupDigits } from '#lib/format/size.ts';
import { readList } from '#lib/migrations/bulk-queries.ts';
import { BULK_LIMITS, type BulkTable } from '#lib/migrations/bulk-views.ts';
import { useLongText } from './use-long-text.ts';

interface ListInputProps {
  readonly onRead: (source: string | null, text: string, table: BulkTable) => void;
  /** Where a list is there already: back to it. */
  readonly onCancel?: (() => void) | undefined;
  /** Where there was a list before the page was loaded again: back to that. */
  readonly onRestore?: (() => void) | undefined;
}

const ID = 'bulk-text';
export const TEMPLATE = 'old_user,new_user,reason,ticket,exclude_preset,verify';
const EXAMPLE = `${TEMPLATE}\nmark-shark,mshark,Account renamed,DESK-4127,caches,checksums`;

/** Where a list is pasted, or a file chosen. */
export function ListInput({ onRead, onCancel, onRestore }: ListInputProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const readField = useLongText(field);
  const file = useRef<HTMLInputElement>(null);
  const reading = useMutation({
    mutationFn: ({ text }: { readonly text: string; readonly source: string | null }) => readList({ text }),
    onSuccess: (answer, { text, source }) => answer.ok && onRead(source, text, answer.value),
  });
  const problem =
    reading.data?.ok === false
      ? reading.data.error.message
      : reading.isError
        ? 'Rehome did not answer, or could not read the file. Try again.'
        : undefined;
  const upload = async (event: ChangeEvent<HTMLInputElement>) => {
    const chosen = event.target.files?.[0];
    event.target.value = '';
    if (!chosen) return;
    // The server says the same of a text that is too long; a film need not be read for that.
    const text = chosen.size > BULK_LIMITS.bytes * 2 ? ' '.repeat(BULK_LIMITS.bytes + 1) : await chosen.text();
    reading.mutate({ text, source: chosen.name });
  };
  const hint = (
    <>
      One pair a line. The first line may name the columns: <code className="mono wrap-anywhere">{TEMPLATE}</code>. At
      most {groupDigits(BULK_LIMITS.rows)} rows and {BULK_LIMITS.bytes / 1024} KiB. Nothing starts before you have seen
      it.
    </>
  );
  return (
    <div className="p-inset">
      <Field id={ID} label="Pairs of accounts" hint={hint} error={problem}>
        <textarea
          className="input mono min-h-40 w-full"
          rows={8}
          wrap="off"
          dir="auto"
          spellCheck={false}
          autoCapitalize="none"
          placeholder={EXAMPLE}
          ref={field}
          {...describedBy(ID, hint, problem)}
        />
      </Field>
      <div className="mt-4 flex flex-wrap gap-2 max-phone:*:flex-1">
        <Button
          variant="primary"
          aria-disabled={reading.isPending}
          onClick={() => !reading.isPending && reading.mutate({ text: readField(), source: null })}
        >
          {reading.isPending ? 'Reading the list' : 'Read the list'}
        </Button>
        <Button onClick={() => file.current?.click()}>Choose a file…</Button>
        <input
          ref={file}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          aria-label="File with pairs of accounts"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => void upload(event)}
        />
        {onCancel && (
          <Button variant="quiet" onClick={onCancel}>
            Keep the list
          </Button>
        )}
        {onRestore && (
          <Button variant="quiet" onClick={onRestore}>
            Back to the last list
          </Button>
        )}
      </div>
    </div>
  );
}
