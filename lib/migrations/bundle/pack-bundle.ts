import 'server-only';
import { pipeline, Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { type Pack, pack } from 'tar-stream';
import type { BundleFile } from './bundle-files.ts';

/**
 * Files as a `.tar.gz`, made while it is read and no faster, all in one folder. Where a file cannot be made the archive ends
 * early, and `onFailure` hears why; where nobody reads on, no more is made.
 */
export function packBundle(
  files: AsyncGenerator<BundleFile>,
  folder: string,
  onFailure: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const archive = pack();
  const zipped = createGzip();
  // A reader that goes away is no failure: the stream is closed under the writer's hands.
  pipeline(Readable.from(archive), zipped, () => archive.destroy());
  fill(archive, files, folder).catch((error: unknown) => {
    if (!zipped.destroyed) onFailure(error);
    zipped.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return Readable.toWeb(zipped) as ReadableStream<Uint8Array>;
}

async function fill(archive: Pack, files: AsyncGenerator<BundleFile>, folder: string): Promise<void> {
  for await (const { name, text } of files) {
    const done = Promise.withResolvers<void>();
    archive.entry({ name: `${folder}/${name}` }, text, (error) => (error ? done.reject(error) : done.resolve()));
    await done.promise;
  }
  archive.finalize();
}
