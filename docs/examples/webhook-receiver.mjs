// Takes messages of Rehome and prints those that are genuine. Node 22 or later, nothing else:
// REHOME_WEBHOOK_KEY=whsec_… node docs/examples/webhook-receiver.mjs 8080
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const KEY = Buffer.from((process.env.REHOME_WEBHOOK_KEY ?? '').replace(/^whsec_/, ''), 'base64');
const OLDEST_S = 5 * 60;

/** Whether a message was signed with the key within the last five minutes. `body` is the text as it came, not parsed. */
function isGenuine(headers, body) {
  const id = headers['webhook-id'];
  const timestamp = headers['webhook-timestamp'];
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) < OLDEST_S)) return false;
  const wanted = createHmac('sha256', KEY).update(`${id}.${timestamp}.${body}`).digest();
  return String(headers['webhook-signature'])
    .split(' ')
    .filter((each) => each.startsWith('v1,'))
    .map((each) => Buffer.from(each.slice('v1,'.length), 'base64'))
    .some((given) => given.length === wanted.length && timingSafeEqual(given, wanted));
}

// A message may come twice, with the same id. A real receiver keeps the ids of the last day where it keeps its data.
const seen = new Set();

const server = createServer(async (request, answer) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  if (!isGenuine(request.headers, body)) return answer.writeHead(401).end();
  const id = request.headers['webhook-id'];
  if (!seen.has(id)) {
    seen.add(id);
    const { type, data } = JSON.parse(body);
    console.log(type, data.text, data.run?.url ?? '');
  }
  // Any 2xx says that the message was taken; anything else, and Rehome sends it again.
  answer.writeHead(204).end();
});
server.listen(Number(process.argv[2] ?? 8080), '127.0.0.1', () => console.log(`listening on ${server.address().port}`));
