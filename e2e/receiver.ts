import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that takes messages. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly { readonly headers: Headers; readonly body: string }[];
  /** What it answers from now on. */
  status: number;
  close(): void;
}

export async function startReceiver(): Promise<Receiver> {
  const received: { headers: Headers; body: string }[] = [];
  const server = createServer(async (request, answer) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    received.push({ headers, body });
    answer.writeHead(receiver.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    ...{ url: `http://127.0.0.1:${port}/kept-to-itself`, received, status: 200 },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return receiver;
}
