/**
 * The least that can answer: `node bench/bare-server.ts BYTES` answers every request with the same JSON text of so many
 * bytes, or 304 to whoever has it, and says its port on stdout. It ends with its standard input.
 */
import { createServer } from 'node:http';

const body = JSON.stringify('x'.repeat(Number(process.argv[2]) - 2));
const etag = '"the-same"';
const server = createServer((request, response) => {
  if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
  else response.writeHead(200, { etag, 'content-type': 'application/json; charset=utf-8' }).end(body);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') process.stdout.write(`${address.port}\n`);
});
process.stdin.on('end', () => process.exit(0)).resume();
