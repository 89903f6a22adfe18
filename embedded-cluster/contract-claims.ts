import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ContractApi, claim, invalidBody, pod } from './contract-api.ts';

/** Claims, volumes of the cluster, events, logs of what has not started. */
export function describeClaims(api: () => ContractApi): void {
  const withVolume = async (spec: object = {}): Promise<string> => {
    const name = `contract-${randomBytes(5).toString('hex')}`;
    const capacity = { storage: '5Gi' };
    const all = { capacity, accessModes: ['ReadWriteOnce'], hostPath: { path: `/tmp/${name}` }, ...spec };
    await api().post('/api/v1/persistentvolumes', { kind: 'PersistentVolume', metadata: { name }, spec: all });
    onTestFinished(async () => void (await api().remove(`/api/v1/persistentvolumes/${name}`)));
    return name;
  };
  const untilPhase = (path: string, phase: string) =>
    api().until(`${path} is ${phase}`, async () => (await api().get(path)).body.status?.phase === phase);

  describe('claims', () => {
    it('a claim for a volume is bound to it, and the volume to the claim', async () => {
      const ns = await api().namespace();
      const volume = await withVolume();
      const { body } = await api().post(`${ns}/persistentvolumeclaims`, claim('home', { volumeName: volume }));
      expect(body).toMatchObject({
        metadata: { finalizers: ['kubernetes.io/pvc-protection'] },
        spec: { volumeMode: 'Filesystem' },
        status: { phase: 'Pending' },
      });
      await untilPhase(`${ns}/persistentvolumeclaims/home`, 'Bound');
      const bound = (await api().get(`${ns}/persistentvolumeclaims/home`)).body;
      expect(bound.status).toMatchObject({ accessModes: ['ReadWriteOnce'], capacity: { storage: '5Gi' } });
      const { spec, status } = (await api().get(`/api/v1/persistentvolumes/${volume}`)).body;
      expect(status.phase).toBe('Bound');
      expect(spec).toMatchObject({
        persistentVolumeReclaimPolicy: 'Retain',
        claimRef: { kind: 'PersistentVolumeClaim', name: 'home', uid: bound.metadata.uid },
      });
    });

    it('a claim that no volume fits stays pending', async () => {
      const ns = await api().namespace();
      await withVolume({ claimRef: { namespace: 'default', name: 'somebody-else' } });
      const wanted = claim('home', { resources: { requests: { storage: '4Ei' } } });
      await api().post(`${ns}/persistentvolumeclaims`, wanted);
      const second = claim('bound', { volumeName: await withVolume() });
      await api().post(`${ns}/persistentvolumeclaims`, second);
      await untilPhase(`${ns}/persistentvolumeclaims/bound`, 'Bound');
      expect((await api().get(`${ns}/persistentvolumeclaims/home`)).body.status.phase).toBe('Pending');
    });

    it('a claim that is deleted releases its volume', async () => {
      const ns = await api().namespace();
      const volume = await withVolume();
      await api().post(`${ns}/persistentvolumeclaims`, claim('home', { volumeName: volume }));
      await untilPhase(`${ns}/persistentvolumeclaims/home`, 'Bound');
      const { body } = await api().remove(`${ns}/persistentvolumeclaims/home`);
      expect(body.metadata).toMatchObject({ deletionTimestamp: expect.any(String), deletionGracePeriodSeconds: 0 });
      await api().untilCode(`${ns}/persistentvolumeclaims/home`, 404);
      await untilPhase(`/api/v1/persistentvolumes/${volume}`, 'Released');
    });

    it('a claim that a pod on a node mounts stays until the pod is gone', async () => {
      const ns = await api().namespace();
      await api().post(`${ns}/persistentvolumeclaims`, claim('home'));
      const volumes = [{ name: 'home', persistentVolumeClaim: { claimName: 'home' } }];
      await api().post(`${ns}/pods`, pod({ name: 'user' }, { nodeName: 'nobody', volumes }));
      await api().remove(`${ns}/persistentvolumeclaims/home`);
      // Another claim, deleted later and gone, shows that the server has had the time.
      await api().post(`${ns}/persistentvolumeclaims`, claim('free'));
      await api().remove(`${ns}/persistentvolumeclaims/free`);
      await api().untilCode(`${ns}/persistentvolumeclaims/free`, 404);
      expect((await api().get(`${ns}/persistentvolumeclaims/home`)).code).toBe(200);
      await api().remove(`${ns}/pods/user?gracePeriodSeconds=0`);
      await api().untilCode(`${ns}/persistentvolumeclaims/home`, 404);
    });
  });

  describe('events', () => {
    const event = (name: string, about: object) => ({
      kind: 'Event',
      metadata: { name },
      involvedObject: { kind: 'Pod', ...about },
      reason: 'Testing',
      message: 'a message',
      type: 'Normal',
    });

    it('are selected by what they are about', async () => {
      const ns = await api().namespace();
      const namespace = ns.split('/').at(-1);
      const about = (name: string, uid: string) => ({ namespace, name, uid });
      await api().post(`${ns}/events`, event('one', about('a', 'u1')));
      await api().post(`${ns}/events`, event('two', about('b', 'u2')));
      const select = async (field: string) => {
        const { body } = await api().get(`${ns}/events?fieldSelector=${encodeURIComponent(field)}`);
        return body.items.map((item: { metadata: { name: string } }) => item.metadata.name);
      };
      expect(await select('involvedObject.name=a')).toEqual(['one']);
      expect(await select('involvedObject.uid=u2')).toEqual(['two']);
      expect(await select('involvedObject.kind=Pod,involvedObject.name=b')).toEqual(['two']);
      expect(await select('involvedObject.name=none')).toEqual([]);
    });

    it('belong to the namespace of what they are about, and their times may be null', async () => {
      const ns = await api().namespace();
      const refused = await api().post(`${ns}/events`, event('one', { name: 'a' }));
      const message = 'Invalid value: "": does not match event.namespace';
      expect(refused.body).toEqual(
        invalidBody('Event', 'one', ['involvedObject.namespace', 'FieldValueInvalid', message]),
      );
      const { body } = await api().post(`${ns}/events`, event('one', { name: 'a', namespace: ns.split('/').at(-1) }));
      expect(body).toMatchObject({ firstTimestamp: null, lastTimestamp: null, eventTime: null });
    });

    it('a deletion without grace or finalizers is answered with a Status of success', async () => {
      const ns = await api().namespace();
      const about = { name: 'a', namespace: ns.split('/').at(-1) };
      const { uid } = (await api().post(`${ns}/events`, event('one', about))).body.metadata;
      expect((await api().remove(`${ns}/events/one`)).body).toEqual({
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Success',
        details: { name: 'one', kind: 'events', uid },
      });
    });
  });

  describe('logs of a pod that has not started', () => {
    it('a pod without a node has no log yet, and no error', async () => {
      const ns = await api().namespace();
      await api().post(`${ns}/pods`, pod({ name: 'a' }));
      const { code, text } = await api().get(`${ns}/pods/a/log`);
      expect({ code, text }).toEqual({ code: 204, text: '' });
    });

    it('a container that the pod does not have is a 400, options that make no sense are a 422', async () => {
      const ns = await api().namespace();
      const two = [
        { name: 'one', image: 'i' },
        { name: 'two', image: 'i' },
      ];
      const initContainers = [{ name: 'first', image: 'i' }];
      await api().post(`${ns}/pods`, pod({ name: 'a' }, { containers: two, initContainers }));
      const text = async (query: string) => (await api().get(`${ns}/pods/a/log${query}`)).body.message;
      expect(await text('?container=zz')).toBe('container zz is not valid for pod a');
      const choice = 'a container name must be specified for pod a, choose one of: [first one two]';
      expect(await text('')).toBe(choice);
      const refused = (await api().get(`${ns}/pods/a/log?container=one&tailLines=-1`)).body;
      const message = 'Invalid value: -1: must be greater than or equal to 0';
      expect(refused).toEqual(invalidBody('PodLogOptions', 'a', ['tailLines', 'FieldValueInvalid', message]));
    });
  });
}
