import 'server-only';
import type { Attempts } from '#lib/migrations/attempts.ts';
import type { AuditReader } from '#lib/migrations/audit-reader.ts';
import type { BatchReader } from '#lib/migrations/batch-reader.ts';
import type { BatchService } from '#lib/migrations/batch-service.ts';
import type { RunBundles } from '#lib/migrations/bundle/run-bundles.ts';
import type { ManyRuns } from '#lib/migrations/many-runs.ts';
import type { News } from '#lib/migrations/news.ts';
import type { PairNotes } from '#lib/migrations/pair-notes.ts';
import type { Reader } from '#lib/migrations/reader.ts';
import type { RetentionJob } from '#lib/migrations/retention-job.ts';
import type { RetentionReader } from '#lib/migrations/retention-reader.ts';
import type { Schedule } from '#lib/migrations/schedule.ts';
import type { SelfTests } from '#lib/migrations/self-tests.ts';
import type { MigrationService } from '#lib/migrations/service.ts';
import type { SetUpCheck } from '#lib/migrations/set-up-check.ts';
import type { SettingsReader } from '#lib/migrations/settings-reader.ts';
import type { Notifier } from '#lib/notify/notifier.ts';

/** What pages, routes and actions call. */
export interface Runtime {
  readonly news: News;
  readonly reader: Reader;
  readonly service: MigrationService;
  readonly schedule: Schedule;
  readonly many: ManyRuns;
  readonly bulk: BatchService;
  readonly batches: BatchReader;
  readonly attempts: Attempts;
  readonly pairNotes: PairNotes;
  readonly audit: AuditReader;
  readonly settings: SettingsReader;
  readonly bundles: RunBundles;
  readonly retention: RetentionReader;
  readonly retentionJob: RetentionJob;
  readonly tests: SelfTests;
  readonly setUp: SetUpCheck;
  readonly notifier: Notifier;
}

/** Next gives instrumentation, pages and routes their own copy of each module; only `globalThis` is shared. */
const KEY = Symbol.for('rehome.runtime');
const store = globalThis as typeof globalThis & { [KEY]?: Runtime };

/** Makes the process's services known. */
export function setRuntime(runtime: Runtime): void {
  store[KEY] = runtime;
}

/** The process's services, built at start by `lib/start.ts`. */
export function runtime(): Runtime {
  const found = store[KEY];
  if (!found) throw new Error('the server has not started yet');
  return found;
}
