import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { CoreV1Api, KubeConfig } from '@kubernetes/client-node';
import { expect, it, onTestFinished } from 'vitest';
import { type Body, ContractApi, claim, pod } from './contract-api.ts';
import { type EmbeddedCluster, type EmbeddedClusterOptions, startEmbeddedCluster } from './testing.ts';

const IMAGE = 'rehome:1';
const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'embedded-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
};
const start = async (options: EmbeddedClusterOptions = {}): Promise<{ cluster: EmbeddedCluster; api: ContractApi }> => {
  const cluster = await startEmbeddedCluster(options);
  const api = new ContractApi({ url: cluster.url });
  onTestFinished(async () => {
    await api.close();
    await cluster.stop();
  });
  return { cluster, api };
};
const placed = (spec: object): Body => pod({ name: 'a' }, { schedulerName: 'default-scheduler', ...spec });
const PODS = '/api/v1/namespaces/default/pods';
const ended = async (api: ContractApi): Promise<Body> => {
  await api.until('the pod is over', async () => {
    const { phase } = (await api.get(`${PODS}/a`)).body.status;
    return phase === 'Succeeded' || phase === 'Failed';
  });
  return (await api.get(`${PODS}/a`)).body.status.containerStatuses[0].state.terminated;
};
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A process that nobody has waited for yet is not alive.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

it('the real client finds its way with the kubeconfig', async () => {
  const { cluster } = await start();
  const config = new KubeConfig();
  config.loadFromFile(cluster.kubeconfig());
  const { items } = await config.makeApiClient(CoreV1Api).listNode();
  expect(items.map(({ metadata }) => metadata?.name)).toEqual(['embedded']);
});

it('says on each start that it is for trials and tests, and listens on the loopback alone', async () => {
  const main = new URL('main.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [main, '--data', folder(), '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill());
  let output = '';
  for await (const chunk of child.stdout) {
    output += chunk;
    if (/http:.*\n/.test(output)) break;
  }
  expect(output).toContain('for trials and tests');
  expect(output).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
});

it.each([{ origin: 'https://evil.example' }, { origin: 'null' }, { host: 'rebound.example:80' }])(
  'a web page cannot make a pod: %j',
  async (headers) => {
    const { cluster, api } = await start({ images: { [IMAGE]: '/' } });
    const post = async (path: string, body: object): Promise<number | undefined> => {
      const sent = request(cluster.url + path, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'text/plain' },
      });
      sent.end(JSON.stringify(body));
      const [response] = await once(sent, 'response');
      response.resume();
      return response.statusCode;
    };
    const main = { name: 'main', image: IMAGE, command: ['sh', '-c', 'id'] };
    expect(await post(PODS, placed({ containers: [main] }))).toBe(403);
    expect(await post('/embedded/faults', { kind: 'down' })).toBe(403);
    expect((await api.get(PODS)).body.items).toEqual([]);
  },
);

it('a pod works on the homes of a seeded volume, with its program from the image folder', async () => {
  const [homes, image] = [folder(), folder()];
  mkdirSync(join(homes, 'ada'));
  writeFileSync(join(homes, 'ada', 'notes'), 'hello');
  const program = `import { cpSync } from 'node:fs';
    const [from, to] = process.argv.slice(2);
    cpSync(from + '/notes', to + '/notes');`;
  writeFileSync(join(image, 'copy.mjs'), program);
  const volume = {
    kind: 'PersistentVolume',
    metadata: { name: 'homes' },
    spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteMany'], hostPath: { path: homes } },
  };
  const homesClaim = { ...claim('homes', { accessModes: ['ReadWriteMany'] }), metadata: { name: 'homes' } };
  const { api } = await start({ images: { [IMAGE]: image }, seed: [volume, homesClaim] });
  const spec = {
    volumes: [{ name: 'homes', persistentVolumeClaim: { claimName: 'homes' } }],
    containers: [
      {
        name: 'main',
        image: IMAGE,
        command: ['node', '/app/copy.mjs', '/old', '/new'],
        volumeMounts: [
          { name: 'homes', mountPath: '/old', subPath: 'ada', readOnly: true },
          { name: 'homes', mountPath: '/new', subPath: 'lovelace' },
        ],
      },
    ],
  };
  await api.post(PODS, placed(spec));
  expect(await ended(api)).toMatchObject({ exitCode: 0 });
  expect(readFileSync(join(homes, 'lovelace', 'notes'), 'utf8')).toBe('hello');
});

it('a volume that cannot be had, and a program that cannot be started, stop their pod and nothing else', async () => {
  const { api } = await start({ images: { [IMAGE]: '/' } });
  const file = join(folder(), 'file');
  writeFileSync(file, '');
  const main = { name: 'main', image: IMAGE, command: ['node', '-e', ''] };
  const volumes = [{ name: 'homes', hostPath: { path: join(file, 'inside') } }];
  await api.post(PODS, { ...placed({ volumes, containers: [main] }), metadata: { name: 'b' } });
  await api.until('the event is there', async () => {
    const { items } = (await api.get('/api/v1/events')).body;
    return items.some(({ reason }: Body) => reason === 'FailedMount');
  });
  const containers = [{ ...main, args: ['x'.repeat(200_000)] }];
  await api.post(PODS, placed({ containers }));
  expect(await ended(api)).toMatchObject({ exitCode: 128, reason: 'StartError' });
  expect((await api.get(`${PODS}/b`)).body.status.phase).toBe('Pending');
});

it('a subPath that a link leads out of its volume keeps the container from being made', async () => {
  const [homes, elsewhere] = [folder(), folder()];
  symlinkSync(elsewhere, join(homes, 'ada'));
  const { api } = await start({ images: { [IMAGE]: '/' } });
  const container = { name: 'main', image: IMAGE, command: ['node', '-e', ''] };
  const volumeMounts = [{ name: 'homes', mountPath: '/old', subPath: 'ada/inside' }];
  const volumes = [{ name: 'homes', hostPath: { path: homes } }];
  await api.post(PODS, placed({ volumes, containers: [{ ...container, volumeMounts }] }));
  await api.until('the pod says why', async () => {
    const { containerStatuses } = (await api.get(`${PODS}/a`)).body.status;
    return containerStatuses?.[0].state.waiting?.reason === 'CreateContainerConfigError';
  });
});

it('a restart policy other than Never is refused, and the reason is said', async () => {
  const { api } = await start();
  const { code, body } = await api.post(PODS, placed({ restartPolicy: 'Always' }));
  expect(code).toBe(422);
  expect(body.message).toContain('restartPolicy Never only');
});

it('no process of a pod outlives a cluster that is killed, nor what the process itself started', async () => {
  const { cluster, api } = await start({ images: { [IMAGE]: '/' } });
  const code = `const child = require('node:child_process').spawn('sleep', ['600']);
    process.on('SIGTERM', () => undefined);
    console.log(process.pid + ' ' + child.pid);
    setInterval(() => undefined, 1000);`;
  await api.post(PODS, placed({ containers: [{ name: 'main', image: IMAGE, command: ['node', '-e', code] }] }));
  let pids: number[] = [];
  await api.until('the pod says its pids', async () => {
    pids = ((await api.get(`${PODS}/a/log`)).text ?? '').trim().split(' ').map(Number);
    return pids.length === 2 && pids.every((pid) => pid > 0);
  });
  expect(pids.map(isAlive)).toEqual([true, true]);
  await cluster.kill();
  await api.until('both have ended', async () => !pids.some(isAlive));
});

it('a cluster that a test started ends when the test is killed', async () => {
  const testing = new URL('testing.ts', import.meta.url).href;
  const code = `const { startEmbeddedCluster } = await import('${testing}');
    console.log((await startEmbeddedCluster({ dataDir: '${folder()}' })).pid);
    setInterval(() => undefined, 1000);`;
  const test = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void test.kill('SIGKILL'));
  const pid = Number(String((await once(test.stdout, 'data'))[0]));
  expect(isAlive(pid)).toBe(true);
  test.kill('SIGKILL');
  const deadline = performance.now() + 10_000;
  while (isAlive(pid) && performance.now() < deadline) await setImmediate();
  expect(isAlive(pid)).toBe(false);
});
