import type { Route } from 'next';
import { ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { DEFAULT_QUERY } from '#lib/migrations/list-query.ts';
import type { ListQuery } from '#lib/migrations/list-views.ts';
import { listHref } from './list-address.ts';

const NEW = '/migrations/new' as Route;
const BULK = '/bulk' as Route;

interface NoRunsProps {
  readonly mayRun: boolean;
  /** The filters that nothing fits; without them there is nothing at all. */
  readonly filtered?: ListQuery;
}

/** Instead of rows: nothing has happened yet, or nothing fits. */
export function NoRuns({ mayRun, filtered }: NoRunsProps) {
  if (filtered && filtered.place !== null) {
    return (
      <Empty
        small
        title="There is no such page"
        action={<ButtonLink href={listHref(filtered, {})}>Go to the first page</ButtonLink>}
      />
    );
  }
  if (filtered) {
    return (
      <Empty
        small
        title="No migrations match these filters"
        action={<ButtonLink href={listHref(DEFAULT_QUERY, {})}>Clear filters</ButtonLink>}
      />
    );
  }
  return (
    <section className="panel" aria-label="Migrations">
      <Empty
        title="No migrations yet"
        action={
          mayRun && (
            <>
              <ButtonLink variant="primary" icon="plus" href={NEW}>
                New migration
              </ButtonLink>
              <ButtonLink href={BULK}>From a list</ButtonLink>
            </>
          )
        }
      >
        Start one when someone’s account changed and they need their files.
      </Empty>
      <div className="grid grid-cols-3 border-t border-line text-row text-ink-2 max-phone:grid-cols-1">
        <Step title="Pick">Choose the old and the new account. Rehome shows which folder each one has on disk.</Step>
        <Step title="Watch">Follow the copy file by file. It can be stopped at any moment.</Step>
        <Step title="Keep">Files land in their own folder in the new home. The old home stays as it is.</Step>
      </div>
    </section>
  );
}

function Step({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <p className="border-l border-line px-inset py-4 first:border-l-0 max-phone:border-l-0 max-phone:border-t max-phone:first:border-t-0">
      <b className="block text-ink">{title}</b>
      {children}
    </p>
  );
}
