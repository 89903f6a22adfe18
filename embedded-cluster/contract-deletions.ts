import { describe, expect, it } from 'vitest';
import { type ContractApi, claim, failure, invalidBody, pod } from './contract-api.ts';

/** A pod on a node that nobody runs: it is never ended by a kubelet, so what is seen is the API server alone. */
const placed = (metadata: object, spec: object = {}) => pod(metadata, { nodeName: 'nobody', ...spec });

/** Deletion: grace, preconditions, finalizers, owners, namespaces. */
export function describeDeletions(api: () => ContractApi): void {
  describe('graceful deletion', () => {
    it('a pod without a node goes at once', async () => {
      const ns = await api().namespace();
      await api().post(`${ns}/pods`, pod({ name: 'a' }));
      const { code, body } = await api().remove(`${ns}/pods/a`);
      expect(code).toBe(200);
      expect(body).toMatchObject({ kind: 'Pod', metadata: { generation: 2, deletionGracePeriodSeconds: 0 } });
      expect((await api().get(`${ns}/pods/a`)).code).toBe(404);
    });

    it('a pod on a node stays, marked with the time when it is to be gone', async () => {
      const ns = await api().namespace();
      await api().post(`${ns}/pods`, placed({ name: 'a' }));
      const before = Date.now();
      const { body } = await api().remove(`${ns}/pods/a`);
      const { deletionTimestamp, deletionGracePeriodSeconds } = body.metadata;
      expect(deletionGracePeriodSeconds).toBe(30);
      expect(Math.abs(Date.parse(deletionTimestamp) - before - 30_000)).toBeLessThan(3_000);
      expect((await api().get(`${ns}/pods/a`)).body.metadata.deletionTimestamp).toBe(deletionTimestamp);
    });

    it("the pod's own grace counts unless the request names one, in its body or its query", async () => {
      const ns = await api().namespace();
      const grace = async (name: string, query: string, body?: object) => {
        await api().post(`${ns}/pods`, placed({ name }, { terminationGracePeriodSeconds: 7 }));
        return (await api().remove(`${ns}/pods/${name}${query}`, body)).body.metadata.deletionGracePeriodSeconds;
      };
      expect(await grace('own', '')).toBe(7);
      expect(await grace('query', '?gracePeriodSeconds=5')).toBe(5);
      expect(await grace('body', '', { gracePeriodSeconds: 4 })).toBe(4);
    });

    it('a second deletion may shorten the grace and not prolong it', async () => {
      const ns = await api().namespace();
      await api().post(`${ns}/pods`, placed({ name: 'a' }));
      const again = async (gracePeriodSeconds: number) =>
        (await api().remove(`${ns}/pods/a`, { gracePeriodSeconds })).body.metadata.deletionGracePeriodSeconds;
      expect([await again(20), await again(5), await again(10)]).toEqual([20, 5, 5]);
    });

    it('no grace at all takes a pod away, whatever its node says', async () => {
      const ns = await api().namespace();
      await api().post(`${ns}/pods`, placed({ name: 'a' }));
      await api().remove(`${ns}/pods/a`);
      expect((await api().remove(`${ns}/pods/a?gracePeriodSeconds=0`)).code).toBe(200);
      expect((await api().get(`${ns}/pods/a`)).code).toBe(404);
    });

    it('a pod that has ended goes at once', async () => {
      const ns = await api().namespace();
      await api().post(`${ns}/pods`, placed({ name: 'a' }));
      await api().patch(`${ns}/pods/a/status`, { status: { phase: 'Succeeded' } });
      await api().remove(`${ns}/pods/a`);
      expect((await api().get(`${ns}/pods/a`)).code).toBe(404);
    });

    it('a dry run deletes nothing', async () => {
      const ns = await api().namespace();
      await api().post(`${ns}/pods`, pod({ name: 'a' }));
      expect((await api().remove(`${ns}/pods/a?dryRun=All`)).code).toBe(200);
      expect((await api().get(`${ns}/pods/a`)).body.metadata.deletionTimestamp).toBeUndefined();
    });

    it('a grace that is no number is a 400, and an unknown propagation a 422', async () => {
      const ns = await api().namespace();
      await api().post(`${ns}/pods`, pod({ name: 'a' }));
      const number = await api().remove(`${ns}/pods/a?gracePeriodSeconds=abc`);
      expect(number.body).toEqual(failure(400, 'BadRequest', 'strconv.ParseInt: parsing "abc": invalid syntax'));
      const policy = await api().remove(`${ns}/pods/a`, { propagationPolicy: 'Bogus' });
      expect(policy.body).toMatchObject({ code: 422, reason: 'Invalid', details: { kind: 'DeleteOptions' } });
    });
  });

  describe('preconditions', () => {
    it('another uid or version is a 409, and nothing is deleted', async () => {
      const ns = await api().namespace();
      const { uid, resourceVersion } = (await api().post(`${ns}/pods`, pod({ name: 'a' }))).body.metadata;
      const details = { name: 'a', kind: 'Pod' };
      const wrongUid = await api().remove(`${ns}/pods/a`, { preconditions: { uid: 'wrong' } });
      const why = `the UID in the precondition (wrong) does not match the UID in record (${uid})`;
      const message = `Operation cannot be fulfilled on Pod "a": ${why}. The object might have been deleted and then recreated`;
      expect(wrongUid.body).toEqual(failure(409, 'Conflict', message, details));
      const older = await api().remove(`${ns}/pods/a`, { preconditions: { resourceVersion: '1' } });
      const what = `the ResourceVersion in the precondition (1) does not match the ResourceVersion in record (${resourceVersion})`;
      const text = `Operation cannot be fulfilled on Pod "a": ${what}. The object might have been modified`;
      expect(older.body).toEqual(failure(409, 'Conflict', text, details));
      expect((await api().remove(`${ns}/pods/a`, { preconditions: { uid } })).code).toBe(200);
    });
  });

  describe('finalizers', () => {
    it('hold an object that is deleted until the last is taken away', async () => {
      const ns = await api().namespace();
      await api().post(`${ns}/pods`, pod({ name: 'a', finalizers: ['rehome.dev/one', 'rehome.dev/two'] }));
      await api().remove(`${ns}/pods/a`);
      expect((await api().get(`${ns}/pods/a`)).body.metadata).toMatchObject({
        deletionTimestamp: expect.any(String),
        finalizers: ['rehome.dev/one', 'rehome.dev/two'],
      });
      await api().patch(`${ns}/pods/a`, { metadata: { finalizers: ['rehome.dev/two'] } });
      expect((await api().get(`${ns}/pods/a`)).code).toBe(200);
      expect((await api().patch(`${ns}/pods/a`, { metadata: { finalizers: null } })).code).toBe(200);
      expect((await api().get(`${ns}/pods/a`)).code).toBe(404);
    });

    it('need a prefix, and none is added to what is being deleted', async () => {
      const ns = await api().namespace();
      const bad = await api().post(`${ns}/pods`, pod({ name: 'a', finalizers: ['bad'] }));
      const message = 'Invalid value: "bad": name is neither a standard finalizer name nor is it fully qualified';
      expect(bad.body).toEqual(invalidBody('Pod', 'a', ['metadata.finalizers[0]', 'FieldValueInvalid', message]));
      await api().post(`${ns}/pods`, placed({ name: 'a' }));
      await api().remove(`${ns}/pods/a`);
      const { code, body } = await api().patch(`${ns}/pods/a`, { metadata: { finalizers: ['x.y/z'] } });
      expect(code).toBe(422);
      expect(body.details.causes[0]).toMatchObject({ reason: 'FieldValueForbidden', field: 'metadata.finalizers' });
    });
  });

  describe('owner references', () => {
    it('are kept as they were sent, and what is owned goes with its owner', async () => {
      const ns = await api().namespace();
      const { uid } = (await api().post(`${ns}/persistentvolumeclaims`, claim('owner'))).body.metadata;
      const owner = { apiVersion: 'v1', kind: 'PersistentVolumeClaim', name: 'owner', uid };
      const { body } = await api().post(`${ns}/pods`, pod({ name: 'owned', ownerReferences: [owner] }));
      expect(body.metadata.ownerReferences).toEqual([owner]);
      await api().post(`${ns}/pods`, pod({ name: 'free' }));
      await api().remove(`${ns}/persistentvolumeclaims/owner`);
      await api().untilCode(`${ns}/pods/owned`, 404);
      expect((await api().get(`${ns}/pods/free`)).code).toBe(200);
    });

    it('need all that names an owner', async () => {
      const ns = await api().namespace();
      const { body } = await api().post(
        `${ns}/pods`,
        pod({ name: 'a', ownerReferences: [{ kind: 'Pod', name: 'z' }] }),
      );
      const field = (name: string) => `metadata.ownerReferences.${name}`;
      expect(body).toEqual(
        invalidBody(
          'Pod',
          'a',
          [field('apiVersion'), 'FieldValueInvalid', 'Invalid value: "": version must not be empty'],
          [field('uid'), 'FieldValueInvalid', 'Invalid value: "": must not be empty'],
        ),
      );
    });
  });

  describe('namespaces', () => {
    it('a namespace that is deleted takes its content along and refuses new content', async () => {
      const ns = await api().namespace();
      const name = ns.split('/').at(-1);
      await api().post(`${ns}/pods`, pod({ name: 'a', finalizers: ['rehome.dev/hold'] }));
      const { body } = await api().remove(ns);
      expect(body).toMatchObject({ kind: 'Namespace', status: { phase: 'Terminating' } });
      const why = `unable to create new content in namespace ${name} because it is being terminated`;
      const causes = [
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${name} is being terminated`,
          field: 'metadata.namespace',
        },
      ];
      expect((await api().post(`${ns}/pods`, pod({ name: 'b' }))).body).toEqual(
        failure(403, 'Forbidden', `pods "b" is forbidden: ${why}`, { name: 'b', kind: 'pods', causes }),
      );
      await api().until('the pod is being deleted', async () => {
        const { metadata } = (await api().get(`${ns}/pods/a`)).body;
        return metadata.deletionTimestamp !== undefined;
      });
      await api().patch(`${ns}/pods/a`, { metadata: { finalizers: null } });
      await api().untilCode(ns, 404);
    });
  });
}
