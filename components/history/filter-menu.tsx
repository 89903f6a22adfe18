'use client';

import { useRouter } from 'next/navigation';
import { type ComponentProps, type ReactNode, useEffect, useId, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { drawn } from '#components/ui/drawn.ts';
import { Menu } from '#components/ui/menu.tsx';
import { Select } from '#components/ui/select.tsx';
import { dayOf, endOfDay, isDay, startOfDay } from '#lib/format/day.ts';
import type { Clock } from '#lib/format/time.ts';
import { listParams, MAX_TEXT, readListQuery } from '#lib/migrations/list-query.ts';
import type { ListQuery } from '#lib/migrations/list-views.ts';
import { CODES } from '#lib/migrations/outcomes.ts';
import { FOLDER_STATES, KINDS } from '#lib/migrations/states.ts';
import { FOLDER_LABELS, KIND_LABELS } from './filter-words.ts';
import { listHref } from './list-address.ts';

/** What the form asks for; everything else of the address stays. */
const ASKED: Partial<ListQuery> = {
  user: '',
  kind: null,
  code: '',
  by: '',
  folderState: null,
  since: null,
  until: null,
};
const DAYS = ['since', 'until'] as const;
/** Where a day counts from, and up to where. */
const BOUNDS = { since: startOfDay, until: endOfDay } as const;

interface FilterMenuProps {
  readonly query: ListQuery;
  readonly clock: Clock;
}

/** More filters, applied together; a plain form before the page's script runs. */
export function FilterMenu({ query, clock }: FilterMenuProps) {
  const router = useRouter();
  // The codes are many: once the page's script runs, the form opens without them, and has them when it is entered.
  const [hasCodes, setHasCodes] = useState(true);
  useEffect(() => setHasCodes(false), []);
  const enter = () => setHasCodes(true);
  const apply = (form: HTMLFormElement) => {
    const params = new Map([...new FormData(form)].map(([name, value]) => [name, String(value)]));
    for (const day of DAYS) params.set(day, momentOf(params.get(day) ?? '', BOUNDS[day], clock));
    form.closest<HTMLElement>('[popover]')?.hidePopover();
    const href = listHref(readListQuery(Object.fromEntries(params)), {});
    void drawn().then(() => router.push(href, { scroll: false }));
  };
  return (
    <Menu label="Filter" icon="plus" variant="quiet" align="start">
      {/* Made anew with the address, so that it says what is set. */}
      <form
        key={listHref(query, {})}
        action="/migrations"
        className="grid w-76 gap-2.5 p-2 max-phone:w-auto"
        onPointerMove={enter}
        onFocus={enter}
        onSubmit={(event) => {
          event.preventDefault();
          apply(event.currentTarget);
        }}
      >
        {listParams({ ...query, ...ASKED, place: null }).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Choice
          label="Kind"
          name="kind"
          value={query.kind ?? ''}
          options={KINDS.map((kind) => [kind, KIND_LABELS[kind]])}
        />
        <Choice
          label="Code"
          name="code"
          value={query.code}
          options={CODE_OPTIONS.filter(([code]) => hasCodes || code === query.code)}
        />
        <Choice
          label="Folder in the new home"
          name="folder"
          value={query.folderState ?? ''}
          options={FOLDER_STATES.map((state) => [state, FOLDER_LABELS[state]])}
        />
        <Input label="Old or new user" name="user" defaultValue={query.user} maxLength={MAX_TEXT} dir="auto" />
        <Input label="Asked for by, in full" name="by" defaultValue={query.by} maxLength={MAX_TEXT} dir="auto" />
        <div className="popup-later grid h-12 grid-cols-2 gap-2 max-phone:h-15 pointer-coarse:h-15">
          <Input label="From day" name="since" type="date" defaultValue={dayField(query.since, clock)} />
          <Input label="To day" name="until" type="date" defaultValue={dayField(query.until, clock, 1)} />
        </div>
        <Button type="submit" size="small" variant="primary" className="justify-self-end">
          Apply filters
        </Button>
      </form>
    </Menu>
  );
}

const CODE_OPTIONS = Object.entries(CODES).map(([code, { headline }]) => [code, `${code} ${headline}`] as const);

/** The moment that a field's day stands for, in the reader's zone; nothing for no day. */
function momentOf(day: string, bound: (day: string, zone: string) => number, { zone }: Clock): string {
  return isDay(day) ? new Date(bound(day, zone)).toISOString() : '';
}

/** The day of a moment in the reader's zone, as a field takes it; `earlier` is taken off before, in milliseconds. */
const dayField = (moment: string | null, { zone }: Clock, earlier = 0): string =>
  moment === null ? '' : dayOf(Date.parse(moment) - earlier, zone);

function Line({ label, children }: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-caption text-ink-2">
        {label}
      </label>
      {children(id)}
    </div>
  );
}

type InputProps = ComponentProps<'input'> & { readonly label: string };

const Input = ({ label, ...rest }: InputProps) => (
  <Line label={label}>{(id) => <input id={id} className="input input-small" {...rest} />}</Line>
);

interface ChoiceProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
}

function Choice({ label, name, value, options }: ChoiceProps) {
  return (
    <Line label={label}>
      {(id) => (
        <Select small id={id} name={name} defaultValue={value} className="w-full">
          <option value="">Any</option>
          {options.map(([option, words]) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Line>
  );
}
