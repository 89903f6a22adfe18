import { Panel } from '#components/ui/panel.tsx';
import { groupDigits } from '#lib/format/size.ts';
import type { RunDetailView } from '#lib/migrations/views.ts';
import { PathList } from './path-list.tsx';

/** What could not be kept exactly as it was, by kind, with a few examples of each. */
export function NotesList({ run }: { readonly run: RunDetailView }) {
  if (run.notes.length === 0) return null;
  const samplesOf = (kind: string) => run.result?.notes.find((note) => note.kind === kind)?.samples ?? [];
  return (
    <Panel title="Notes" aside={groupDigits(run.notes.reduce((sum, { count }) => sum + count, 0))}>
      <ul>
        {run.notes.map(({ kind, label, count }) => (
          <li key={kind} className="border-b border-line px-inset py-2.5 text-row last:border-b-0">
            <p className="flex justify-between gap-4">
              {label}
              <span className="font-medium">{groupDigits(count)}</span>
            </p>
            <PathList paths={samplesOf(kind)} count={count} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
