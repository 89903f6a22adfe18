import type { AuditRecord } from '#lib/history/audit.ts';
import type { NoteRecord } from '#lib/history/notes.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import type { TimelineRecord } from '#lib/history/timeline.ts';
import type { KubePod } from '#lib/storage/kube-objects.ts';
import type { CheckReport } from '../check-report.ts';
import type { EventView } from '../evidence-views.ts';
import type { FilesView } from '../files-view.ts';
import type { AboutView, SettingView } from '../settings-views.ts';

/** All that is on record of one run, as it goes into a bundle once it is redacted. */
export interface RunRecordFacts {
  readonly run: RunRecord;
  readonly timeline: readonly TimelineRecord[];
  /** Of the run and of its pair. */
  readonly notes: readonly Omit<NoteRecord, 'id'>[];
  /** Runs that worked on the same partial copy, by id. */
  readonly related: { readonly earlier: string | null; readonly later: readonly string[] };
  readonly log: string;
  readonly logIsWhole: boolean;
  readonly events: readonly EventView[];
  readonly pod: KubePod | null;
  readonly report: CheckReport | null;
  readonly files: FilesView;
  readonly about: AboutView;
  /** Null where whoever asks may not read it. */
  readonly settings: readonly SettingView[] | null;
  readonly audit: readonly AuditRecord[] | null;
  /** Everybody whose files were moved from or to one of the two accounts. */
  readonly people: readonly string[];
}
