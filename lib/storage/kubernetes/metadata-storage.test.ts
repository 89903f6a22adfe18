import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MetadataStorage } from './metadata-storage.ts';

test('what is given is not looked for', () => {
  const metadata = new MetadataStorage({ namespace: 'homes', name: 'rehome-0', uid: 'u' });
  expect(metadata.namespace).toBe('homes');
  const owner = { apiVersion: 'v1', kind: 'Pod', name: 'rehome-0', uid: 'u', blockOwnerDeletion: true };
  expect(metadata.ownerReference()).toEqual(owner);
});

test('the downward API is read when it is first needed, and once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rehome-podinfo-'));
  const metadata = new MetadataStorage({ folder });
  await writeFile(join(folder, 'namespace'), 'homes\n');
  expect(metadata.namespace).toBe('homes');
  await rm(folder, { recursive: true });
  expect(metadata.namespace).toBe('homes');
  expect(() => metadata.ownerReference()).toThrow(/name of this installation is not known: .*name cannot be read/);
});
