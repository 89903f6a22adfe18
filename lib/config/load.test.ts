import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRehomeError } from '#lib/errors.ts';
import { ConfigError, isConfigError, problemLine } from './config-error.ts';
import { loadConfig } from './load.ts';

const GOOD = `
homes: { layout: claimPerUser }
directory: { source: claims }
migrator: { image: rehome:1 }
`;
const SHARED = `
homes:
  layout: shared
  volume: { nfs: { server: 10.0.0.5, path: /export/home } }
directory: { source: static, file: people.yaml }
migrator: { image: rehome:1 }
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rehome-config-'));
});
afterAll(() => rm(folder, { recursive: true }));

let count = 0;
async function load(text: string, env: Record<string, string> = {}) {
  count += 1;
  const file = join(folder, `${count}.yaml`);
  await writeFile(file, text);
  return loadConfig(file, env);
}

async function problemsOf(text: string, env: Record<string, string> = {}): Promise<readonly string[]> {
  const error: unknown = await load(text, env).then(
    () => new Error('accepted'),
    (thrown: unknown) => thrown,
  );
  if (!isConfigError(error)) throw error;
  return error.problems.map(problemLine);
}

describe('a good configuration', () => {
  test('is complete: what is left out has its default, durations are milliseconds', async () => {
    expect(await load(GOOD)).toEqual({
      instance: 'rehome',
      realm: 'default',
      cluster: { environment: '', production: false },
      homes: {
        layout: 'claimPerUser',
        owner: { uid: 1000, gid: 100 },
        claims: { labelSelector: 'component=singleuser-storage', usernameAnnotation: 'hub.jupyter.org/username' },
      },
      directory: { source: 'claims' },
      migrator: {
        image: 'rehome:1',
        command: ['node', '/app/migrator/dist/main.js'],
        resources: {},
        nodeSelector: {},
        tolerations: [],
        affinity: {},
        imagePullSecrets: [],
        extraAnnotations: {},
      },
      limits: {
        concurrency: 2,
        startTimeout: 300_000,
        runTimeout: 86_400_000,
        reconnectTimeout: 180_000,
        stalledAfter: 60_000,
        stopGrace: 30_000,
        checkAge: 1_800_000,
      },
      policy: { setId: 'strip', keepPods: 'failed', verify: 'sizes', excludes: [], required: [] },
      history: { url: `sqlite:${join(folder, 'rehome.db')}` },
      notifications: [],
      retention: { runs: null, evidence: null, audit: null, notices: null },
      auth: { mode: 'none' },
    });
  });

  test('cannot be changed by anybody who holds it, however deep', async () => {
    const config = await load(SHARED);
    expect(() => Object.assign(config.limits, { concurrency: 99 })).toThrow(TypeError);
    if (config.homes.layout !== 'shared') throw new Error('another layout');
    const { nfs } = config.homes.volume;
    expect(nfs && Object.isFrozen(nfs)).toBe(true);
    expect(() => (config.migrator.command as string[]).push('sh')).toThrow(TypeError);
  });

  test('names files relative to its own folder, or to the home of who runs it', async () => {
    const config = await load(`${SHARED}\ncluster: { kubeconfig: ~/k }\nhistory: { url: "sqlite:data/r.db" }`, {});
    expect(config.directory).toEqual({ source: 'static', file: join(folder, 'people.yaml') });
    expect(config.cluster.kubeconfig).toMatch(/^\/.*\/k$/);
    expect(config.cluster.kubeconfig).not.toContain(folder);
    expect(config.history.url).toBe(`sqlite:${join(folder, 'data/r.db')}`);
  });

  test('reads a secret from the environment or from a file', async () => {
    await writeFile(join(folder, 'url'), 'sqlite:/from/file.db\n');
    expect((await load(`${GOOD}\nhistory: { url: { env: URL } }`, { URL: 'sqlite:/from/env.db' })).history.url).toBe(
      'sqlite:/from/env.db',
    );
    expect((await load(`${GOOD}\nhistory: { url: { file: url } }`)).history.url).toBe('sqlite:/from/file.db');
  });

  test('is found by REHOME_CONFIG where no file is given', async () => {
    const file = join(folder, 'named.yaml');
    await writeFile(file, `${GOOD}\nrealm: named`);
    expect((await loadConfig(undefined, { REHOME_CONFIG: file })).realm).toBe('named');
  });

  test('takes a rate with its unit, and what is left out of copies', async () => {
    const config = await load(`${GOOD}limits: { bandwidth: 50M }\npolicy: { excludes: ["@caches", "*.tmp"] }`);
    expect(config.limits.bandwidth).toBe(50_000_000);
    expect(config.policy.excludes).toEqual(['@caches', '*.tmp']);
  });

  test('takes notifications, whose addresses and keys may be kept elsewhere', async () => {
    const key = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    await writeFile(join(folder, 'key'), `${key}\n`);
    const text = `${GOOD}publicUrl: https://rehome.example.org/\nnotifications:
  - { type: slack, url: { env: HOOK }, on: [lost] }
  - { type: webhook, name: ticket bot, url: "http://10.0.0.9:8080/x", secret: { file: key } }`;
    const { publicUrl, notifications } = await load(text, { HOOK: 'https://hooks.slack.com/services/T/B/x' });
    expect(publicUrl).toBe('https://rehome.example.org');
    expect(notifications).toEqual([
      { type: 'slack', url: 'https://hooks.slack.com/services/T/B/x', on: ['lost'] },
      {
        ...{ type: 'webhook', name: 'ticket bot', url: 'http://10.0.0.9:8080/x', secret: key },
        on: ['failed', 'lost', 'needs_attention', 'succeeded'],
      },
    ]);
  });

  test('may be JSON', async () => {
    const json = { homes: { layout: 'claimPerUser' }, directory: { source: 'claims' }, migrator: { image: 'x' } };
    expect((await load(JSON.stringify(json))).homes.layout).toBe('claimPerUser');
  });
});

/** What replaces or adds to the good one, and every problem that is then told. */
const BROKEN: readonly (readonly [name: string, text: string, problems: readonly string[]])[] = [
  [
    'a rate that is none, and what cannot be left out',
    `${GOOD}limits: { bandwidth: 50MB }\npolicy: { verify: twice, excludes: ["", "a\\tb"] }`,
    [
      'limits.bandwidth: write bytes a second, 100K at least, such as 500K, 50M or 1G (line 5)',
      'policy.verify: must be one of sizes, checksums, none (line 6)',
      'policy.excludes[0]: The exclude “” is empty. (line 6)',
      'policy.excludes[1]: The exclude “a\\u{9}b” has a control character; write “?” in its place. (line 6)',
    ],
  ],
  ['an empty file', '', ['homes: is missing', 'directory: is missing', 'migrator: is missing']],
  ['a list', '- 1', ['must be a section with keys']],
  [
    'an unknown key',
    `${GOOD}nonsense: 1`,
    [
      'nonsense: unknown key; known here: instance, realm, cluster, namespace, homes, directory, migrator, limits, policy, history, publicUrl, notifications, retention, auth (line 5)',
    ],
  ],
  ['a section without anything', `${GOOD}limits:`, ['limits: has no value (line 5)']],
  [
    'a missing server and a relative path',
    SHARED.replace('server: 10.0.0.5, path: /export', 'path: export'),
    ['homes.volume.nfs.server: is missing (line 4)', 'homes.volume.nfs.path: must be an absolute path (line 4)'],
  ],
  [
    'two volumes',
    SHARED.replace('volume: {', 'volume: { hostPath: { path: /x },'),
    ['homes.volume: name exactly one of nfs, persistentVolumeClaim and hostPath (line 4)'],
  ],
  [
    'no volume',
    SHARED.replace(/volume: .*/, 'volume: {}'),
    ['homes.volume: name exactly one of nfs, persistentVolumeClaim and hostPath (line 4)'],
  ],
  [
    'a volume that is wrong in itself beside another',
    SHARED.replace('volume: {', 'volume: { hostPath: { path: x },'),
    [
      'homes.volume.hostPath.path: must be an absolute path (line 4)',
      'homes.volume: name exactly one of nfs, persistentVolumeClaim and hostPath (line 4)',
    ],
  ],
  ['no layout', GOOD.replace('layout: claimPerUser', ''), ['homes.layout: is missing (line 2)']],
  [
    'another layout',
    GOOD.replace('claimPerUser', 'nfs'),
    ['homes.layout: must be one of shared, claimPerUser (line 2)'],
  ],
  [
    'a key of the other layout',
    GOOD.replace('claimPerUser', 'claimPerUser, path: "{username}"'),
    ['homes.path: unknown key; known here: layout, owner, claims (line 2)'],
  ],
  [
    'claims that name users in a shared volume',
    SHARED.replace(/directory: .*/, 'directory: { source: claims }'),
    [
      'directory.source: claims needs homes.layout claimPerUser: in a shared volume no claim belongs to one user (line 5)',
    ],
  ],
  [
    'root as owner',
    GOOD.replace('claimPerUser', 'claimPerUser, owner: { uid: 0, gid: 0 }'),
    ['homes.owner.uid: must not be 0: root never owns a copy (line 2)'],
  ],
  [
    'half an owner',
    GOOD.replace('claimPerUser', 'claimPerUser, owner: { uid: 7 }'),
    ['homes.owner.gid: is missing (line 2)'],
  ],
  [
    'an owner in words',
    GOOD.replace('claimPerUser', 'claimPerUser, owner: jovyan'),
    ['homes.owner: write fromHome or { uid: …, gid: … } (line 2)'],
  ],
  [
    'an owner of a later version',
    GOOD.replace('claimPerUser', 'claimPerUser, owner: fromUserInfo'),
    ['homes.owner: this value is not available in this version (line 2)'],
  ],
  [
    'paths of homes without the user',
    SHARED.replace('layout: shared', 'layout: shared\n  path: homes'),
    ['homes.path: must contain {username}, or all users would share one home (line 4)'],
  ],
  [
    'a broken label selector',
    GOOD.replace('claimPerUser', 'claimPerUser, claims: { labelSelector: "a=(b" }'),
    ['homes.claims.labelSelector: is not a label selector (line 2)'],
  ],
  [
    'durations',
    `${GOOD}limits: { startTimeout: 5, runTimeout: 400d, stalledAfter: 0s, stopGrace: soon, reconnectTimeout: 5m }`,
    [
      'limits.startTimeout: write a duration with its unit, such as 90s, 5m or 24h (line 5)',
      'limits.runTimeout: must be 24d at most (line 5)',
      'limits.reconnectTimeout: must be shorter than 5m: load balancers and API servers cut longer watches (line 5)',
      'limits.stalledAfter: must be longer than nothing (line 5)',
      'limits.stopGrace: write a duration with its unit, such as 90s, 5m or 24h (line 5)',
    ],
  ],
  [
    'numbers',
    `${GOOD}limits: { concurrency: 0 }\ncluster: { production: maybe }`,
    ['cluster.production: must be true or false (line 6)', 'limits.concurrency: must be at least 1 (line 5)'],
  ],
  [
    'names',
    `${GOOD}instance: My_Rehome\nrealm: ""\nnamespace: [a]`,
    [
      'instance: must be a DNS label: a-z, 0-9 and -, at most 63 characters (line 5)',
      'realm: must be a DNS label: a-z, 0-9 and -, at most 63 characters (line 6)',
      'namespace: must be text (line 7)',
    ],
  ],
  [
    'what a pod is made of',
    GOOD.replace(
      'image: rehome:1',
      'command: [], resources: { limits: { cpu: lots } }, nodeSelector: { kubernetes.io/os: 5 }, tolerations: [{ opeator: Exists }], extraAnnotations: { rehome.dev/run: x }',
    ),
    [
      'migrator.image: is missing (line 4)',
      'migrator.command: must not be empty (line 4)',
      'migrator.resources.limits.cpu: is no Kubernetes quantity, such as 500m or 2Gi (line 4)',
      'migrator.nodeSelector["kubernetes.io/os"]: must be text (line 4)',
      'migrator.tolerations[0].opeator: unknown key; known here: key, operator, value, effect, tolerationSeconds (line 4)',
      'migrator.extraAnnotations: must not set annotations of rehome.dev/ (line 4)',
    ],
  ],
  [
    'notifications',
    `${GOOD}publicUrl: rehome\nnotifications:
  - { type: mail, url: "https://a.example" }
  - { type: slack, url: "file:///etc/passwd", on: [] }
  - { type: webhook, url: "https://me:pw@a.example" }
  - { type: webhook, name: a, url: "https://a.example/1", secret: whsec_c2hvcnQ= }
  - { type: slack, name: a, url: "https://a.example/1", secret: x }`,
    [
      'publicUrl: must be the address of Rehome, such as https://rehome.example.org (line 5)',
      'notifications[0].type: must be one of slack, webhook (line 7)',
      'notifications[1].url: must be an address that begins with https:// or http://, without a name in it (line 8)',
      'notifications[1].on: must name at least one event (line 8)',
      'notifications[2].url: must be an address that begins with https:// or http://, without a name in it (line 9)',
      'notifications[2].secret: is missing (line 9)',
      'notifications[3].secret: must be whsec_ and 24 to 64 bytes in base64 (line 10)',
      'notifications[4].secret: unknown key; known here: type, name, url, on (line 11)',
    ],
  ],
  [
    'two notifications that could not be told apart',
    `${GOOD}notifications:
  - { type: slack, name: a, url: "https://a.example/1" }
  - { type: slack, name: a, url: "https://a.example/1" }`,
    [
      'notifications[1].name: is the name of another one (line 7)',
      'notifications[1].url: is the address of another one (line 7)',
    ],
  ],
  [
    'settings of a later version',
    `${GOOD}policy: { whenServerRunning: warn, requireReason: true }\nauth: { mode: oidc, roles: {} }\nhistory: { url: "postgres://u:secret@h/d" }`,
    [
      'policy.whenServerRunning: not available in this version (line 5)',
      'policy.requireReason: not available in this version (line 5)',
      'history.url: this value is not available in this version (line 7)',
      'auth.mode: this value is not available in this version (line 6)',
      'auth.roles: not available in this version (line 6)',
    ],
  ],
  [
    'records kept for a time that cannot be meant',
    `${GOOD}retention: { runs: 12h, evidence: 0d, audit: 40000d, notices: 90 }`,
    [
      'retention.runs: write never, or how many days, such as 90d (line 5)',
      'retention.evidence: must be 1d at least (line 5)',
      'retention.audit: must be 36500d at most (line 5)',
      'retention.notices: write never, or how many days, such as 90d (line 5)',
    ],
  ],
  [
    'directories of a later version',
    GOOD.replace('source: claims', 'source: jupyterhub'),
    ['directory.source: this value is not available in this version (line 3)'],
  ],
  [
    'secrets that are not there',
    `${GOOD}history: { url: { env: MISSING } }`,
    ['history.url: the environment variable MISSING is not set (line 5)'],
  ],
  [
    'a secret kept twice',
    `${GOOD}history: { url: { env: A, file: B } }`,
    ['history.url: name exactly one of env and file (line 5)'],
  ],
  ['a key that is there twice', `${GOOD}realm: a\nrealm: b`, ['this key is there twice (line 6)']],
  [
    'an alias without its anchor',
    `${GOOD}realm: *a`,
    ['is not valid YAML: Unresolved alias (the anchor must be set before the alias): a'],
  ],
  [
    'a key that JavaScript treats specially',
    `${GOOD}__proto__: { realm: x }`,
    [
      '__proto__: unknown key; known here: instance, realm, cluster, namespace, homes, directory, migrator, limits, policy, history, publicUrl, notifications, retention, auth (line 5)',
    ],
  ],
];

describe('a broken configuration lists every problem with its path and line', () => {
  test.each(BROKEN)('%s', async (_name, text, problems) => {
    expect(await problemsOf(text)).toEqual(problems);
  });

  test('a file that is no YAML: the line of each mistake', async () => {
    const problems = await problemsOf('homes: [\nlimits: {}');
    expect(problems.length).toBeGreaterThan(0);
    for (const problem of problems) expect(problem).toMatch(/^is not valid YAML: .* \(line \d\)$/);
  });

  test('a missing file, and what would name another', async () => {
    await expect(loadConfig(join(folder, 'none.yaml'), {})).rejects.toThrow(
      /none\.yaml has a problem:\n {2}there is no such file; REHOME_CONFIG names another$/,
    );
  });

  test('no secret is repeated in what is told', async () => {
    const problems = await problemsOf(`${GOOD}history: { url: "postgres://u:hunter2@h/d" }`);
    expect(problems.join()).not.toContain('hunter2');
  });
});

test('the error is a RehomeError that names the file and counts its problems', () => {
  const problems = [
    { path: 'a', line: 1, message: 'is missing' },
    { path: '', line: null, message: 'is odd' },
  ];
  const error = new ConfigError('/etc/rehome.yaml', problems);
  expect(isRehomeError(error) && error.code).toBe('invalid');
  expect(error.message).toBe('/etc/rehome.yaml has 2 problems:\n  a: is missing (line 1)\n  is odd');
});
