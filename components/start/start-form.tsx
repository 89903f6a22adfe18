'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Scope } from '#components/layout/scope.ts';
import { useClock } from '#components/migrations/use-clock.ts';
import type { FollowUp } from '#components/migrations/use-follow-up.ts';
import { Alert } from '#components/ui/alert.tsx';
import { latePart } from '#components/ui/late-part.tsx';
import { useWarmParts } from '#components/ui/use-warm-parts.ts';
import type { Clock } from '#lib/format/time.ts';
import { pairContextQuery } from '#lib/migrations/queries.ts';
import type { StartTermsView } from '#lib/migrations/start-views.ts';
import type { PairContextView } from '#lib/migrations/views.ts';
import { BeforeItStarts } from './before-it-starts.tsx';
import { type Choice, type Listed, withCheck } from './choice.ts';
import { type Extras, NO_EXTRAS } from './extras.ts';
import { FolderPreview } from './folder-preview.tsx';
import { FormSection } from './form-section.tsx';
import { draftOf, excludesOf, type OptionsDraft, optionProblems } from './options-draft.ts';
import { hasOptionError, OptionsSection } from './options-section.tsx';
import { PairBanner } from './pair-banner.tsx';
import { preflightOf, savingsOf } from './preflight.ts';
import { StartBar } from './start-bar.tsx';
import { FIELD_IDS, focusFirst } from './start-fields.ts';
import { useAddress } from './use-address.ts';
import { type CheckAction, useCheck } from './use-check.ts';
import { useHeld } from './use-held.ts';
import { useOptionProblems } from './use-option-problems.ts';
import { type StartAction, useStart } from './use-start.ts';
import { WhoSection } from './who-section.tsx';
import { WhySection } from './why-section.tsx';

const ExtrasFields = latePart(() => import('./extras-fields.tsx').then((module) => module.ExtrasFields));
const PARTS = [ExtrasFields.warm];

interface StartFormProps {
  /** From the address. */
  readonly initial: Pair;
  readonly initialContext: PairContextView | null;
  readonly listed: Listed;
  readonly terms: StartTermsView;
  readonly scope: Scope;
  readonly clock: Clock;
  readonly startMigration: StartAction;
  readonly checkHomes: CheckAction;
  readonly resume: FollowUp;
}

interface Pair {
  readonly from: Choice | null;
  readonly to: Choice | null;
}

/** Picks two people, checks their homes and starts a migration. Nothing starts from Enter in a text field: only the button starts. */
export function StartForm({ initial, initialContext, listed, terms, scope, ...rest }: StartFormProps) {
  const [{ from, to }, setPair] = useState(initial);
  const [why, setWhy] = useState({ why: '', ticket: '', identityConfirmed: false });
  const [options, setOptions] = useState(() => draftOf(terms.defaults));
  const [extras, setExtras] = useState(NO_EXTRAS);
  const [isOpen, setOpen] = useState(false);
  const { problems, leave } = useOptionProblems(options);
  const { start, busy, error, forget } = useStart(rest.startMigration, listed.isComplete);
  useAddress(from, to);
  useWarmParts(PARTS);
  const known = contextFor(initialContext, from, to);
  const { data } = useQuery(pairContextQuery(from?.username ?? '', to?.username ?? '', known));
  // The run that its own start has just made is in nobody's way.
  const context = useHeld(data && contextFor(data, from, to) ? data : undefined, busy);
  const checking = useCheck(rest.checkHomes, context);
  const clock = useClock(rest.clock, context?.check != null || extras.draft.isLater);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    if (checking.isAsking) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [checking.isAsking]);

  const check = context?.check ?? null;
  const excludes = useMemo(() => excludesOf(options), [options]);
  const isSame = from !== null && from.username === to?.username;
  // The same as long as it says the same, so that sections it says nothing new to need not be drawn anew.
  const errors = useMemo(
    (): Readonly<Record<string, string>> => ({
      ...(isSame && { newUser: 'Choose two different accounts.' }),
      ...problems,
      ...error?.fields,
    }),
    [isSame, problems, error],
  );
  const isOptionsOpen = isOpen || hasOptionError(errors);
  const [{ isAsking }, { now }, knowsEverybody] = [checking, clock, listed.isComplete];
  const preflight = useMemo(
    () => from && to && preflightOf({ from, to, context, excludes, isAsking, now, knowsEverybody }),
    [from, to, context, excludes, isAsking, now, knowsEverybody],
  );
  const { forget: forgetCheck } = checking;
  const choose = (pair: Pair) => {
    forget();
    forgetCheck();
    setPair(pair);
  };
  // What is changed stays open: it must not go while somebody types into it.
  const changeOptions = useCallback(
    (changed: OptionsDraft) => {
      forget();
      forgetCheck();
      setOpen(true);
      setOptions(changed);
    },
    [forget, forgetCheck],
  );
  const changeExtras = (changed: Extras) => {
    forget();
    setOpen(true);
    setExtras(changed);
  };
  const openOptions = useCallback(() => {
    setOpen(true);
    document.getElementById(FIELD_IDS.options)?.focus();
  }, []);
  return (
    <form
      aria-label="New migration"
      onSubmit={(event) => event.preventDefault()}
      onBlur={leave}
      className="flex flex-col gap-4 split:grid split:grid-cols-[minmax(0,1fr)_412px] split:grid-rows-[auto_auto_1fr] split:items-start split:gap-x-6"
    >
      <div className="panel">
        <FormSection number={1} title="Who">
          <WhoSection
            from={withCheck(from, check, 'old')}
            to={withCheck(to, check, 'new')}
            onFrom={(choice) => choose({ from: choice, to })}
            onTo={(choice) => choose({ from, to: choice })}
            onSwap={() => choose({ from: to, to: from })}
            errors={errors}
            listed={listed}
            clock={clock}
          />
          {context && <PairBanner context={context} clock={clock} resume={rest.resume} />}
        </FormSection>
        <FormSection number={2} title="Options">
          <OptionsSection
            draft={options}
            onChange={changeOptions}
            open={isOptionsOpen}
            onOpen={setOpen}
            errors={errors}
            savings={savingsOf(check)}
            more={extras.sentence}
          >
            {isOptionsOpen && (
              <ExtrasFields draft={extras.draft} onChange={changeExtras} errors={errors} clock={clock} />
            )}
          </OptionsSection>
          <FolderPreview newUser={to?.username ?? null} folder={context?.previewFolder ?? null} />
        </FormSection>
        <FormSection number={3} title="Why">
          <WhySection draft={why} onChange={setWhy} required={terms.required} errors={errors} />
        </FormSection>
      </div>
      <BeforeItStarts
        {...{ from, to, check, preflight, excludes, options, clock }}
        ref={panel}
        note={extras.input.note ?? ''}
        onOptions={openOptions}
      />
      <div className="grid gap-3 empty:hidden split:col-start-1">
        {error && !error.fields && (
          <Alert role="alert" grade="error" title="Not started.">
            {error.message}
          </Alert>
        )}
        {checking.error && (
          <Alert role="alert" grade="error" title="Not checked.">
            {checking.error.message}
          </Alert>
        )}
      </div>
      <StartBar
        busy={busy}
        isChecking={checking.isChecking}
        preflight={preflight}
        held={heldBy(context, preflight?.holds ?? false)}
        isPair={from !== null && to !== null && !isSame}
        startsAt={extras.startsAt}
        scope={scope}
        onStart={() => start({ from, to, options, extras, ...why })}
        onCheck={() => {
          const wrong = optionProblems(options);
          leave();
          if (wrong.excludes !== undefined) focusFirst(wrong);
          else if (from && to) void checking.check(from.username, to.username, excludes);
        }}
      />
    </form>
  );
}

/** The server's answer belongs to the pair it was asked for, and to no other. */
function contextFor(context: PairContextView | null, from: Choice | null, to: Choice | null): PairContextView | null {
  return context && context.oldUser === from?.username && context.newUser === to?.username ? context : null;
}

/** Why the start is held back, if it is. */
function heldBy(context: PairContextView | undefined, holds: boolean): string | null {
  if (context && context.conflict !== null) return 'Held back: another run is in the way, see above.';
  return holds ? 'Held back: the check found a problem. Solve it and check again.' : null;
}
