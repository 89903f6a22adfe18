'use client';

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Plate } from '#components/layout/plate.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { Button, IconButton } from '#components/ui/button.tsx';
import { TextField } from '#components/ui/field.tsx';
import type { Clock } from '#lib/format/time.ts';
import { pairContextQuery } from '#lib/migrations/queries.ts';
import type { PairContextView, PersonView, ShellView } from '#lib/migrations/views.ts';
import type { Choice } from './choice.ts';
import { FolderPreview } from './folder-preview.tsx';
import { OutlookPanel } from './outlook-panel.tsx';
import { PairBanner } from './pair-banner.tsx';
import { PersonFacts } from './person-facts.tsx';
import { PersonPicker } from './person-picker.tsx';
import { FIELD_IDS, type StartAction, useStart } from './use-start.ts';

interface StartFormProps {
  /** From the address. */
  readonly initial: { readonly from: Choice | null; readonly to: Choice | null };
  readonly initialContext: PairContextView | null;
  /** People to offer before anything is typed. */
  readonly people: readonly PersonView[];
  readonly scope: Pick<ShellView, 'environment' | 'production'>;
  readonly clock: Clock;
  readonly startMigration: StartAction;
}

/** Picks two people and starts a migration. Nothing starts from Enter in a text field: only the button starts. */
export function StartForm({ initial, initialContext, people, scope, clock, startMigration }: StartFormProps) {
  const [from, setFrom] = useState(initial.from);
  const [to, setTo] = useState(initial.to);
  const [why, setWhy] = useState('');
  const { start, busy, error, forget } = useStart(startMigration);
  useAddress(from, to);
  const isSame = from !== null && from.username === to?.username;
  const { data: context } = useQuery(
    pairContextQuery(from?.username ?? '', to?.username ?? '', contextFor(initialContext, from, to)),
  );
  const choose = (set: (choice: Choice | null) => void) => (choice: Choice | null) => {
    forget();
    set(choice);
  };
  const swap = () => {
    forget();
    setFrom(to);
    setTo(from);
  };
  const sameError = isSame ? 'Choose two different accounts.' : undefined;
  const picker = { first: people, clock };
  return (
    <form
      aria-label="New migration"
      onSubmit={(event) => event.preventDefault()}
      className="grid items-start gap-x-6 gap-y-4 split:grid-cols-[minmax(0,1fr)_412px] split:grid-rows-[auto_1fr]"
    >
      <div className="panel">
        <Section number={1} title="Who">
          <div className="mt-3 grid grid-cols-[minmax(0,1fr)_40px_minmax(0,1fr)] max-phone:grid-cols-1">
            <div>
              <PersonPicker
                id={FIELD_IDS.oldUser}
                label="Old account"
                choice={from}
                onChoose={choose(setFrom)}
                error={error?.fields?.oldUser}
                {...picker}
              />
              {from && <PersonFacts choice={from} clock={clock} />}
            </div>
            <div className="flex justify-center pt-8 max-phone:py-2">
              <IconButton
                icon="swap"
                label="Swap old and new account"
                title="Swap"
                variant="secondary"
                className="max-phone:[&>svg]:rotate-90"
                onClick={swap}
              />
            </div>
            <div>
              <PersonPicker
                id={FIELD_IDS.newUser}
                label="New account"
                choice={to}
                onChoose={choose(setTo)}
                error={error?.fields?.newUser ?? sameError}
                {...picker}
              />
              {to && <PersonFacts choice={to} clock={clock} />}
            </div>
          </div>
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

interface StartBarProps {
  readonly busy: boolean;
  readonly conflict: string | null;
  readonly scope: Pick<ShellView, 'environment' | 'production'>;
  readonly onStart: () => void;
}

function StartBar({ busy, conflict, scope, onStart }: StartBarProps) {
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
        {busy ? (
          'Recording the run.'
        ) : conflict !== null ? (
          'Held back: another run is in the way, see above.'
        ) : (
          <span className="inline-flex flex-wrap items-center gap-x-1.5">
            Starts on <Plate {...scope} /> as soon as a slot is free.
          </span>
        )}
      </p>
    </div>
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
    if (window.location.search !== search)
      window.history.replaceState(null, '', `${window.location.pathname}${search}`);
  }, [from, to]);
}
