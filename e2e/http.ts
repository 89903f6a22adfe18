import { request } from 'node:http';
import { builtActions } from './build.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One request as it is, also with a `Host` that is not the server's. */
export function ask(url: string, { method = 'GET', headers = {}, body }: Ask = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The page of a batch; it need not be there. */
const BATCH = '/bulk/01890000-0000-7000-8000-000000000000';

/** The pages of actions that the start form does not have. */
const PAGES: Readonly<Record<string, string>> = {
  ...{
    cleanUp: '/cleanup',
    removeOld: '/cleanup',
    tryPod: '/settings',
    checkPermissions: '/settings',
    sendTest: '/settings',
  },
  ...{
    stopMigrations: '/migrations',
    markSeen: '/migrations',
    cleanUpMigrations: '/migrations',
    addPairNote: '/pairs/a/b',
  },
  ...{ startBatch: '/bulk', pauseBatch: BATCH, resumeBatch: BATCH, stopBatch: BATCH, retryBatch: BATCH },
};

/** Calls a server action as the browser does. Answers what the action answered, or the raw answer where it was refused. */
export async function callAction(
  base: string,
  name: string,
  input: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly answer: Answer; readonly value: unknown }> {
  const action = builtActions().find((built) => built.name === name);
  if (!action) throw new Error(`the build has no action ${name}`);
  const page = PAGES[name] ?? '/migrations/new';
  const answer = await ask(base + page, {
    method: 'POST',
    headers: {
      ...{ 'next-action': action.id, 'content-type': 'text/plain;charset=UTF-8', accept: 'text/x-component' },
      origin: new URL(base).origin,
      ...headers,
    },
    body: JSON.stringify([input]),
  });
  return { answer, value: actionValue(answer.body) };
}

/** The action's own answer stands in row 1 of what React is sent. */
function actionValue(body: string): unknown {
  const row = body.split('\n').find((line) => line.startsWith('1:{'));
  return row === undefined ? undefined : JSON.parse(row.slice(2));
}
