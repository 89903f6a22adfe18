import type { StoredObject } from './objects.ts';
import type { Resource } from './resources.ts';
import { fieldMatcher, labelMatcher, type Matcher } from './selectors.ts';
import { badRequest, expired, invalid, tooLargeVersion } from './status-bodies.ts';
import type { Store } from './store.ts';

/** A resource, in one namespace or in all, narrowed by selectors. */
export interface Selection {
  readonly resource: Resource;
  readonly namespace: string | undefined;
  readonly query: URLSearchParams;
}

/** Whether an object belongs to a selection. Throws a 400 for selectors that make no sense. */
export function matcherOf({ resource, namespace, query }: Selection): Matcher {
  const labels = labelMatcher(query.get('labelSelector'));
  const fields = fieldMatcher(resource, query.get('fieldSelector'));
  return (object) =>
    (namespace === undefined || object.metadata.namespace === namespace) && labels(object) && fields(object);
}

/** A whole number from a query, or undefined. Throws Go's own words as a 400. */
export function wholeNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  if (!/^[+-]?\d{1,15}$/.test(text)) throw badRequest(`strconv.ParseInt: parsing "${text}": invalid syntax`);
  return Number(text);
}

const placeOf = ({ metadata }: StoredObject): string => `${metadata.namespace ?? ''}/${metadata.name}\0`;

/** The body of a list: sorted by namespace and name, in pages of one consistent version where `limit` is given. */
export function list(store: Store, selection: Selection): object {
  const { resource, query } = selection;
  const matches = matcherOf(selection);
  const limit = wholeNumber(query, 'limit') ?? 0;
  const { version, exact, after } = whichVersion(store, query);
  const objects = exact ? store.at(resource.plural, version) : store.all(resource.plural);
  if (!objects) throw tooOld(store, query, after);
  const rest = objects
    .filter(matches)
    .map((object) => ({ object, place: placeOf(object) }))
    .filter(({ place }) => place > after)
    .sort((a, b) => (a.place < b.place ? -1 : 1));
  const page = limit > 0 ? rest.slice(0, limit) : rest;
  const left = rest.length - page.length;
  const selective = query.get('labelSelector') || query.get('fieldSelector');
  return {
    kind: `${resource.kind}List`,
    apiVersion: 'v1',
    metadata: {
      resourceVersion: String(version),
      ...(left > 0 && { continue: continueToken(version, page.at(-1)?.place ?? '') }),
      // The real server cannot count what a selector would leave.
      ...(left > 0 && !selective && { remainingItemCount: left }),
    },
    items: page.map(({ object: { kind, apiVersion, ...item } }) => item),
  };
}

interface Which {
  readonly version: number;
  /** Whether the list must show this version, and not a later one. */
  readonly exact: boolean;
  /** The place after which the page begins. */
  readonly after: string;
}

function whichVersion(store: Store, query: URLSearchParams): Which {
  const asked = query.get('resourceVersion') ?? '';
  const match = query.get('resourceVersionMatch') ?? '';
  const token = query.get('continue');
  if (token) {
    if (asked && asked !== '0') throw badRequest('specifying resource version is not allowed when using continue');
    const { rv, start } = readContinueToken(token);
    return { version: rv > 0 ? rv : store.version, exact: rv > 0, after: start };
  }
  if (match && !asked) throw matchProblem('resourceVersionMatch is forbidden unless resourceVersion is provided');
  if (match === 'Exact' && asked === '0') {
    throw matchProblem('resourceVersionMatch "Exact" is forbidden for resourceVersion "0"');
  }
  if (asked && !/^\d+$/.test(asked)) {
    const why = `strconv.ParseUint: parsing "${asked}": invalid syntax`;
    throw badRequest(`invalid resource version: resourceVersion: Invalid value: "${asked}": ${why}`);
  }
  const version = Number(asked);
  if (version > store.version) throw tooLargeVersion(version, store.version);
  if (match === 'Exact') return { version, exact: true, after: '' };
  return { version: store.version, exact: false, after: '' };
}

function matchProblem(why: string) {
  const causes = [{ reason: 'FieldValueForbidden', message: `Forbidden: ${why}`, field: 'resourceVersionMatch' }];
  return invalid('ListOptions', '', causes, 'meta.k8s.io');
}

const encode = (token: object): string => Buffer.from(JSON.stringify(token)).toString('base64url');
const continueToken = (rv: number, start: string): string => encode({ v: 'meta.k8s.io/v1', rv, start });

function readContinueToken(token: string): { rv: number; start: string } {
  try {
    const { v, rv, start } = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (v === 'meta.k8s.io/v1' && typeof rv === 'number' && typeof start === 'string') return { rv, start };
  } catch {
    // Refused below, as every other token that this server did not write.
  }
  throw badRequest('invalid continue token: continue key is not valid');
}

/** 410, with a token that goes on without the promise of one consistent version, as the real server offers. */
function tooOld(store: Store, query: URLSearchParams, after: string) {
  if (!query.get('continue')) return expired('The resourceVersion for the provided list is too old.');
  const message =
    'The provided continue parameter is too old to display a consistent list result. You can start a new list without ' +
    'the continue parameter, or use the continue token in this response to retrieve the remainder of the results. ' +
    'Continuing with the provided token results in an inconsistent list - objects that were created, modified, or ' +
    'deleted between the time the first chunk was returned and now may show up in the list.';
  return expired(message, { resourceVersion: String(store.version), continue: continueToken(-1, after) });
}
