import { describe, expect, it } from 'vitest';
import { type ContractApi, failure, pod } from './contract-api.ts';

const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/** Creating, reading and changing objects. */
export function describeObjects(api: () => ContractApi): void {
  describe('create and get', () => {
    it('a review of what the caller may do is answered with 201 and a yes', async () => {
      const resourceAttributes = { namespace: 'default', verb: 'get', resource: 'pods', subresource: 'log' };
      const body = {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes },
      };
      const answer = await api().post(REVIEWS, body);
      expect(answer).toMatchObject({ code: 201, body: { kind: 'SelfSubjectAccessReview', status: { allowed: true } } });
    });

    it('a created pod is answered with 201, with its uid, version, time and defaults, and can be read back', async () => {
      const ns = await api().namespace();
      const sent = pod({ name: 'a', labels: { x: '1' }, annotations: { 'a.b/c': 'Ü' } });
      const created = await api().post(`${ns}/pods`, sent);
      expect(created.code).toBe(201);
      const { kind, apiVersion, metadata, spec, status } = created.body;
      expect({ kind, apiVersion, status }).toEqual({
        kind: 'Pod',
        apiVersion: 'v1',
        status: { phase: 'Pending', qosClass: 'BestEffort' },
      });
      expect(metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
      expect(metadata.resourceVersion).toMatch(/^\d+$/);
      expect(metadata.creationTimestamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(metadata).toMatchObject({ generation: 1, labels: { x: '1' }, annotations: { 'a.b/c': 'Ü' } });
      expect(spec).toMatchObject({ terminationGracePeriodSeconds: 30, dnsPolicy: 'ClusterFirst' });
      expect(spec.containers[0]).toMatchObject({
        terminationMessagePath: '/dev/termination-log',
        terminationMessagePolicy: 'File',
        imagePullPolicy: 'IfNotPresent',
      });
      expect((await api().get(`${ns}/pods/a`)).body).toEqual(created.body);
    });

    it('a name that is taken is refused with 409, and the first object stays', async () => {
      const ns = await api().namespace();
      const first = await api().post(`${ns}/pods`, pod({ name: 'a' }));
      const second = await api().post(`${ns}/pods`, pod({ name: 'a' }));
      const details = { name: 'a', kind: 'pods' };
      expect(second.body).toEqual(failure(409, 'AlreadyExists', 'pods "a" already exists', details));
      expect((await api().get(`${ns}/pods/a`)).body.metadata.uid).toBe(first.body.metadata.uid);
    });

    it('of many that create the same name at the same time, exactly one succeeds', async () => {
      const ns = await api().namespace();
      const tries = await Promise.all(Array.from({ length: 8 }, () => api().post(`${ns}/pods`, pod({ name: 'a' }))));
      expect(tries.map(({ code }) => code).sort()).toEqual([201, 409, 409, 409, 409, 409, 409, 409]);
    });

    it('a generated name is the prefix and five characters', async () => {
      const ns = await api().namespace();
      const { body } = await api().post(`${ns}/pods`, pod({ generateName: 'gen-' }));
      expect(body.metadata.name).toMatch(/^gen-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
      expect(body.metadata.generateName).toBe('gen-');
    });

    it('a dry run answers as if it were true and stores nothing', async () => {
      const ns = await api().namespace();
      expect((await api().post(`${ns}/pods?dryRun=All`, pod({ name: 'a' }))).code).toBe(201);
      expect((await api().get(`${ns}/pods/a`)).code).toBe(404);
    });

    it('what is not there is a 404 with its kind and name', async () => {
      const ns = await api().namespace();
      const none = (kind: string) => failure(404, 'NotFound', `${kind} "none" not found`, { name: 'none', kind });
      expect((await api().get(`${ns}/pods/none`)).body).toEqual(none('pods'));
      expect((await api().get(`${ns}/pods/none/log`)).body).toEqual(none('pods'));
      expect((await api().remove(`${ns}/pods/none`)).body).toEqual(none('pods'));
      expect((await api().get(`${ns}/persistentvolumeclaims/none`)).body).toEqual(none('persistentvolumeclaims'));
      expect((await api().get('/api/v1/nodes/none')).body).toEqual(none('nodes'));
      expect((await api().get('/api/v1/namespaces/none')).body).toEqual(none('namespaces'));
      expect((await api().post('/api/v1/namespaces/none/pods', pod({ name: 'a' }))).body).toEqual(none('namespaces'));
    });

    it('a resource that the server does not have is a 404, and a method it does not take a 405', async () => {
      const ns = await api().namespace();
      const noSuch = failure(404, 'NotFound', 'the server could not find the requested resource', {});
      expect((await api().get(`${ns}/nothings`)).body).toEqual(noSuch);
      const message = 'the server does not allow this method on the requested resource';
      expect((await api().post('/api/v1/pods', {})).body).toEqual(failure(405, 'MethodNotAllowed', message, {}));
    });

    it('a body that is no such object is a 400', async () => {
      const ns = await api().namespace();
      const wrongKind = await api().post(`${ns}/pods`, { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'b' } });
      const why = 'converting (v1.Secret) to (core.Pod): unknown conversion';
      const message = `Secret in version "v1" cannot be handled as a Pod: ${why}`;
      expect(wrongKind.body).toEqual(failure(400, 'BadRequest', message));
      const broken = await api().post(`${ns}/pods`, '{broken');
      expect(broken.body).toMatchObject({ code: 400, reason: 'BadRequest', status: 'Failure' });
      const elsewhere = await api().post(`${ns}/pods`, pod({ name: 'b', namespace: 'other' }));
      const mismatch = 'the namespace of the provided object does not match the namespace sent on the request';
      expect(elsewhere.body).toEqual(failure(400, 'BadRequest', mismatch));
    });

    it('version and health are answered', async () => {
      expect((await api().get('/version')).body).toMatchObject({ major: '1' });
      expect((await api().get('/api')).body).toMatchObject({ kind: 'APIVersions', versions: ['v1'] });
      for (const path of ['/healthz', '/livez', '/readyz']) expect((await api().get(path)).text).toBe('ok');
      const { body } = await api().get('/api/v1');
      const names = body.resources.map(({ name }: { name: string }) => name);
      expect(names).toEqual(expect.arrayContaining(['pods', 'pods/log', 'persistentvolumeclaims', 'events', 'nodes']));
    });
  });

  describe('change', () => {
    it('a merge patch changes labels and annotations, and gives a new version', async () => {
      const ns = await api().namespace();
      const { body: before } = await api().post(`${ns}/pods`, pod({ name: 'a', labels: { x: '1', y: '2' } }));
      const { code, body } = await api().patch(`${ns}/pods/a`, { metadata: { labels: { x: null, z: '3' } } });
      expect(code).toBe(200);
      expect(body.metadata.labels).toEqual({ y: '2', z: '3' });
      expect(Number(body.metadata.resourceVersion)).toBeGreaterThan(Number(before.metadata.resourceVersion));
      expect(body.metadata.uid).toBe(before.metadata.uid);
    });

    it('a patch that expects an older version is a 409', async () => {
      const ns = await api().namespace();
      await api().post(`${ns}/pods`, pod({ name: 'a' }));
      const { body } = await api().patch(`${ns}/pods/a`, { metadata: { resourceVersion: '1', labels: { x: '1' } } });
      const why = 'the object has been modified; please apply your changes to the latest version and try again';
      const message = `Operation cannot be fulfilled on pods "a": ${why}`;
      expect(body).toEqual(failure(409, 'Conflict', message, { name: 'a', kind: 'pods' }));
    });

    it('a patch of the status changes the status alone', async () => {
      const ns = await api().namespace();
      await api().post(`${ns}/pods`, pod({ name: 'a' }));
      const change = {
        metadata: { labels: { x: '1' } },
        status: { phase: 'Failed', reason: 'Evicted', message: 'why' },
      };
      await api().patch(`${ns}/pods/a/status`, change);
      const { body } = await api().get(`${ns}/pods/a`);
      expect(body.status).toMatchObject({ phase: 'Failed', reason: 'Evicted', message: 'why' });
    });

    it('a patch of an unknown type is a 415', async () => {
      const ns = await api().namespace();
      await api().post(`${ns}/pods`, pod({ name: 'a' }));
      const { body } = await api().call('PATCH', `${ns}/pods/a`, { metadata: {} }, 'application/json');
      expect(body).toEqual(failure(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {}));
    });
  });
}
