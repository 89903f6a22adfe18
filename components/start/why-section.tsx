import { memo } from 'react';
import { Checkbox, TextField } from '#components/ui/field.tsx';
import { Icon } from '#components/ui/icon.tsx';
import type { Requirable } from '#lib/migrations/start-views.ts';
import { FIELD_IDS } from './start-fields.ts';

/** Why a copy is made, as it stands in the fields. */
export interface WhyDraft {
  readonly why: string;
  readonly ticket: string;
  readonly identityConfirmed: boolean;
}

interface WhySectionProps {
  readonly draft: WhyDraft;
  readonly onChange: (draft: WhyDraft) => void;
  readonly required: readonly Requirable[];
  readonly errors: Readonly<Record<string, string>>;
  /** What is confirmed; by default that both accounts are one person's. */
  readonly identityWords?: string;
}

const REASONS = ['Account renamed', 'Moved to another sign-in', 'Two accounts of one person', 'Mended by support'];
const REASONS_ID = 'reasons';

/** Why: for the history, and where the policy asks for it, for the start. */
export const WhySection = memo(function WhySection(props: WhySectionProps) {
  const { draft, onChange, required, errors } = props;
  const { identityWords = 'I made sure that both accounts belong to the same person.' } = props;
  const asked = (what: Requirable) => ({
    aside: required.includes(what) ? 'required' : 'optional',
    'aria-required': required.includes(what),
  });
  const problem = errors.identityConfirmed;
  return (
    <>
      <p className="mt-0.5 text-row text-ink-2">Kept in the history, with who started it and when.</p>
      <div className="mt-3 grid grid-cols-2 items-start gap-x-6 gap-y-4 max-phone:grid-cols-1">
        <TextField
          id={FIELD_IDS.why}
          label="Reason"
          {...asked('reason')}
          list={REASONS_ID}
          maxLength={500}
          dir="auto"
          value={draft.why}
          error={errors.why}
          onChange={(event) => onChange({ ...draft, why: event.target.value })}
        />
        <datalist id={REASONS_ID}>
          {REASONS.map((reason) => (
            <option key={reason} value={reason} />
          ))}
        </datalist>
        <TextField
          id={FIELD_IDS.ticket}
          label="Ticket"
          {...asked('ticket')}
          placeholder="DESK-4127"
          maxLength={200}
          dir="auto"
          value={draft.ticket}
          error={errors.ticket}
          onChange={(event) => onChange({ ...draft, ticket: event.target.value })}
        />
      </div>
      <div className="mt-3">
        <Checkbox
          id={FIELD_IDS.identityConfirmed}
          checked={draft.identityConfirmed}
          aria-required={required.includes('identity')}
          {...(problem && { 'aria-invalid': true, 'aria-describedby': `${FIELD_IDS.identityConfirmed}-note` })}
          onChange={(event) => onChange({ ...draft, identityConfirmed: event.target.checked })}
          label={
            <>
              {identityWords}
              <span className="text-ink-3"> ({required.includes('identity') ? 'required' : 'optional'})</span>
            </>
          }
        />
        {problem && (
          <p id={`${FIELD_IDS.identityConfirmed}-note`} className="mt-1.5 flex gap-1.5 text-row text-failed-ink">
            <Icon name="octagon" className="mt-0.5 text-failed" />
            {problem}
          </p>
        )}
      </div>
    </>
  );
});
