import { formatAmount, groupDigits } from '#lib/format/size.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import { exitWords } from './exit-words.ts';
import { factsOf } from './outcomes.ts';
import type { CompareValue } from './pair-views.ts';
import { leftOutWords, recordedPlan, shownSettings } from './run-plan.ts';
import { isoOf } from './run-view.ts';
import { STATUS } from './states.ts';
import { ENTRY_LISTS, NOTE_KINDS } from './wire.ts';

/** Everything that can be compared of a run, in groups and in order; null where it is not known. */
export type RunFacts = Readonly<Record<(typeof GROUPS)[number], readonly (readonly [string, CompareValue])[]>>;
export const GROUPS = ['How it went', 'Counts', 'Notes', 'Settings'] as const;

const said = (text: string | null | undefined): CompareValue => (text ? { text } : null);
const moment = (at: number | null): CompareValue => (at === null ? null : { at: isoOf(at) });
const number = (count: number | null | undefined): CompareValue =>
  count === null || count === undefined ? null : { text: groupDigits(count) };
const size = (bytes: number | null | undefined): CompareValue =>
  bytes === null || bytes === undefined ? null : { bytes };

/** How it went, what it counted, what it noted and how it was set. */
export function runFacts(run: RunRecord): RunFacts {
  const { result } = run;
  const status = run.outcome ?? run.state;
  return {
    'How it went': [
      ['Kind', { text: run.kind }],
      ['Result', { text: (run.code !== null && factsOf(run.code, run.kind)?.headline) || STATUS[status].label }],
      ['Code', said(run.code)],
      ['Exit code', run.exitCode === null ? null : { text: exitWords(run.exitCode) }],
      ['Took', run.durationMs === null ? null : { ms: run.durationMs }],
      ['Requested', moment(run.requestedAt)],
      ['Not to start before', moment(run.notBefore)],
      ['Started', moment(run.startedAt)],
      ['Ended', moment(run.endedAt)],
      ['Requested by', { text: run.requestedBy }],
      ['Reason', said(run.why)],
      ['Ticket', said(run.ticket)],
    ],
    Counts: [
      ['Files copied', number(result?.files ?? run.filesDone)],
      ['Size copied', size(result?.bytes ?? run.bytesDone)],
      ['Files in the old home', number(result?.totalFiles ?? run.progress?.filesTotal)],
      ['Size of the old home', size(result?.totalBytes ?? run.bytesTotal)],
      ['Files right already', number(result?.kept?.files)],
      ['Owner given', result?.owner ? { text: `${result.owner.uid}:${result.owner.gid}` } : null],
      ['Left free', size(result?.room?.bytesFree)],
    ],
    Notes: [
      ...(result?.notes ?? []).map(({ kind, count }) => [NOTE_KINDS[kind], number(count)] as const),
      ...(result?.entries ?? []).map(({ list, count }) => [ENTRY_LISTS[list], number(count)] as const),
    ],
    Settings: shownSettings(run.settings).map(({ label, value }) => [label, { text: value }] as const),
  };
}

/** The same that an ended copy tells in its receipt. */
export function receiptOf({ kind, result, settings }: RunRecord): readonly { label: string; value: string }[] {
  if (!result || kind !== 'copy') return [];
  const notes = result.notes.reduce((sum, { count }) => sum + count, 0);
  const compared = shownSettings(settings).find(({ label }) => label === 'Compared at the end')?.value;
  const facts: readonly (readonly [string, string | null])[] = [
    ['Copied', formatAmount(result)],
    ['Of', formatAmount({ files: result.totalFiles, bytes: result.totalBytes })],
    ['Owner now', result.owner ? `${result.owner.uid}:${result.owner.gid}` : null],
    ['Compared', result.folderState === 'complete' ? (compared ?? null) : null],
    ['Right already', result.kept ? formatAmount(result.kept) : null],
    ['Left out', leftOutWords(recordedPlan(settings))],
    ['Notes', notes > 0 ? groupDigits(notes) : null],
  ];
  return facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}
