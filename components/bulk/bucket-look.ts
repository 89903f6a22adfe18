import type { IconName } from '#components/ui/icon.tsx';
import type { Bucket, BulkColumn } from '#lib/migrations/bulk-views.ts';
import type { Family } from '#lib/migrations/states.ts';

/** How a bucket looks, and its words. */
export const BUCKET_LOOKS: Readonly<
  Record<Bucket, { readonly label: string; readonly family: Family; readonly icon: IconName }>
> = {
  ready: { label: 'Ready', family: 'done', icon: 'check' },
  look: { label: 'Needs a look', family: 'attention', icon: 'alert' },
  done: { label: 'Already done', family: 'stopped', icon: 'square' },
  duplicate: { label: 'Repeated', family: 'stopped', icon: 'copy' },
  cannot: { label: 'Cannot start', family: 'failed', icon: 'octagon' },
};

/** What the columns are called, in the order of the template. */
export const COLUMN_NAMES: Readonly<Record<BulkColumn, string>> = {
  oldUser: 'Old account',
  newUser: 'New account',
  why: 'Reason',
  ticket: 'Ticket',
  excludes: 'Left out',
  verify: 'Compared by',
};
