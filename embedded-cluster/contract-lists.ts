import { describe, expect, it } from 'vitest';
import { type Body, type ContractApi, failure, pod } from './contract-api.ts';

const names = (body: Body): string[] => body.items.map((item: Body) => item.metadata.name);
const query = (parameters: Record<string, string>): string => `?${new URLSearchParams(parameters)}`;

/** Lists: selectors, pages, resource versions. */
export function describeLists(api: () => ContractApi): void {
  const withPods = async (...labels: Record<string, string>[]): Promise<string> => {
    const ns = await api().namespace();
    for (const [index, own] of labels.entries()) {
      await api().post(`${ns}/pods`, pod({ name: `p${index}`, labels: own }));
    }
    return ns;
  };

  describe('list', () => {
    it('a list has its kind and version, is sorted by name, and its items have no kind', async () => {
      const ns = await api().namespace();
      for (const name of ['c', 'a', 'b']) await api().post(`${ns}/pods`, pod({ name }));
      const { body } = await api().get(`${ns}/pods`);
      expect(body).toMatchObject({
        kind: 'PodList',
        apiVersion: 'v1',
        metadata: { resourceVersion: expect.any(String) },
      });
      expect(names(body)).toEqual(['a', 'b', 'c']);
      expect(Object.keys(body.items[0])).toEqual(['metadata', 'spec', 'status']);
    });

    it('a namespace that does not exist has an empty list', async () => {
      const { code, body } = await api().get('/api/v1/namespaces/none/pods');
      expect({ code, items: body.items }).toEqual({ code: 200, items: [] });
    });

    it('a list over all namespaces has those of each', async () => {
      const [one, two] = [await withPods({ all: 'x' }), await withPods({ all: 'x' })];
      const { body } = await api().get(`/api/v1/pods${query({ labelSelector: 'all=x' })}`);
      const found = body.items.map((item: Body) => `/api/v1/namespaces/${item.metadata.namespace}`);
      expect(found).toEqual(expect.arrayContaining([one, two]));
    });
  });

  describe('selectors', () => {
    it.each([
      ['a=1', ['p0', 'p1']],
      ['a==1', ['p0', 'p1']],
      ['a!=1', ['p2', 'p3']],
      ['a', ['p0', 'p1', 'p2']],
      ['!a', ['p3']],
      ['a in (1,2)', ['p0', 'p1', 'p2']],
      ['a notin (1)', ['p2', 'p3']],
      ['a=1,b=x', ['p0']],
      ['a in (1), !b', ['p1']],
      ['a=', []],
      ['a in (1,2),b notin (x)', ['p1', 'p2']],
    ])('labels: %s', async (labelSelector, expected) => {
      const ns = await withPods({ a: '1', b: 'x' }, { a: '1' }, { a: '2' }, {});
      expect(names((await api().get(`${ns}/pods${query({ labelSelector })}`)).body)).toEqual(expected);
    });

    it.each([
      ['metadata.name=p1', ['p1']],
      ['metadata.name!=p1', ['p0', 'p2']],
      ['status.phase=Pending', ['p0', 'p1', 'p2']],
      ['status.phase!=Pending', []],
      ['spec.nodeName=', ['p0', 'p1', 'p2']],
      ['spec.nodeName=nowhere', []],
      ['metadata.name=p1,status.phase=Pending', ['p1']],
    ])('fields: %s', async (fieldSelector, expected) => {
      const ns = await withPods({}, {}, {});
      expect(names((await api().get(`${ns}/pods${query({ fieldSelector })}`)).body)).toEqual(expected);
    });

    it.each([
      ['labelSelector', 'a b', "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt"],
      ['labelSelector', 'a=b c', "found 'c', expected: ',' or 'end of string'"],
      ['labelSelector', 'a in (', "unable to parse requirement: found '', expected: ',', ')' or identifier"],
      ['fieldSelector', 'spec.nope=1', 'field label not supported: spec.nope'],
      ['fieldSelector', 'abc', "invalid selector: 'abc'; can't understand 'abc'"],
    ])('%s %s is a 400', async (parameter, selector, message) => {
      const { body } = await api().get(`/api/v1/pods${query({ [parameter]: selector })}`);
      expect(body).toEqual(failure(400, 'BadRequest', message));
    });

    it('claims cannot be selected by their phase', async () => {
      const { body } = await api().get(
        `/api/v1/persistentvolumeclaims${query({ fieldSelector: 'status.phase=Bound' })}`,
      );
      const message = '"status.phase" is not a known field selector: only "metadata.name", "metadata.namespace"';
      expect(body).toEqual(failure(400, 'BadRequest', message));
    });
  });

  describe('pages', () => {
    it('pages show one version, whatever changes meanwhile, and say how many items are left', async () => {
      const ns = await withPods({}, {}, {}, {}, {});
      const first = (await api().get(`${ns}/pods?limit=2`)).body;
      expect(names(first)).toEqual(['p0', 'p1']);
      expect(first.metadata).toMatchObject({ remainingItemCount: 3, continue: expect.any(String) });
      await api().remove(`${ns}/pods/p3`);
      await api().post(`${ns}/pods`, pod({ name: 'p30' }));
      const second = (await api().get(`${ns}/pods${query({ limit: '2', continue: first.metadata.continue })}`)).body;
      expect(names(second)).toEqual(['p2', 'p3']);
      expect(second.metadata.resourceVersion).toBe(first.metadata.resourceVersion);
      expect(second.metadata.remainingItemCount).toBe(1);
      const last = (await api().get(`${ns}/pods${query({ limit: '2', continue: second.metadata.continue })}`)).body;
      expect(names(last)).toEqual(['p4']);
      expect(last.metadata.continue).toBeUndefined();
    });

    it('a page of a selection does not say how many are left', async () => {
      const ns = await withPods({ a: '1' }, { a: '1' }, {});
      const { metadata } = (await api().get(`${ns}/pods${query({ limit: '1', labelSelector: 'a=1' })}`)).body;
      expect(metadata.continue).toEqual(expect.any(String));
      expect(metadata.remainingItemCount).toBeUndefined();
    });

    it('a limit that is no number, and a token that the server did not write, are 400s', async () => {
      const number = await api().get('/api/v1/pods?limit=abc');
      expect(number.body).toEqual(failure(400, 'BadRequest', 'strconv.ParseInt: parsing "abc": invalid syntax'));
      const token = await api().get('/api/v1/pods?limit=1&continue=garbage');
      expect(token.body).toMatchObject({ code: 400, message: expect.stringMatching(/^invalid continue token/) });
    });
  });

  describe('resource versions', () => {
    it('an exact version shows what was, also what is gone', async () => {
      const ns = await withPods({}, {});
      const { resourceVersion } = (await api().get(`${ns}/pods`)).body.metadata;
      await api().remove(`${ns}/pods/p0`);
      const exact = { resourceVersion, resourceVersionMatch: 'Exact' };
      const then = (await api().get(`${ns}/pods${query(exact)}`)).body;
      expect(names(then)).toEqual(['p0', 'p1']);
      expect(then.metadata.resourceVersion).toBe(resourceVersion);
      expect(names((await api().get(`${ns}/pods`)).body)).toEqual(['p1']);
    });

    it('a list at a version is at least as new', async () => {
      const ns = await withPods({});
      const { resourceVersion } = (await api().get(`${ns}/pods/p0`)).body.metadata;
      const { body } = await api().get(`${ns}/pods${query({ resourceVersion })}`);
      expect(Number(body.metadata.resourceVersion)).toBeGreaterThanOrEqual(Number(resourceVersion));
      expect(names(body)).toEqual(['p0']);
    });

    it('a version that is still to come is a 504 with Retry-After', async () => {
      const { code, body, headers } = await api().get('/api/v1/pods?resourceVersion=999999999');
      expect(code).toBe(504);
      expect(body.message).toMatch(/^Timeout: Too large resource version: 999999999, current: \d+$/);
      expect(body).toMatchObject({ reason: 'Timeout', details: { retryAfterSeconds: 1 } });
      expect(headers.get('retry-after')).toBe('1');
    });

    it('a version that is no number is a 400', async () => {
      const { body } = await api().get('/api/v1/pods?resourceVersion=abc');
      const why = 'Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax';
      expect(body).toEqual(failure(400, 'BadRequest', `invalid resource version: resourceVersion: ${why}`));
    });
  });
}
