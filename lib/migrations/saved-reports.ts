import 'server-only';
import type { History } from '#lib/history/history.ts';
import { type CheckReport, parseCheckReport } from './check-report.ts';

/** An open form asks for the same report again and again; it need not be unpacked each time. */
const KEPT = 16;

/** The reports of ended checks, read back from their evidence, which never changes. */
export class SavedReports {
  readonly #history: History;
  readonly #reports = new Map<string, CheckReport>();

  constructor(history: History) {
    this.#history = history;
  }

  /** What a check found; undefined where it found nothing, or a later version wrote it otherwise. */
  async of(runId: string): Promise<CheckReport | undefined> {
    const kept = this.#reports.get(runId);
    if (kept) return kept;
    const saved = await this.#history.evidenceOf(runId, 'report');
    const report = saved && parseCheckReport(saved.text);
    if (!report) return undefined;
    this.#reports.set(runId, report);
    for (const oldest of this.#reports.keys()) if (this.#reports.size > KEPT) this.#reports.delete(oldest);
    return report;
  }
}
