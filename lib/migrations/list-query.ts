import { type ListPlace, type ListQuery, PRESETS, SORTS, type Sort } from './list-views.ts';
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
  place: null,
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

/** What the columns of each order hold, by which a place is known: numbers and texts. */
const PLACES: Readonly<Record<Sort, readonly ('number' | 'string')[]>> = {
  requested: ['number', 'string'],
  status: ['number', 'number', 'string'],
  pair: ['string', 'string', 'number', 'string'],
  size: ['number', 'number', 'string'],
  duration: ['number', 'number', 'string'],
  by: ['string', 'number', 'string'],
};

/** A place as an address says it: `["requested",1764081600000,"0199…"]`; null for anything else. */
function readPlace(text: string, before: boolean): ListPlace | null {
  if (!text.startsWith('[')) return null;
  try {
    const parsed: unknown = JSON.parse(text);
    if (!Array.isArray(parsed)) return null;
    const [named, ...values]: readonly unknown[] = parsed;
    const order = SORTS.find((sort) => sort === named);
    if (!order || values.length !== PLACES[order].length) return null;
    const fits = values.filter((value, at): value is string | number => typeof value === PLACES[order][at]);
    return fits.length === values.length ? { order, values: fits, before } : null;
  } catch {
    return null;
  }
}

/** The list that an address asks for. What makes no sense is read as its default, so that an old link still works. */
export function readListQuery(params: Params): ListQuery {
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
    place: readPlace(one(params.before), true) ?? readPlace(one(params.after), false),
  };
}

/** What an address says of a list, in the order in which it says it; defaults are left out. */
export function listParams(query: Partial<ListQuery>): readonly (readonly [string, string])[] {
  const { preset, user, text, kind, code, by, folderState, since, until, byPair, sort, descending, place } = {
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
    [place?.before ? 'before' : 'after', place && JSON.stringify([place.order, ...place.values])],
  ];
  return said.flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value] as const]));
}

/** The address of a list, `?show=failed&sort=by`; defaults are left out. */
export function listSearch(query: Partial<ListQuery>): string {
  const text = new URLSearchParams(listParams(query).map(([name, value]) => [name, value])).toString();
  return text === '' ? '' : `?${text}`;
}

/** Whether anything but a preset narrows a list down. */
export const isNarrowed = ({ user, text, kind, code, by, folderState, since, until }: ListQuery): boolean =>
  [user, text, kind, code, by, folderState, since, until].some((value) => value !== '' && value !== null);
