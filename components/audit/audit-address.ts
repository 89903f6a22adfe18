import type { Route } from 'next';
import { type AuditPage, type AuditQuery, auditSearch } from '#lib/migrations/audit-query.ts';
import type { ExportFormat } from '#lib/migrations/export-format.ts';

/** The address of a part of the audit. */
export const auditHref = (query: AuditQuery, page?: AuditPage): Route => `/audit${auditSearch(query, page)}` as Route;

/** All of its pages as a file. */
export const auditFileHref = (query: AuditQuery, format: ExportFormat): string => {
  const search = auditSearch(query);
  return `/api/audit/export${search}${search === '' ? '?' : '&'}format=${format}`;
};
