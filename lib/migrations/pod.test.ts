import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '#lib/config/load.ts';
import type { Config } from '#lib/config/schema.ts';
import { resolveHomes, resolveNewHome, resolvePaths } from '#lib/homes/resolve.ts';
import type { Container, KubePod } from '#lib/storage/kube-objects.ts';
import { parseArguments } from '#migrator/arguments.ts';
import { ANNOTATIONS, LABELS } from './names.ts';
import { buildMigratorObjects, type PodRun, readRunOfPod } from './pod.ts';
import { makePlan } from './run-plan.ts';

const SHARED = `
homes:
  layout: shared
  volume: { nfs: { server: 10.0.0.5, path: /export/home } }
directory: { source: static, file: people.yaml }
migrator: { image: rehome:1 }
`;
const PER_USER = `
instance: hub-a
homes: { layout: claimPerUser }
directory: { source: claims }
policy: { setId: keep, verify: checksums, excludes: ["@caches", "$(HOME)/*.tmp"] }
limits: { runTimeout: 90s, stopGrace: 1500ms, bandwidth: 50M }
migrator:
  image: rehome@sha256:aa
  imagePullPolicy: IfNotPresent
  command: [/usr/bin/node, main.ts]
  resources: { requests: { cpu: 1, memory: 256Mi }, limits: { memory: 1Gi } }
  nodeSelector: { kubernetes.io/os: linux }
  tolerations: [{ key: hub.jupyter.org/dedicated, operator: Equal, value: user, effect: NoSchedule }]
  priorityClassName: low
  imagePullSecrets: [{ name: registry }]
  extraAnnotations: { team: storage }
`;
const RUN = {
  id: '01980c2e-7f6a-7c3e-9d5b-2f1e8a4b6c7d',
  kind: 'copy',
  folder: 'migrated-rachel-20260102T030405Z',
} as const;
const claim = (name: string, username: string) => ({
  metadata: {
    name,
    labels: { component: 'singleuser-storage' },
    annotations: { 'hub.jupyter.org/username': username },
  },
  spec: { accessModes: ['ReadWriteOnce'] },
});

let shared: Config;
let perUser: Config;
async function load(text: string): Promise<Config> {
  const file = join(await mkdtemp(join(tmpdir(), 'rehome-pod-')), 'rehome.yaml');
  await writeFile(file, text);
  return loadConfig(file, {});
}
beforeAll(async () => {
  shared = await load(SHARED);
  perUser = await load(PER_USER);
});

function build(
  config: Config,
  oldUser = 'rachel',
  newUser = 'rachel.z',
  nodes: Record<string, string> = {},
  how: Partial<PodRun> = {},
): KubePod {
  const claims = [claim('claim-old', oldUser), claim('claim-new', newUser)];
  const run = { ...RUN, oldUser, newUser, plan: makePlan(config), ...how };
  const at = new Map(Object.entries(nodes));
  const homes =
    run.kind === 'discard'
      ? resolveNewHome(config, newUser, claims.slice(1), at)
      : resolveHomes(config, { oldUser, newUser }, claims, at);
  if ('problem' in homes) throw new Error(homes.problem);
  return buildMigratorObjects({ config, run, homes, namespace: 'jupyterhub' }).pod;
}

const FIRST = '01980c2e-0000-7000-8000-000000000001';
const LAST = '01980c2e-0000-7000-8000-000000000002';
const partial = { staging: `.rehome-${FIRST}`, leftBy: LAST };
const buildKind = (config: Config, kind: PodRun['kind'], more: Partial<PodRun['plan']> = {}): KubePod =>
  build(config, 'rachel', 'rachel.z', {}, { kind, plan: { ...makePlan(config), ...more } });
const requestOf = ({ spec }: KubePod) => parseArguments(asKubelet(spec.containers[0]?.args), new Date(0));

const containersOf = ({ spec }: KubePod): readonly Container[] => [...(spec.initContainers ?? []), ...spec.containers];
/** What the kubelet makes of an argument: `$$` is one `$`; variables there are none of. */
const asKubelet = (args: readonly string[] = []) => args.map((arg) => arg.replace(/\$\$/g, () => '$'));

/** The whole pod, reviewed by eye once. `REHOME_GOLDEN=write` writes it anew. */
function golden(name: string, pod: KubePod): void {
  const file = new URL(`./golden/${name}.json`, import.meta.url);
  if (process.env.REHOME_GOLDEN === 'write') writeFileSync(file, `${JSON.stringify(pod, null, 2)}\n`);
  expect(pod).toStrictEqual(JSON.parse(readFileSync(file, 'utf8')));
}

describe('the whole pod is as reviewed', () => {
  test('in a shared volume, with the owner of each home', () => golden('pod-shared', build(shared)));
  test('with a claim for each user, one owner for all, and every setting', () =>
    golden('pod-claim-per-user', build(perUser, 'rachel', 'rachel.z', { 'claim-old': 'node-1' })));
  test('of a check', () => golden('pod-check', buildKind(shared, 'check')));
  test('of a discard', () => golden('pod-discard', buildKind(shared, 'discard', { partial })));
});

test('what runs may do nothing beyond its work', () => {
  for (const pod of [build(shared), build(perUser)]) {
    expect(pod.spec).toMatchObject({
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
    });
    expect(pod.metadata.ownerReferences).toBeUndefined();
    for (const container of containersOf(pod)) {
      expect(container.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(container.env).toBeUndefined();
    }
  }
});

test('the container that copies sees the two homes and nothing else, the old one read-only', () => {
  const [migrate] = build(shared).spec.containers;
  expect(migrate?.volumeMounts).toEqual([
    { name: 'homes', mountPath: '/homes/old', subPath: 'rachel', readOnly: true },
    { name: 'homes', mountPath: '/homes/new', subPath: 'rachel.z' },
  ]);
  expect(build(shared).spec.volumes).toHaveLength(1);
  expect(build(perUser).spec.containers[0]?.volumeMounts).toEqual([
    { name: 'old-home', mountPath: '/homes/old', readOnly: true },
    { name: 'new-home', mountPath: '/homes/new' },
  ]);
  expect(build(perUser).spec.initContainers).toBeUndefined();
});

test('as root, copying has four capabilities; looking for homes has none, or one inside a home', async () => {
  const capabilities = (pod: KubePod) => containersOf(pod).map(({ securityContext }) => securityContext?.capabilities);
  expect(build(shared).spec.securityContext).toMatchObject({ runAsUser: 0, runAsGroup: 0 });
  const copying = { drop: ['ALL'], add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID'] };
  expect(capabilities(build(shared))).toEqual([{ drop: ['ALL'] }, copying]);
  const suffixed = await load(SHARED.replace('layout: shared', 'layout: shared\n  path: "{username}/home"'));
  expect(capabilities(build(suffixed))).toEqual([{ drop: ['ALL'], add: ['DAC_OVERRIDE'] }, copying]);
});

test('a check looks at both homes and can write neither', () => {
  for (const config of [shared, perUser]) {
    const [migrate] = buildKind(config, 'check').spec.containers;
    expect(migrate?.volumeMounts?.map(({ mountPath, readOnly }) => [mountPath, readOnly])).toEqual([
      ['/homes/old', true],
      ['/homes/new', true],
    ]);
  }
});

test('a discard never sees the old home, nor asks for its volume', () => {
  expect(buildKind(shared, 'discard', { partial }).spec.containers[0]?.volumeMounts).toEqual([
    { name: 'homes', mountPath: '/homes/new', subPath: 'rachel.z' },
  ]);
  const pod = buildKind(perUser, 'discard', { partial });
  expect(pod.spec.volumes).toEqual([{ name: 'new-home', persistentVolumeClaim: { claimName: 'claim-new' } }]);
  const located = buildKind(shared, 'discard', { partial }).spec.initContainers?.[0]?.args;
  expect(parseArguments(located ?? [], new Date(0))).toMatchObject({ oldPath: undefined, newPath: 'rachel.z' });
});

test('neither a check nor a discard may give files away', () => {
  const added = (kind: PodRun['kind']) =>
    containersOf(buildKind(shared, kind, { partial })).map(({ securityContext }) => securityContext?.capabilities);
  expect(added('check')).toEqual([{ drop: ['ALL'] }, { drop: ['ALL'], add: ['DAC_OVERRIDE'] }]);
  expect(added('discard')).toEqual([{ drop: ['ALL'] }, { drop: ['ALL'], add: ['DAC_OVERRIDE', 'FOWNER'] }]);
});

test('what a run was planned with reaches the migrator as it is', () => {
  const request = requestOf(buildKind(perUser, 'copy', { partial }));
  expect(request).toMatchObject({ command: 'copy', verify: 'checksums', excludes: ['@caches', '$(HOME)/*.tmp'] });
  expect(request).toMatchObject({ limit: 50_000_000, resume: partial.staging, leftBy: LAST });
  expect(requestOf(buildKind(shared, 'copy'))).toMatchObject({
    ...{ verify: 'sizes', excludes: [], limit: undefined, resume: undefined, leftBy: undefined },
  });
  expect(requestOf(buildKind(perUser, 'check'))).toMatchObject({
    command: 'check',
    excludes: ['@caches', '$(HOME)/*.tmp'],
  });
  const unsure = { ...partial, leftBy: null };
  expect(requestOf(buildKind(shared, 'discard', { partial }))).toMatchObject({
    ...{ command: 'discard', newHome: '/homes/new', partial: partial.staging, leftBy: LAST },
  });
  expect(requestOf(buildKind(shared, 'discard', { partial: unsure }))).toMatchObject({ leftBy: undefined });
});

test('a note to the user reaches the migrator as it is, of a copy alone', () => {
  const note = '--folder=x\n$(HOME) $$, Grüße';
  const told = (kind: PodRun['kind']) => requestOf(buildKind(shared, kind, { note, partial }));
  expect(told('copy')).toMatchObject({ note });
  for (const kind of ['check', 'discard'] as const) expect(told(kind)).not.toHaveProperty('note');
});

test('with one owner for all, the pod runs as that owner without any capability', async () => {
  const fixed = await load(SHARED.replace('layout: shared', 'layout: shared\n  owner: { uid: 1000, gid: 100 }'));
  for (const pod of [build(fixed), build(perUser)]) {
    expect(pod.spec.securityContext).toMatchObject({ runAsUser: 1000, runAsGroup: 100, runAsNonRoot: true });
    for (const { securityContext } of containersOf(pod)) {
      expect(securityContext?.capabilities).toEqual({ drop: ['ALL'] });
    }
  }
});

test('a missing folder of the node is an error, and is not made by the kubelet', async () => {
  const local = await load(SHARED.replace(/volume: .*/, 'volume: { hostPath: { path: /srv/homes } }'));
  expect(build(local).spec.volumes).toEqual([{ name: 'homes', hostPath: { path: '/srv/homes', type: 'Directory' } }]);
});

test('a node that must be is asked for in every alternative of the affinity, and the rest is kept', async () => {
  const term = '{ matchExpressions: [{ key: zone, operator: In, values: [a] }] }';
  const required = `requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [${term}, ${term}] }`;
  const config = await load(`${PER_USER}  affinity: { podAffinity: { x: 1 }, nodeAffinity: { ${required} } }`);
  const here = { key: 'metadata.name', operator: 'In', values: ['node-1'] };
  const expressions = [{ key: 'zone', operator: 'In', values: ['a'] }];
  expect(build(config, 'a', 'b', { 'claim-old': 'node-1' }).spec.affinity).toEqual({
    podAffinity: { x: 1 },
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [
          { matchExpressions: expressions, matchFields: [here] },
          { matchExpressions: expressions, matchFields: [here] },
        ],
      },
    },
  });
  expect(build(config).spec.affinity).toEqual(config.migrator.affinity);
});

/** Usernames that are odd, long or hostile, and legal all the same. */
const ODD = [
  'x'.repeat(255),
  'Ædda',
  '李明',
  'alice@example.org',
  '-rf',
  '--owner=0:0',
  '$(HOME)',
  'a$$b',
  '$',
  'a b',
  '"; rm -rf /',
  '𝒜da',
  '__proto__',
  '.'.repeat(3),
];
const user = fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }));
const LABEL_VALUE = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

/** Calls `check` with every pair of users that the configuration takes. */
function forEveryPair(config: () => Config, check: (pod: KubePod, oldUser: string, newUser: string) => void): void {
  let built = 0;
  fc.assert(
    fc.property(user, user, (oldUser, newUser) => {
      if (oldUser === newUser || resolvePaths(config(), { oldUser, newUser }) !== undefined) return;
      built += 1;
      check(build(config(), oldUser, newUser), oldUser, newUser);
    }),
    { numRuns: 300 },
  );
  expect(built).toBeGreaterThan(100);
}

describe('for the longest and oddest users', () => {
  test('names and labels are legal in Kubernetes, and no label holds a raw username', () => {
    forEveryPair(
      () => shared,
      ({ metadata }) => {
        expect(metadata.name).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
        for (const [key, value] of Object.entries(metadata.labels ?? {})) {
          expect(key).toMatch(/^[a-z0-9.]+\/[-a-z0-9]{1,63}$/);
          expect(value).toMatch(LABEL_VALUE);
        }
        for (const key of Object.keys(metadata.annotations ?? {})) expect(key).toMatch(/^[a-z0-9.]+\/[-a-z0-9]{1,63}$/);
        expect(metadata.labels?.[LABELS.oldUser]).toMatch(/^[0-9a-f]{32}$/);
      },
    );
  });

  test('the run read back from a pod is the one it was built for', () => {
    forEveryPair(
      () => perUser,
      (pod, oldUser, newUser) => {
        expect(readRunOfPod(pod)).toEqual({ runId: RUN.id, kind: 'copy', instance: 'hub-a', oldUser, newUser });
      },
    );
  });

  test('the migrator reads its arguments as they were meant, after the kubelet has read them', () => {
    const at = new Date('2026-01-02T03:04:05Z');
    forEveryPair(
      () => shared,
      (pod, oldUser, newUser) => {
        const [locate, migrate] = containersOf(pod).map(({ args }) => parseArguments(asKubelet(args), at));
        const common = { owner: 'fromHome', oldUser, newUser, terminationLog: '/dev/termination-log' };
        expect(locate).toMatchObject({
          ...common,
          command: 'locate',
          volume: '/volume',
          oldPath: oldUser,
          newPath: newUser,
        });
        expect(migrate).toMatchObject({
          ...common,
          ...{ command: 'copy', oldHome: '/homes/old', newHome: '/homes/new' },
          ...{ run: RUN.id, folder: RUN.folder, setId: 'strip' },
        });
      },
    );
  });
});

test('a fixed owner and a kept set-id policy reach the migrator', () => {
  const [migrate] = build(perUser).spec.containers.map(({ args }) => parseArguments(args ?? [], new Date(0)));
  expect(migrate).toMatchObject({ owner: { uid: 1000, gid: 100 }, setId: 'keep' });
});

test.each([
  ['another program', { [LABELS.managedBy]: 'helm' }],
  ['another part of Rehome', { [LABELS.component]: 'dashboard' }],
  ['no run', { [LABELS.run]: '' }],
  ['an unknown kind', { [LABELS.kind]: 'dance' }],
])('a pod of %s is nobody’s run', (_name, labels) => {
  const { metadata, spec } = build(shared);
  expect(
    readRunOfPod({ metadata: { ...metadata, labels: { ...metadata.labels, ...labels } }, spec } as KubePod),
  ).toBeUndefined();
});

test('a pod without the usernames, or without any label, is nobody’s run', () => {
  const { metadata } = build(shared);
  const { [ANNOTATIONS.oldUser]: _, ...annotations } = metadata.annotations ?? {};
  expect(readRunOfPod({ metadata: { ...metadata, annotations } })).toBeUndefined();
  expect(readRunOfPod({ metadata: { name: 'jupyter-rachel' } })).toBeUndefined();
});
