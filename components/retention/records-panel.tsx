import type { ComponentProps } from 'react';
import { Alert } from '#components/ui/alert.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Time } from '#components/ui/time.tsx';
import type { Clock } from '#lib/format/time.ts';
import { KEPT, type Kept, type RetentionPass, type RetentionView } from '#lib/migrations/retention-views.ts';
import { RemoveOld } from './remove-old.tsx';
import { allGoing, goingWords, KIND_WORDS, keptWords, removedWords, ruled, stayWords } from './retention-words.ts';

interface RecordsPanelProps {
  readonly retention: RetentionView;
  readonly clock: Clock;
  readonly className?: string;
  /** How old records are removed now, for whoever may. */
  readonly removal?: Omit<ComponentProps<typeof RemoveOld>, 'going'>;
}

/** How long records are kept, what would go now, and what went last. */
export function RecordsPanel({ retention, clock, className = '', removal }: RecordsPanelProps) {
  const { keptFor, preview, last, nextAt } = retention;
  if (ruled(keptFor).length === 0 && !last) {
    return (
      <Panel title="Records" label="Kept records" className={className}>
        <Empty small title="Everything is kept for good">
          Rehome removes no run, no log and nothing of the audit by itself. To have old ones removed, say how long they
          are kept under <span className="mono">retention</span> in the file of the settings.
        </Empty>
      </Panel>
    );
  }
  const going = preview && allGoing(preview);
  return (
    <Panel
      title="Records"
      label="Kept records"
      aside="removed once a day, when they are old enough"
      action={removal && going && <RemoveOld {...removal} going={going} />}
      className={className}
    >
      {last?.problem && <Failed problem={last.problem} />}
      <dl>
        {KEPT.map((kind) => (
          <Rule key={kind} kind={kind} retention={retention} />
        ))}
      </dl>
      {preview && stayWords(preview.staying).length > 0 && (
        <ul className="border-t border-line px-inset py-3 text-row text-ink-2">
          {stayWords(preview.staying).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
      <p className="border-t border-line px-inset py-3 text-row text-ink-2">
        {last ? <LastPass pass={last} clock={clock} /> : 'Nothing was removed yet.'}
        {nextAt !== null && (
          <>
            {' '}
            Next at <Time at={nextAt} clock={clock} withZone />.
          </>
        )}
      </p>
    </Panel>
  );
}

function Rule({ kind, retention: { keptFor, preview } }: { readonly kind: Kept; readonly retention: RetentionView }) {
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-0.5 border-b border-line px-inset py-2.5 text-row last:border-b-0">
      <dt className="w-36 flex-none font-medium">{KIND_WORDS[kind]}</dt>
      <dd className="w-36 flex-none text-ink-2">
        kept {keptFor[kind] === null ? 'for good' : `for ${keptWords(keptFor[kind])}`}
      </dd>
      {preview && keptFor[kind] !== null && (
        <dd className="min-w-0 flex-1 basis-52">
          {goingWords(kind, preview)}
          {preview.going[kind].count > 0 && <span className="text-ink-2"> to go</span>}
        </dd>
      )}
    </div>
  );
}

const Failed = ({ problem }: { readonly problem: string }) => (
  <Alert grade="error" title="Old records could not be removed." className="m-3">
    It is tried again within the hour. <bdi className="mono [overflow-wrap:anywhere]">{problem}</bdi>
  </Alert>
);

function LastPass({ pass, clock }: { readonly pass: RetentionPass; readonly clock: Clock }) {
  if (pass.endedAt === null) {
    return (
      <>
        Being removed since <Time at={pass.beganAt} clock={clock} withZone />, so far: {removedWords(pass)}.
      </>
    );
  }
  return (
    <>
      Last at <Time at={pass.endedAt} clock={clock} withZone />: {removedWords(pass)}.
    </>
  );
}
