import type { ServerResponse } from 'node:http';
import { matcherOf, type Selection, wholeNumber } from './list.ts';
import type { StoredObject } from './objects.ts';
import { ApiError, expired } from './status-bodies.ts';
import type { Change, Store } from './store.ts';

/** How often a quiet watch that allows it is told the current version; the real server does it once a minute. */
const BOOKMARK_MS = 10_000;
/** The real server ends a watch after 30 to 60 minutes when no `timeoutSeconds` is given. */
const LONGEST_SECONDS = 1_800;

/**
 * Streams the changes of a selection after its `resourceVersion`, one JSON object a line, until its time is over or the
 * client goes. A version that is forgotten ends at once with an ERROR event that carries a 410 `Status`.
 */
export function watch(store: Store, selection: Selection, response: ServerResponse): void {
  const { query } = selection;
  const seconds = wholeNumber(query, 'timeoutSeconds') || LONGEST_SECONDS;
  const stream = new WatchStream(store, selection, response);
  const ends = setTimeout(() => stream.end(), Math.min(seconds * 1000, 2 ** 31 - 1));
  const bookmarks = setInterval(() => stream.bookmark(), BOOKMARK_MS);
  if (!isTrue(query.get('allowWatchBookmarks'))) clearInterval(bookmarks);
  // As the real server: one bookmark shortly before the end, so that the next watch starts from a fresh version.
  else setTimeout(() => stream.bookmark(), Math.max(0, seconds * 1000 - 2000)).unref();
  response.once('close', () => {
    clearTimeout(ends);
    clearInterval(bookmarks);
    stream.close();
  });
  stream.start();
}

/** How Kubernetes reads a boolean query parameter. */
export const isTrue = (text: string | null): boolean => text !== null && !['', '0', 'false'].includes(text);

class WatchStream {
  readonly #store: Store;
  readonly #selection: Selection;
  readonly #response: ServerResponse;
  readonly #matches: (object: StoredObject) => boolean;
  #unsubscribe: (() => void) | undefined;
  #after = 0;

  constructor(store: Store, selection: Selection, response: ServerResponse) {
    this.#store = store;
    this.#selection = selection;
    this.#response = response;
    this.#matches = matcherOf(selection);
  }

  start(): void {
    const from = fromVersion(this.#selection.query.get('resourceVersion'));
    this.#response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-cache, private' });
    this.#response.flushHeaders();
    if (from === 0) {
      const current = this.#store.all(this.#selection.resource.plural).filter(this.#matches);
      for (const object of current) this.#send('ADDED', object);
      this.#after = this.#store.version;
    } else {
      const changes = this.#store.since(from);
      if (!changes) {
        this.#tooOld(from);
        return;
      }
      // A version still to come is waited for in silence.
      this.#after = from;
      for (const change of changes) this.#pass(change);
    }
    this.#unsubscribe = this.#store.subscribe((change) => this.#pass(change));
  }

  bookmark(): void {
    const { kind } = this.#selection.resource;
    const metadata = { resourceVersion: String(this.#after) };
    this.#send('BOOKMARK', { kind, apiVersion: 'v1', metadata });
  }

  end(): void {
    if (!this.#response.writableEnded) this.#response.end();
  }

  close(): void {
    this.#unsubscribe?.();
  }

  #tooOld(from: number): void {
    this.#send('ERROR', expired(`too old resource version: ${from} (${this.#store.oldest})`).body);
    this.end();
  }

  /** An object that a selector begins to match is ADDED to its watch, one that it no longer matches DELETED. */
  #pass({ version, resource, type, object, previous }: Change): void {
    if (version <= this.#after) return;
    this.#after = version;
    if (resource !== this.#selection.resource.plural) return;
    const is = type !== 'DELETED' && this.#matches(object);
    const was = previous !== undefined && this.#matches(previous);
    if (is) this.#send(was ? 'MODIFIED' : 'ADDED', object);
    else if (was) {
      const { resourceVersion } = object.metadata;
      const last = type === 'DELETED' ? object : { ...previous, metadata: { ...previous.metadata, resourceVersion } };
      this.#send('DELETED', last);
    }
  }

  #send(type: string, object: object): void {
    if (this.#response.writable) this.#response.write(`${JSON.stringify({ type, object })}\n`);
  }
}

function fromVersion(text: string | null): number {
  if (!text) return 0;
  if (/^\d+$/.test(text)) return Number(text);
  const why = `strconv.ParseUint: parsing "${text}": invalid syntax`;
  throw new ApiError(500, undefined, `resourceVersion: Invalid value: "${text}": ${why}`);
}
