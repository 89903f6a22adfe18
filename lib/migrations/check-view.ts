import type { Config } from '#lib/config/schema.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import type { CheckReport } from './check-report.ts';
import { planOf } from './run-plan.ts';
import { isoOf } from './run-view.ts';
import type { CheckView } from './start-views.ts';

/** The latest check among the runs of a pair. */
export const lastCheck = (runs: readonly RunRecord[]): RunRecord | undefined =>
  runs
    .filter(({ kind }) => kind === 'check')
    .reduce<RunRecord | undefined>((last, run) => (last && last.number > run.number ? last : run), undefined);

/** A check as the start form shows it. */
export function checkView(run: RunRecord, report: CheckReport | undefined, config: Config): CheckView {
  const { id, number, outcome, state, code, requestedAt, startedAt, endedAt } = run;
  return {
    ...{ runId: id, number, status: outcome ?? state, code },
    requestedAt: isoOf(requestedAt),
    startedAt: startedAt === null ? null : isoOf(startedAt),
    endedAt: endedAt === null ? null : isoOf(endedAt),
    countsUntil: endedAt === null ? null : isoOf(endedAt + config.limits.checkAge),
    excludes: planOf(run.settings, config).excludes,
    report: report ?? null,
  };
}
