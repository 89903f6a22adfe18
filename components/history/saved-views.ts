/** A list that somebody gave a name. */
export interface SavedView {
  readonly name: string;
  /** The address's search, `?show=failed`. */
  readonly search: string;
}

const KEY = 'rehome.views';
const MAX_VIEWS = 30;
export const MAX_NAME = 60;

/** What a browser has kept, or nothing where that makes no sense. */
export function parseViews(text: string | null): readonly SavedView[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) ? kept.filter(isView) : [];
  } catch {
    return [];
  }
}

const isView = (value: unknown): value is SavedView =>
  typeof value === 'object' &&
  value !== null &&
  'name' in value &&
  'search' in value &&
  typeof value.name === 'string' &&
  typeof value.search === 'string' &&
  (value.search === '' || value.search.startsWith('?'));

/** The views with one more at the end; of two with one name the later stays. */
export const withView = (views: readonly SavedView[], view: SavedView): readonly SavedView[] =>
  [...views.filter(({ name }) => name !== view.name), view].slice(-MAX_VIEWS);

/** This browser's views as a store that React reads; another tab's changes are heard. */
export const viewStore = {
  subscribe(listener: () => void): () => void {
    const hear = ({ key }: StorageEvent) => key === KEY && listener();
    listeners.add(listener);
    window.addEventListener('storage', hear);
    return () => {
      listeners.delete(listener);
      window.removeEventListener('storage', hear);
    };
  },
  /** The text as it is kept, so that what is unchanged is the same. */
  read(): string | null {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  },
  /** False where the browser keeps nothing. */
  write(views: readonly SavedView[]): boolean {
    try {
      localStorage.setItem(KEY, JSON.stringify(views));
    } catch {
      return false;
    }
    for (const listener of listeners) listener();
    return true;
  },
};
const listeners = new Set<() => void>();
