import { endOfDay, isDay, startOfDay } from '#lib/format/day.ts';

/** What came of a command. `asked`: begun, and another row says what came of it. */
export const AUDIT_RESULTS = ['done', 'asked', 'refused', 'failed'] as const;
export type AuditResult = (typeof AUDIT_RESULTS)[number];

/** A place between two rows of the audit: behind the row of this time (milliseconds since the epoch) and id. */
export interface AuditPlace {
  readonly at: number;
  readonly id: string;
}

/** Which rows of the audit are wanted; null is any. Names fit as a whole, as they are written. */
export interface AuditFilter {
  readonly actor: string | null;
  readonly action: string | null;
  readonly result: AuditResult | null;
  readonly oldUser: string | null;
  readonly newUser: string | null;
  /** Milliseconds since the epoch, included. */
  readonly from: number | null;
  /** Milliseconds since the epoch, not included. */
  readonly to: number | null;
}

/** What an address of the audit asks for; an empty text is any. */
export interface AuditQuery {
  readonly who: string;
  readonly what: string;
  readonly result: AuditResult | '';
  readonly old: string;
  readonly new: string;
  /** The first and the last day, as days of the reader's zone: `2026-11-25`. */
  readonly from: string;
  readonly to: string;
}

/** A part of the rows: those next to a place, older or newer. */
export interface AuditPage {
  readonly place: AuditPlace;
  readonly newer: boolean;
}

const NAMES = ['who', 'what', 'result', 'old', 'new', 'from', 'to'] as const;
export const ANY_AUDIT: AuditQuery = { who: '', what: '', result: '', old: '', new: '', from: '', to: '' };

type Params = Readonly<Record<string, string | readonly string[] | undefined>>;
const one = (value: string | readonly string[] | undefined): string =>
  (typeof value === 'string' ? value : (value?.[0] ?? '')).slice(0, 255);

/** The rows that an address asks for. What makes no sense is no filter, so that an old link still works. */
export function readAuditQuery(params: Params): AuditQuery {
  const day = (text: string): string => (isDay(text) ? text : '');
  return {
    ...{
      who: one(params.who).trim(),
      what: one(params.what),
      old: one(params.old).trim(),
      new: one(params.new).trim(),
    },
    result: AUDIT_RESULTS.find((result) => result === one(params.result)) ?? '',
    ...{ from: day(one(params.from)), to: day(one(params.to)) },
  };
}

const PLACE = /^(\d{1,16})\.([0-9a-z-]{1,64})$/i;

/** Which of their pages; undefined is the newest. */
export function readAuditPage(params: Params): AuditPage | undefined {
  const newer = one(params.after) !== '';
  const found = PLACE.exec(one(newer ? params.after : params.before));
  return found ? { place: { at: Number(found[1]), id: found[2] ?? '' }, newer } : undefined;
}

/** The part of an address behind the path, `?who=erin&before=…`; what is any is left out. */
export function auditSearch(query: AuditQuery, page?: AuditPage): string {
  const params = new URLSearchParams(NAMES.flatMap((name) => (query[name] === '' ? [] : [[name, query[name]]])));
  if (page) params.set(page.newer ? 'after' : 'before', `${page.place.at}.${page.place.id}`);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** The same, as the database is asked; days begin and end as in a zone. */
export function auditFilter(query: AuditQuery, zone: string): AuditFilter {
  return {
    ...{ actor: query.who || null, action: query.what || null, result: query.result || null },
    ...{ oldUser: query.old || null, newUser: query.new || null },
    from: query.from === '' ? null : startOfDay(query.from, zone),
    to: query.to === '' ? null : endOfDay(query.to, zone),
  };
}
