import { Agent, request } from 'node:http';

export interface Load {
  readonly perSecond: number;
  /** Milliseconds of each request. */
  readonly times: readonly number[];
  /** How many were answered with 304, by their number. */
  readonly unchanged: number;
  /** Bytes of the last whole answer. */
  readonly bytes: number;
}

interface LoadChoices {
  readonly connections: number;
  readonly forMs: number;
  /** Sends the last ETag along, as a browser does. */
  readonly withEtag: boolean;
}

interface Answer {
  readonly status: number;
  readonly etag: string | undefined;
  readonly bytes: number;
}

/** Asks one address again and again over connections that stay open. Throws where an answer is neither 200 nor 304. */
export async function ask(url: string, { connections, forMs, withEtag }: LoadChoices): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let unchanged = 0;
  let bytes = 0;
  const began = performance.now();
  const one = async () => {
    let etag: string | undefined;
    while (performance.now() - began < forMs) {
      const sent = performance.now();
      const answer = await get(url, agent, withEtag && etag ? { 'if-none-match': etag } : {});
      times.push(performance.now() - sent);
      etag = answer.etag ?? etag;
      if (answer.status === 304) unchanged += 1;
      else bytes = answer.bytes;
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return { perSecond: times.length / seconds, times, unchanged, bytes };
}

function get(url: string, agent: Agent, headers: Readonly<Record<string, string>>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('error', reject);
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        if (status !== 200 && status !== 304) reject(new Error(`GET ${url}: ${status}`));
        else resolve({ status, etag: response.headers.etag, bytes });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}
