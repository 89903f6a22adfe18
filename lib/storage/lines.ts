const NEWLINE = 10;

/** The longest line kept of a stream, in bytes, unless its reader says otherwise. */
export const MAX_LINE_BYTES = 1024 * 1024;

/**
 * Splits a stream of bytes into lines of UTF-8, without their line ends. A line longer than `maxBytes` is cut there,
 * so that a stream without line ends cannot fill the memory. A last line without a line end counts.
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number = MAX_LINE_BYTES,
): AsyncGenerator<string, void> {
  let parts: Uint8Array[] = [];
  let size = 0;
  const take = (part: Uint8Array) => {
    const kept = part.subarray(0, maxBytes - size);
    if (kept.length > 0) parts.push(kept);
    size += kept.length;
  };
  const line = () => {
    const text = Buffer.concat(parts).toString('utf8');
    parts = [];
    size = 0;
    return text.endsWith('\r') ? text.slice(0, -1) : text;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      take(chunk.subarray(from, at));
      from = at + 1;
      yield line();
    }
    take(chunk.subarray(from));
  }
  if (size > 0) yield line();
}
