import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { until } from './until.ts';

/** Arguments that let a Node be inspected, on any free port of loopback. */
export const INSPECTABLE = ['--inspect=127.0.0.1:0'];

const usage = z.object({ rss: z.number(), heapUsed: z.number(), external: z.number(), arrayBuffers: z.number() });
export type MemoryUsage = z.output<typeof usage>;

const reply = z.object({
  id: z.optional(z.number()),
  result: z.optional(z.object({ result: z.optional(z.object({ value: z.optional(z.string()) })) })),
});

/** What a process holds after its garbage was collected, in bytes. `log` is where it said that it can be inspected. */
export async function memoryAfterCollection(log: string): Promise<MemoryUsage> {
  const listening = () => /Debugger listening on (ws:\S+)/.exec(readFileSync(log, 'utf8'))?.[1];
  const socket = new WebSocket(await until('it can be inspected', listening, 5_000));
  await once(socket, 'open');
  let last = 0;
  const call = async (method: string, params: object = {}): Promise<string> => {
    const id = ++last;
    const answered = Promise.withResolvers<string>();
    const listen = ({ data }: MessageEvent) => {
      const said = reply.parse(JSON.parse(String(data)));
      if (said.id === id) answered.resolve(said.result?.result?.value ?? '');
    };
    socket.addEventListener('message', listen);
    socket.send(JSON.stringify({ id, method, params }));
    const value = await answered.promise;
    socket.removeEventListener('message', listen);
    return value;
  };
  try {
    for (let time = 0; time < 3; time++) await call('HeapProfiler.collectGarbage');
    const expression = 'JSON.stringify(process.memoryUsage())';
    return usage.parse(JSON.parse(await call('Runtime.evaluate', { expression })));
  } finally {
    socket.close();
  }
}
