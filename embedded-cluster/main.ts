/**
 * The embedded cluster as a process of its own:
 *
 *   node embedded-cluster/main.ts --data DIR --port N [--port-file FILE] [--seed FILE] [--image NAME=FOLDER]… [--until-stdin-ends]
 *
 * Everything but the logs is in memory: pods live as long as this process, and their processes end with it.
 */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createCluster } from './cluster.ts';
import { seed } from './seed.ts';
import { createApiServer } from './server.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    port: { type: 'string', default: '0' },
    'port-file': { type: 'string' },
    seed: { type: 'string' },
    image: { type: 'string', multiple: true, default: [] },
    'until-stdin-ends': { type: 'boolean', default: false },
  },
});
if (!values.data) throw new Error('--data DIR is missing: a folder for logs, of this cluster alone');

/** `name=/folder`, as given on the command line. */
function imageOf(text: string): [string, string] {
  const at = text.indexOf('=');
  if (at < 1) throw new Error(`--image wants NAME=FOLDER, not ${text}`);
  return [text.slice(0, at), resolve(text.slice(at + 1))];
}

const dataDir = resolve(values.data);
rmSync(join(dataDir, 'pods'), { recursive: true, force: true });
const cluster = createCluster({ dataDir, images: new Map(values.image.map(imageOf)) });
seed(cluster.store, values.seed ? readFileSync(values.seed, 'utf8') : '[]');

const server = createApiServer(cluster);
server.keepAliveTimeout = 60_000;
server.requestTimeout = 0;
const portFile = values['port-file'];
server.listen(Number(values.port), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log('This is an embedded cluster, for trials and tests: it keeps nothing and checks no credentials.');
  console.log(`Embedded cluster: http://127.0.0.1:${port}`);
  if (!portFile) return;
  // Whoever waits for the file must never see half of it.
  writeFileSync(`${portFile}.new`, `${port}\n`);
  renameSync(`${portFile}.new`, portFile);
});

function shutDown(): void {
  cluster.kubelet.shutDown();
  process.exit(0);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, shutDown);
// Whoever started it may be killed, and cannot say so then.
if (values['until-stdin-ends']) process.stdin.resume().once('end', shutDown).once('error', shutDown);
