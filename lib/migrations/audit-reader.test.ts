import { expect, test } from 'vitest';
import type { History } from '#lib/history/history.ts';
import { NOW, scratchHistory } from '#lib/history/testing/scratch.ts';
import { ANY_AUDIT, type AuditPage, type AuditQuery } from './audit-query.ts';
import { AuditReader } from './audit-reader.ts';

async function withRows(count: number): Promise<{ history: History; audit: AuditReader }> {
  const history = await scratchHistory();
  for (let n = 0; n < count; n += 1) {
    await history.audit.append({ at: NOW + n, actor: n % 2 ? 'erin' : 'dana', action: 'x', object: String(n) });
  }
  return { history, audit: new AuditReader(history) };
}

const textOf = async (pieces: AsyncGenerator<string>): Promise<string> => (await Array.fromAsync(pieces)).join('');

test('pages lead to the older ones and back, and say where they end', async () => {
  const { audit } = await withRows(120);
  const seen: (string | null)[][] = [];
  let page: AuditPage | undefined;
  let back: AuditPage | null = null;
  for (;;) {
    const view = await audit.page(ANY_AUDIT, page, 'UTC');
    seen.push(view.rows.map(({ object }) => object));
    expect(view.newer === null).toBe(page === undefined);
    back = view.newer;
    if (!view.older) break;
    page = view.older;
  }
  expect(seen.map(({ length }) => length)).toEqual([50, 50, 20]);
  expect(seen.flat()).toEqual(Array.from({ length: 120 }, (_, i) => String(119 - i)));
  const middle = await audit.page(ANY_AUDIT, back ?? undefined, 'UTC');
  expect(middle.rows.map(({ object }) => object)).toEqual(seen[1]);
  const top = await audit.page(ANY_AUDIT, middle.newer ?? undefined, 'UTC');
  expect(top.rows.map(({ object }) => object)).toEqual(seen[0]);
  expect(top.newer).toBeNull();
});

test('a file has all rows of the filter, newest first, in UTC, and no cell is a formula', async () => {
  const { history, audit } = await withRows(1203);
  await history.audit.append({
    ...{ at: NOW + 5000, actor: 'erin', action: 'migration.start', why: '=1+1', oldUser: '@x', newUser: 'a,"b"' },
    ...{ result: 'refused' },
  });
  const query: AuditQuery = { ...ANY_AUDIT, who: 'erin' };
  const rows = JSON.parse(await textOf(audit.file(query, 'json', 'Asia/Tokyo'))) as Record<string, unknown>[];
  expect(rows).toHaveLength(602);
  expect(rows[0]).toMatchObject({ at: '2026-01-02T03:04:10.000Z', oldUser: '@x', reason: '=1+1', result: 'refused' });
  const lines = (await textOf(audit.file(query, 'csv', 'UTC'))).split('\r\n');
  expect(lines).toHaveLength(604);
  expect(lines[0]).toBe('\uFEFFat_utc,actor,source,action,object,old_user,new_user,reason,result,detail,id');
  expect(lines[1]).toMatch(
    /^2026-01-02T03:04:10\.000Z,erin,,migration\.start,,'@x,"a,""b""",'=1\+1,refused,,[0-9a-f-]{36}$/,
  );
  expect(await textOf(audit.file({ ...ANY_AUDIT, who: 'nobody' }, 'json', 'UTC'))).toBe('[]\n');
});
