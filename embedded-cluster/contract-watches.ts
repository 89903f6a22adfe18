import { describe, expect, it } from 'vitest';
import { type Body, type ContractApi, pod, type WatchEvent } from './contract-api.ts';
import type { ContractServer } from './contract-servers.ts';

const shown = (events: readonly WatchEvent[]): string[] =>
  events.map(({ type, object }) => `${type} ${object.metadata.name}`);

/** Watches: where they start, what they send, how they end. */
export function describeWatches(api: () => ContractApi, server: () => ContractServer): void {
  const versionOf = async (path: string): Promise<string> => (await api().get(path)).body.metadata.resourceVersion;

  describe('watch', () => {
    it('a watch from a version sends every later change once, in order, and ends after timeoutSeconds', async () => {
      const ns = await api().namespace();
      await api().post(`${ns}/pods`, pod({ name: 'before' }));
      const from = await versionOf(`${ns}/pods`);
      await api().post(`${ns}/pods`, pod({ name: 'a' }));
      const watching = api().watch(`${ns}/pods?watch=1&resourceVersion=${from}&timeoutSeconds=3`);
      await api().patch(`${ns}/pods/a`, { metadata: { labels: { x: '1' } } });
      await api().remove(`${ns}/pods/before`);
      const events = await watching;
      expect(shown(events)).toEqual(['ADDED a', 'MODIFIED a', 'MODIFIED before', 'DELETED before']);
      const versions = events.map(({ object }) => Number(object.metadata.resourceVersion));
      expect(versions).toEqual([...versions].sort((a, b) => a - b));
      expect(events[0]?.object).toMatchObject({ kind: 'Pod', apiVersion: 'v1', spec: {}, status: {} });
    });

    it('a watch without a version begins with what there is', async () => {
      const ns = await api().namespace();
      await api().post(`${ns}/pods`, pod({ name: 'a' }));
      await api().post(`${ns}/pods`, pod({ name: 'b' }));
      const events = await api().watch(`${ns}/pods?watch=true&timeoutSeconds=10`, ({ length }) => length === 2);
      expect(shown(events).sort()).toEqual(['ADDED a', 'ADDED b']);
    });

    it('an object that begins to match a selector is ADDED, one that no longer does is DELETED', async () => {
      const ns = await api().namespace();
      const from = await versionOf(`${ns}/pods`);
      await api().post(`${ns}/pods`, pod({ name: 'a' }));
      const patches = [{ labels: { x: '1' } }, { labels: { y: '1' } }, { labels: { x: '2' } }];
      for (const metadata of patches) await api().patch(`${ns}/pods/a`, { metadata });
      const last = await versionOf(`${ns}/pods/a`);
      const path = `${ns}/pods?watch=1&labelSelector=x%3D1&timeoutSeconds=10&resourceVersion=${from}`;
      const events = await api().watch(path, ({ length }) => length === 3);
      expect(shown(events)).toEqual(['ADDED a', 'MODIFIED a', 'DELETED a']);
      expect(events[2]?.object.metadata).toMatchObject({ labels: { x: '1', y: '1' }, resourceVersion: last });
    });

    it('a watch by field sees one object alone', async () => {
      const ns = await api().namespace();
      const from = await versionOf(`${ns}/pods`);
      for (const name of ['a', 'b', 'c']) await api().post(`${ns}/pods`, pod({ name }));
      await api().remove(`${ns}/pods/b`);
      const path = `${ns}/pods?watch=1&fieldSelector=metadata.name%3Db&timeoutSeconds=10&resourceVersion=${from}`;
      const events = await api().watch(path, ({ length }) => length === 3);
      expect(shown(events)).toEqual(['ADDED b', 'MODIFIED b', 'DELETED b']);
    });

    it('a watch that allows bookmarks is told the version shortly before it ends', async () => {
      const ns = await api().namespace();
      const from = await versionOf(`${ns}/pods`);
      const watching = api().watch(
        `${ns}/pods?watch=1&resourceVersion=${from}&allowWatchBookmarks=true&timeoutSeconds=6`,
      );
      await api().post(`${ns}/pods`, pod({ name: 'a' }));
      const { resourceVersion } = (await api().get(`${ns}/pods/a`)).body.metadata;
      const bookmarks = (await watching).filter(({ type }) => type === 'BOOKMARK');
      const last: Body = bookmarks.at(-1)?.object;
      expect(last).toMatchObject({ kind: 'Pod', apiVersion: 'v1' });
      expect(Object.keys(last.metadata)).toEqual(['resourceVersion']);
      expect(Number(last.metadata.resourceVersion)).toBeGreaterThanOrEqual(Number(resourceVersion));
    });

    it('a watch that does not allow bookmarks gets none', async () => {
      const ns = await api().namespace();
      const from = await versionOf(`${ns}/pods`);
      const watching = api().watch(`${ns}/pods?watch=1&resourceVersion=${from}&timeoutSeconds=4`);
      await api().post(`${ns}/pods`, pod({ name: 'a' }));
      expect(shown(await watching)).toEqual(['ADDED a']);
    });

    it('a version that is no number is refused before the stream begins', async () => {
      const { code, body } = await api().get('/api/v1/pods?watch=1&resourceVersion=abc&timeoutSeconds=1');
      expect(code).toBe(500);
      expect(body.message).toBe(
        'resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax',
      );
    });

    it('a version that is forgotten ends the watch with an ERROR event that is a 410', async ({ skip }) => {
      const ns = await api().namespace();
      await api().post(`${ns}/pods`, pod({ name: 'a' }));
      await server().forget?.();
      await api().until(
        'the server answers',
        async () =>
          (
            await api()
              .get('/readyz')
              .catch(() => ({ code: 0 }))
          ).code === 200,
      );
      const path = `${ns}/pods?watch=1&resourceVersion=1&timeoutSeconds=2`;
      const [first, ...others] = await api().watch(path);
      if (server().forget === undefined) {
        skip(first?.type !== 'ERROR', 'this server still remembers everything, and cannot be made to forget');
      }
      expect(others).toEqual([]);
      expect(first).toEqual({
        type: 'ERROR',
        object: {
          kind: 'Status',
          apiVersion: 'v1',
          metadata: {},
          status: 'Failure',
          message: expect.stringMatching(/^too old resource version: 1 \(\d+\)$/),
          reason: 'Expired',
          code: 410,
        },
      });
    });
  });
}
