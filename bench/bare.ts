import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SERVER = fileURLToPath(new URL('bare-server.ts', import.meta.url));

export interface BareServer {
  readonly url: string;
  stop(): void;
}

/** A bare node:http server of its own process that answers JSON of so many bytes. */
export async function startBareServer(bytes: number): Promise<BareServer> {
  const child = spawn(process.execPath, [SERVER, String(bytes)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: `http://127.0.0.1:${Number(port.toString())}/`, stop: () => void child.stdin.end() };
}
