import type { AuditPage, AuditResult } from './audit-query.ts';

/** One row of the audit; times are ISO 8601. */
export interface AuditRowView {
  readonly id: string;
  readonly at: string;
  readonly actor: string;
  readonly source: string | null;
  readonly action: string;
  readonly object: string | null;
  readonly oldUser: string | null;
  readonly newUser: string | null;
  readonly why: string | null;
  readonly result: AuditResult;
  readonly detail: string | null;
}

/** A page of the audit, newest first, and the ways to the pages beside it. */
export interface AuditView {
  readonly rows: readonly AuditRowView[];
  readonly newer: AuditPage | null;
  readonly older: AuditPage | null;
  /** Whose names can be chosen from; empty where they are too many. */
  readonly actors: readonly string[];
}
