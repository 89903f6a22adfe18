'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';
import { Icon } from '#components/ui/icon.tsx';
import { Link } from '#components/ui/link.tsx';
import { listParams, MAX_TEXT } from '#lib/migrations/list-query.ts';
import type { ListQuery } from '#lib/migrations/list-views.ts';
import { listHref } from './list-address.ts';

const PAUSE_MS = 250;

/** Searches the list while it is typed; a plain form before the page's script runs. */
export function TextFilter({ query }: { readonly query: ListQuery }) {
  const router = useRouter();
  const [busy, startTransition] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const field = input.current;
    if (field && document.activeElement !== field) field.value = query.text;
    return () => clearTimeout(timer.current);
  }, [query.text]);

  const apply = () => {
    clearTimeout(timer.current);
    const text = input.current?.value.trim() ?? '';
    if (text !== query.text) startTransition(() => router.replace(listHref(query, { text }), { scroll: false }));
  };
  const applySoon = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(apply, PAUSE_MS);
  };
  return (
    <>
      <search className="max-phone:min-w-0 max-phone:flex-1">
        <form
          action="/migrations"
          className="input h-[30px] w-64 text-row max-phone:w-full"
          onSubmit={(event) => {
            event.preventDefault();
            apply();
          }}
        >
          <Icon name="search" className="text-ink-3" />
          <input
            ref={input}
            type="search"
            name="q"
            defaultValue={query.text}
            maxLength={MAX_TEXT}
            dir="auto"
            placeholder="Names, tickets, codes, errors"
            aria-label="Search names, tickets, reasons, codes and errors"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onInput={applySoon}
          />
          {query.text !== '' && (
            <Link
              href={listHref(query, { text: '' })}
              aria-label={`Remove filter ${query.text}`}
              title="Remove filter"
              className="-mr-1.5 grid size-6 place-items-center rounded-chip text-ink-2 hover:bg-hover hover:text-ink max-phone:size-10"
              onClick={() => {
                if (input.current) input.current.value = '';
              }}
            >
              <Icon name="cross" className="icon-small" />
            </Link>
          )}
          {listParams({ ...query, text: '', place: null }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
        </form>
      </search>
      <span role="status" className="text-caption text-ink-3 empty:hidden">
        {busy ? 'Filtering' : ''}
      </span>
    </>
  );
}
