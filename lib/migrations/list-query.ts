import { type ListQuery, PRESETS, SORTS } from './list-views.ts';
import { FOLDER_STATES, KINDS } from './states.ts';

export const DEFAULT_QUERY: ListQuery = {
  preset: 'all',
  user: '',
  text: '',
  kind: null,
  code: '',
  by: '',
  folderState: null,
  since: null,
  until: null,
  byPair: false,
  sort: 'requested',
  descending: true,
  page: 1,
};
/** What is typed is not read any further. */
export const MAX_TEXT = 255;

type Params = Readonly<Record<string, string | readonly string[] | undefined>>;

const one = (value: string | readonly string[] | undefined): string =>
  typeof value === 'string' ? value : (value?.[0] ?? '');
const oneOf = <T extends string>(values: readonly T[], value: string): T | undefined =>
  values.find((known) => known === value);

/** A moment from an address: a day alone begins in UTC. */
function moment(value: string): string | null {
  if (!/^\d{4}-\d\d-\d\d(T[\d:.]+Z?)?$/.test(value)) return null;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** The list that an address asks for. What makes no sense is read as its default, so that an old link still works. */
export function readListQuery(params: Params): ListQuery {
  const page = Number.parseInt(one(params.page), 10);
  const code = one(params.code).toUpperCase();
  return {
    preset: oneOf(PRESETS, one(params.show)) ?? DEFAULT_QUERY.preset,
    user: one(params.user).slice(0, MAX_TEXT),
    text: one(params.q).trim().slice(0, MAX_TEXT),
    kind: oneOf(KINDS, one(params.kind)) ?? null,
    code: /^RH-\d{3}$/.test(code) ? code : '',
    by: one(params.by).slice(0, MAX_TEXT),
    folderState: oneOf(FOLDER_STATES, one(params.folder)) ?? null,
    since: moment(one(params.since)),
    until: moment(one(params.until)),
    byPair: one(params.group) === 'pair',
    sort: oneOf(SORTS, one(params.sort)) ?? DEFAULT_QUERY.sort,
    descending: one(params.dir) !== 'asc',
    page: Number.isSafeInteger(page) && page > 0 ? Math.min(page, 1_000_000) : 1,
  };
}

/** What an address says of a list, in the order in which it says it; defaults are left out. */
export function listParams(query: Partial<ListQuery>): readonly (readonly [string, string])[] {
  const { preset, user, text, kind, code, by, folderState, since, until, byPair, sort, descending, page } = {
    ...DEFAULT_QUERY,
    ...query,
  };
  const said: readonly (readonly [string, string | null])[] = [
    ['show', preset === DEFAULT_QUERY.preset ? null : preset],
    ['user', user],
    ['q', text],
    ['kind', kind],
    ['code', code],
    ['by', by],
    ['folder', folderState],
    ['since', since],
    ['until', until],
    ['group', byPair ? 'pair' : null],
    ['sort', sort === DEFAULT_QUERY.sort ? null : sort],
    ['dir', descending ? null : 'asc'],
    ['page', page === 1 ? null : String(page)],
  ];
  return said.flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value] as const]));
}

/** The address of a list, `?show=failed&page=2`; defaults are left out. */
export function listSearch(query: Partial<ListQuery>): string {
  const text = new URLSearchParams(listParams(query).map(([name, value]) => [name, value])).toString();
  return text === '' ? '' : `?${text}`;
}

/** Whether anything but a preset narrows a list down. */
export const isNarrowed = ({ user, text, kind, code, by, folderState, since, until }: ListQuery): boolean =>
  [user, text, kind, code, by, folderState, since, until].some((value) => value !== '' && value !== null);
