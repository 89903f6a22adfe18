import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How a receiver answers: a status, or whatever is done with the answer; nothing at all to hang. */
export type Reply = number | ((answer: ServerResponse) => void);

/** A server that takes messages, on a port of its own, until the test ends. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** What it answers, in order; 200 when there is nothing left. */
  readonly replies: Reply[];
  close(): Promise<void>;
}

export async function startReceiver(...replies: Reply[]): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (request, answer) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    received.push({ path: request.url ?? '', headers: request.headers, body });
    const reply = replies.shift() ?? 200;
    if (typeof reply === 'number') answer.writeHead(reply).end();
    else reply(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(close);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, received, replies, close };
}
