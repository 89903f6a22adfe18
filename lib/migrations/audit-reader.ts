import 'server-only';
import type { AuditRecord } from '#lib/history/audit.ts';
import type { History } from '#lib/history/history.ts';
import { auditFile } from './audit-file.ts';
import { type AuditPage, type AuditQuery, auditFilter } from './audit-query.ts';
import type { AuditRowView, AuditView } from './audit-views.ts';
import type { ExportFormat } from './export-format.ts';

const PAGE_SIZE = 50;
const BATCH = 500;
const MAX_ACTORS = 50;

/** What the page of the audit shows, out of the database. */
export class AuditReader {
  readonly #audit: History['audit'];

  constructor(history: History) {
    this.#audit = history.audit;
  }

  /** The rows of a page, 50 at most. Days begin as in `zone`. */
  async page(query: AuditQuery, page: AuditPage | undefined, zone: string): Promise<AuditView> {
    const filter = auditFilter(query, zone);
    const found = await this.#audit.list({ limit: PAGE_SIZE + 1, filter, ...page });
    const actors = await this.#audit.actors(MAX_ACTORS + 1);
    const isMore = found.length > PAGE_SIZE;
    const rows = page?.newer ? found.slice(-PAGE_SIZE) : found.slice(0, PAGE_SIZE);
    const [first, last] = [rows[0], rows.at(-1)];
    const [hasNewer, hasOlder] = page?.newer ? [isMore, true] : [page !== undefined, isMore];
    return {
      rows: rows.map(rowView),
      newer: first && hasNewer ? { place: { at: first.at, id: first.id }, newer: true } : null,
      older: last && hasOlder ? { place: { at: last.at, id: last.id }, newer: false } : null,
      actors: actors.length > MAX_ACTORS ? [] : actors,
    };
  }

  /** All rows of a query as a file, a piece at a time. */
  file(query: AuditQuery, format: ExportFormat, zone: string): AsyncGenerator<string> {
    return auditFile(this.#audit.batches(auditFilter(query, zone), BATCH), format);
  }
}

const rowView = ({ at, ...row }: AuditRecord): AuditRowView => ({ ...row, at: new Date(at).toISOString() });
