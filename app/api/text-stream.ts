import 'server-only';
import { setImmediate } from 'node:timers/promises';

/**
 * Text as the body of an answer, made while it is sent and no faster. What else the server is asked meanwhile has its turn
 * between two pieces; where nobody reads on, no more is made.
 */
export function textStream(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      await setImmediate();
      const { value, done } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
