import type { FaultRequest } from './faults.ts';

export interface RequestCount {
  readonly method: string;
  readonly resource: string;
  readonly verb: string;
  readonly userAgent: string;
  readonly count: number;
}

/** How often each kind of request came, and from whom. */
export class RequestCounts {
  readonly #counts = new Map<string, RequestCount>();

  add({ method, resource = '', verb }: FaultRequest, userAgent: string): void {
    const key = JSON.stringify([method, resource, verb, userAgent]);
    const count = (this.#counts.get(key)?.count ?? 0) + 1;
    this.#counts.set(key, { method, resource, verb, userAgent, count });
  }

  reset(): void {
    this.#counts.clear();
  }

  report(): { readonly total: number; readonly requests: readonly RequestCount[] } {
    const requests = [...this.#counts.values()];
    return { total: requests.reduce((sum, { count }) => sum + count, 0), requests };
  }
}
