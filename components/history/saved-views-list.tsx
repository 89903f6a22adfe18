'use client';

import type { Route } from 'next';
import { useState, useSyncExternalStore } from 'react';
import { Button, IconButton } from '#components/ui/button.tsx';
import { Link } from '#components/ui/link.tsx';
import { listSearch } from '#lib/migrations/list-query.ts';
import type { ListQuery } from '#lib/migrations/list-views.ts';
import { MAX_NAME, parseViews, viewStore, withView } from './saved-views.ts';

/** Lists with a name, kept in this browser: choose one, forget one, or keep what is shown. */
export function SavedViewsList({ query }: { readonly query: ListQuery }) {
  const views = parseViews(useSyncExternalStore(viewStore.subscribe, viewStore.read, () => null));
  const [problem, setProblem] = useState<string | null>(null);
  const current = listSearch({ ...query, place: null });
  const write = (next: typeof views) => {
    setProblem(viewStore.write(next) ? null : 'This browser keeps nothing.');
  };
  return (
    <>
      <ul>
        {views.map(({ name, search }) => (
          <li key={name} className="flex items-center gap-1">
            <Link
              href={`/migrations${search}` as Route}
              className="menu-item min-w-0 flex-1"
              {...(search === current && { 'aria-current': 'true' as const })}
            >
              <bdi dir="auto" className="truncate">
                {name}
              </bdi>
            </Link>
            <span className="flex" data-stays>
              <IconButton
                icon="cross"
                label={`Forget view ${name}`}
                onClick={() => write(views.filter((view) => view.name !== name))}
              />
            </span>
          </li>
        ))}
      </ul>
      <form
        className="flex items-center gap-1.5 px-2 pt-1.5 pb-2"
        data-stays
        onSubmit={(event) => {
          event.preventDefault();
          const name = String(new FormData(event.currentTarget).get('name') ?? '').trim();
          if (name === '') return;
          write(withView(views, { name, search: current }));
          event.currentTarget.reset();
        }}
      >
        <input
          name="name"
          required
          maxLength={MAX_NAME}
          dir="auto"
          autoComplete="off"
          placeholder="Name of this view"
          aria-label="Name of this view"
          className="input input-small"
        />
        <Button type="submit" size="small">
          Save
        </Button>
      </form>
      <p role="status" className="px-2 pb-1.5 text-caption text-ink-3">
        {problem ?? 'Kept in this browser only'}
      </p>
    </>
  );
}
