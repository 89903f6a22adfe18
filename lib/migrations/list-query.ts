import { type ListQuery, PRESETS, type Preset, SORTS, type Sort } from './views.ts';

export const DEFAULT_QUERY: ListQuery = { preset: 'all', user: '', sort: 'requested', descending: true, page: 1 };

type Params = Readonly<Record<string, string | readonly string[] | undefined>>;

const one = (value: string | readonly string[] | undefined): string =>
  typeof value === 'string' ? value : (value?.[0] ?? '');
const isPreset = (value: string): value is Preset => (PRESETS as readonly string[]).includes(value);
const isSort = (value: string): value is Sort => (SORTS as readonly string[]).includes(value);

/** The list that an address asks for. What makes no sense is read as its default, so that an old link still works. */
export function readListQuery(params: Params): ListQuery {
  const preset = one(params.show);
  const sort = one(params.sort);
  const page = Number.parseInt(one(params.page), 10);
  return {
    preset: isPreset(preset) ? preset : DEFAULT_QUERY.preset,
    user: one(params.user).slice(0, 255),
    sort: isSort(sort) ? sort : DEFAULT_QUERY.sort,
    descending: one(params.dir) !== 'asc',
    page: Number.isSafeInteger(page) && page > 0 ? Math.min(page, 1_000_000) : 1,
  };
}

/** The address of a list, `?show=failed&page=2`; defaults are left out. */
export function listSearch(query: Partial<ListQuery>): string {
  const { preset, user, sort, descending, page } = { ...DEFAULT_QUERY, ...query };
  const params = new URLSearchParams();
  if (preset !== DEFAULT_QUERY.preset) params.set('show', preset);
  if (user !== '') params.set('user', user);
  if (sort !== DEFAULT_QUERY.sort) params.set('sort', sort);
  if (!descending) params.set('dir', 'asc');
  if (page !== 1) params.set('page', String(page));
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
