'use client';

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Alert } from '#components/ui/alert.tsx';
import { TextField } from '#components/ui/field.tsx';
import type { Clock } from '#lib/format/time.ts';
import { pairContextQuery } from '#lib/migrations/queries.ts';
import type { PairContextView, ShellView } from '#lib/migrations/views.ts';
import type { Choice, Listed } from './choice.ts';
import { FolderPreview } from './folder-preview.tsx';
import { OutlookPanel } from './outlook-panel.tsx';
import { PairBanner } from './pair-banner.tsx';
import { StartBar } from './start-bar.tsx';
import { FIELD_IDS, type StartAction, useStart } from './use-start.ts';
import { WhoSection } from './who-section.tsx';

interface StartFormProps {
  /** From the address. */
  readonly initial: { readonly from: Choice | null; readonly to: Choice | null };
  readonly initialContext: PairContextView | null;
  readonly listed: Listed;
  readonly scope: Pick<ShellView, 'environment' | 'production'>;
  readonly clock: Clock;
  readonly startMigration: StartAction;
}

/** Picks two people and starts a migration. Nothing starts from Enter in a text field: only the button starts. */
export function StartForm({ initial, initialContext, listed, scope, clock, startMigration }: StartFormProps) {
  const [{ from, to }, setPair] = useState(initial);
  const [why, setWhy] = useState('');
  const { start, busy, error, forget } = useStart(startMigration, listed.isComplete);
  useAddress(from, to);
  const known = contextFor(initialContext, from, to);
  const { data: context } = useQuery(pairContextQuery(from?.username ?? '', to?.username ?? '', known));
  const choose = (pair: { readonly from: Choice | null; readonly to: Choice | null }) => {
    forget();
    setPair(pair);
  };
  const isSame = from !== null && from.username === to?.username;
  return (
    <form
      aria-label="New migration"
      onSubmit={(event) => event.preventDefault()}
      className="grid items-start gap-x-6 gap-y-4 split:grid-cols-[minmax(0,1fr)_412px] split:grid-rows-[auto_1fr]"
    >
      <div className="panel">
        <Section number={1} title="Who">
          <WhoSection
            from={from}
            to={to}
            onFrom={(choice) => choose({ from: choice, to })}
            onTo={(choice) => choose({ from, to: choice })}
            onSwap={() => choose({ from: to, to: from })}
            errors={{ ...(isSame && { newUser: 'Choose two different accounts.' }), ...error?.fields }}
            listed={listed}
            clock={clock}
          />
          {context && <PairBanner context={context} clock={clock} />}
        </Section>
        <Section number={2} title="Where">
          <FolderPreview newUser={to?.username ?? null} folder={context?.previewFolder ?? null} />
        </Section>
        <Section number={3} title="Why">
          <TextField
            id={FIELD_IDS.why}
            className="mt-3"
            label="Reason"
            aside="kept in the history, optional"
            placeholder="Account renamed, ticket DESK-4127"
            maxLength={500}
            dir="auto"
            value={why}
            error={error?.fields?.why}
            onChange={(event) => setWhy(event.target.value)}
          />
        </Section>
      </div>
      <OutlookPanel
        from={from}
        to={to}
        context={context}
        knowsEverybody={listed.isComplete}
        className="split:col-start-2 split:row-span-2 split:row-start-1"
      />
      <div className="grid gap-3 split:col-start-1">
        {error && !error.fields && (
          <Alert role="alert" grade="error" title="Not started.">
            {error.message}
          </Alert>
        )}
        <StartBar
          busy={busy}
          conflict={context?.conflict ?? null}
          scope={scope}
          onStart={() => start({ from, to, why })}
        />
      </div>
    </form>
  );
}

function Section({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <section className="grid grid-cols-[24px_minmax(0,1fr)] border-t border-line p-inset first:border-t-0 max-phone:grid-cols-1">
      <span aria-hidden="true" className="text-row font-semibold text-ink-3 max-phone:hidden">
        {number}
      </span>
      <div className="min-w-0">
        <h2>{title}</h2>
        {children}
      </div>
    </section>
  );
}

/** The server's answer belongs to the pair it was asked for, and to no other. */
function contextFor(context: PairContextView | null, from: Choice | null, to: Choice | null): PairContextView | null {
  return context && context.oldUser === from?.username && context.newUser === to?.username ? context : null;
}

/** Keeps the chosen people in the address, so that it can be sent on or come back to. */
function useAddress(from: Choice | null, to: Choice | null): void {
  useEffect(() => {
    const params = new URLSearchParams();
    if (from) params.set('old', from.username);
    if (to) params.set('new', to.username);
    const search = params.size > 0 ? `?${params}` : '';
    if (window.location.search === search) return;
    window.history.replaceState(null, '', `${window.location.pathname}${search}`);
  }, [from, to]);
}
