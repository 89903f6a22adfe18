import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { RealRig } from './real-rig.ts';

const cluster = inject('cluster');
const READY_MS = 60_000;

/** Ends well once the dashboard answers 200 to both, which it does to nobody but itself. */
const probe = `const urls = ['livez', 'readyz'].map((path) => 'http://127.0.0.1:3000/' + path);
Promise.all(urls.map((url) => fetch(url))).then((all) => process.exit(all.every(({ ok }) => ok) ? 0 : 1), () => process.exit(1));`;

describe.skipIf(typeof cluster === 'string')('the dashboard of the image', () => {
  let rig: RealRig;
  beforeAll(async () => {
    if (typeof cluster === 'string') throw new Error(cluster);
    rig = await RealRig.start(cluster, 'restricted');
  });
  afterAll(() => rig.stop());

  test('runs under Pod Security restricted with a read-only root, and hears the cluster as the account of its pod', async () => {
    if (typeof cluster === 'string') return;
    await rig.account('rehome');
    const config = {
      homes: { layout: 'claimPerUser' },
      directory: { source: 'claims' },
      migrator: { image: cluster.image },
      history: { url: 'sqlite:/data/history.db' },
    };
    await rig.make(`${rig.path}/configmaps`, {
      ...{ kind: 'ConfigMap', metadata: { name: 'rehome' }, data: { 'rehome.yaml': JSON.stringify(config) } },
    });
    const mounts = { config: '/etc/rehome', data: '/data' };
    await rig.make(`${rig.path}/pods`, {
      kind: 'Pod',
      metadata: { name: 'dashboard' },
      spec: {
        ...{ serviceAccountName: 'rehome', restartPolicy: 'Never', terminationGracePeriodSeconds: 15 },
        securityContext: { runAsNonRoot: true, fsGroup: 1000, seccompProfile: { type: 'RuntimeDefault' } },
        volumes: [
          { name: 'config', configMap: { name: 'rehome' } },
          { name: 'data', emptyDir: {} },
        ],
        containers: [
          {
            ...{ name: 'dashboard', image: cluster.image, imagePullPolicy: 'Never' },
            securityContext: {
              ...{ allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } },
            },
            env: [
              { name: 'HOSTNAME', value: '127.0.0.1' },
              { name: 'REHOME_CONFIG', value: '/etc/rehome/rehome.yaml' },
            ],
            volumeMounts: Object.entries(mounts).map(([name, mountPath]) => ({ name, mountPath })),
            readinessProbe: { exec: { command: ['node', '-e', probe] }, periodSeconds: 1, timeoutSeconds: 10 },
          },
        ],
      },
    });
    const pod = `${rig.path}/pods/dashboard`;
    const isReady = async () =>
      (await rig.api.get(pod)).body.status.containerStatuses?.some(({ ready }: { ready: boolean }) => ready);
    const log = async () => (await rig.api.get(`${pod}/log`)).text;
    await expect
      .poll(isReady, { timeout: READY_MS })
      .toBe(true)
      .catch(async (error: unknown) => {
        throw new Error(`not ready: ${await log()}`, { cause: error });
      });
    expect(await log()).not.toMatch(/error|EROFS|EACCES/i);
    const from = (await rig.api.get(pod)).body.metadata.resourceVersion;
    const watching = rig.api.watch(`${rig.path}/pods?watch=1&resourceVersion=${from}&timeoutSeconds=20`, (events) =>
      events.some(({ type }) => type === 'DELETED'),
    );
    await rig.api.remove(pod);
    const last = (await watching).at(-1)?.object;
    expect(last.status.containerStatuses[0].state.terminated).toMatchObject({ exitCode: 0 });
  });
});

if (typeof cluster === 'string') test.skip(`no real cluster: ${cluster}`, () => undefined);
