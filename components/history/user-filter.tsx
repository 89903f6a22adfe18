'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useTransition } from 'react';
import { Icon } from '#components/ui/icon.tsx';
import type { ListQuery } from '#lib/migrations/views.ts';
import { listHref } from './list-address.ts';

const PAUSE_MS = 250;

/** Filters the list by a part of either username, while it is typed; a plain form before the page's script runs. */
export function UserFilter({ query }: { readonly query: ListQuery }) {
  const router = useRouter();
  const [busy, startTransition] = useTransition();
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const field = input.current;
    if (field && document.activeElement !== field) field.value = query.user;
    return () => clearTimeout(timer.current);
  }, [query.user]);

  const apply = () => {
    clearTimeout(timer.current);
    const user = input.current?.value.trim() ?? '';
    if (user !== query.user) startTransition(() => router.replace(listHref(query, { user }), { scroll: false }));
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
          className="input h-[30px] w-56 text-row max-phone:w-full"
          onSubmit={(event) => {
            event.preventDefault();
            apply();
          }}
        >
          <Icon name="search" className="text-ink-3" />
          <input
            ref={input}
            type="search"
            name="user"
            defaultValue={query.user}
            maxLength={255}
            dir="auto"
            placeholder="Old or new username"
            aria-label="Filter by username"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onInput={applySoon}
          />
          {query.user !== '' && (
            <Link
              href={listHref(query, { user: '' })}
              aria-label={`Remove filter ${query.user}`}
              title="Remove filter"
              className="-mr-1.5 grid size-6 place-items-center rounded-chip text-ink-2 hover:bg-hover hover:text-ink max-phone:size-10"
              onClick={() => {
                if (input.current) input.current.value = '';
              }}
            >
              <Icon name="cross" className="icon-small" />
            </Link>
          )}
          {query.preset !== 'all' && <input type="hidden" name="show" value={query.preset} />}
          {query.sort !== 'requested' && <input type="hidden" name="sort" value={query.sort} />}
          {!query.descending && <input type="hidden" name="dir" value="asc" />}
        </form>
      </search>
      <span role="status" className="text-caption text-ink-3 empty:hidden">
        {busy ? 'Filtering' : ''}
      </span>
    </>
  );
}
