import type { ServerResponse } from 'node:http';
import type { FaultRequest } from './faults.ts';

/** The answers that are still being sent: watches, followed logs, and requests that a fault holds. */
export class OpenAnswers {
  readonly #open = new Map<ServerResponse, FaultRequest>();

  add(request: FaultRequest, response: ServerResponse): void {
    this.#open.set(response, request);
    response.once('close', () => this.#open.delete(response));
  }

  /** Ends, or resets, those that are chosen, and returns how many. */
  drop(chosen: (request: FaultRequest) => boolean, abruptly: boolean): number {
    const dropped = [...this.#open].filter(([, request]) => chosen(request));
    for (const [response] of dropped) {
      if (abruptly || !response.headersSent) response.destroy();
      else response.end();
    }
    return dropped.length;
  }
}
