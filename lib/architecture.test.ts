import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Files of `lib/migrations` without any I/O: facts and rules that every part may read. */
const PURE = [
  'lib/build.ts',
  'lib/errors.ts',
  'lib/result.ts',
  'lib/format/',
  'lib/homes/usernames.ts',
  'lib/migrations/audit-query.ts',
  'lib/migrations/audit-views.ts',
  'lib/migrations/batch-place.ts',
  'lib/migrations/batch-views.ts',
  'lib/migrations/bulk-options.ts',
  'lib/migrations/bulk-queries.ts',
  'lib/migrations/bulk-views.ts',
  'lib/migrations/check-report.ts',
  'lib/migrations/cleanup-views.ts',
  'lib/migrations/conflict-words.ts',
  'lib/migrations/copy-fate.ts',
  'lib/migrations/evidence-views.ts',
  'lib/migrations/exclude-pattern.ts',
  'lib/migrations/exclude-presets.ts',
  'lib/migrations/exclude-problems.ts',
  'lib/migrations/excludes.ts',
  'lib/migrations/exit-codes.ts',
  'lib/migrations/files-view.ts',
  'lib/migrations/line-range.ts',
  'lib/migrations/export-format.ts',
  'lib/migrations/list-queries.ts',
  'lib/migrations/list-query.ts',
  'lib/migrations/list-views.ts',
  'lib/migrations/many-views.ts',
  'lib/migrations/names.ts',
  'lib/migrations/notice-events.ts',
  'lib/migrations/notice-message.ts',
  'lib/migrations/notice-views.ts',
  'lib/migrations/notice-words.ts',
  'lib/migrations/note-to-user.ts',
  'lib/migrations/outcomes.ts',
  'lib/migrations/overview-views.ts',
  'lib/migrations/pair-views.ts',
  'lib/migrations/palette-query.ts',
  'lib/migrations/palette-text.ts',
  'lib/migrations/palette-views.ts',
  'lib/migrations/preset-patterns.ts',
  'lib/migrations/polling.ts',
  'lib/migrations/queries.ts',
  'lib/migrations/start-time.ts',
  'lib/migrations/retention-views.ts',
  'lib/migrations/start-views.ts',
  'lib/migrations/settings-views.ts',
  'lib/migrations/states.ts',
  'lib/migrations/steps.ts',
  'lib/migrations/stuck-words.ts',
  'lib/migrations/timeline-words.ts',
  'lib/migrations/troubled.ts',
  'lib/migrations/user-views.ts',
  'lib/migrations/views.ts',
  'lib/migrations/wire.ts',
  'lib/access/commands.ts',
  'lib/access/roles.ts',
];
const BASE = [...PURE, 'lib/log.ts'];

/** Each part, and what it may import. Downwards only; the longest prefix of a file decides. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  'app/': ['app/', 'components/', 'lib/access/', 'lib/runtime.ts', 'lib/migrations/input.ts', ...PURE],
  'components/': ['components/', ...PURE],
  'instrumentation.ts': ['lib/start.ts'],
  'proxy.ts': [],
  'lib/start.ts': ['lib/compose.ts', 'lib/runtime.ts', 'lib/config/', ...BASE],
  'lib/compose.ts': [
    'lib/runtime.ts',
    'lib/migrations/',
    'lib/notify/',
    'lib/people/',
    'lib/homes/',
    'lib/storage/',
    'lib/history/',
    'lib/config/',
    ...BASE,
  ],
  'lib/runtime.ts': [
    'lib/migrations/',
    'lib/notify/',
    'lib/people/',
    'lib/homes/',
    'lib/storage/',
    'lib/history/',
    'lib/config/',
    ...BASE,
  ],
  'lib/access/': ['lib/access/', 'lib/runtime.ts', ...PURE],
  'lib/migrations/': [
    'lib/migrations/',
    'lib/version.ts',
    'lib/people/',
    'lib/homes/',
    'lib/storage/',
    'lib/history/',
    'lib/config/',
    ...BASE,
  ],
  'lib/notify/': ['lib/notify/', 'lib/history/', 'lib/config/', 'lib/version.ts', ...BASE],
  'lib/people/': ['lib/people/', 'lib/storage/', 'lib/config/', ...BASE],
  'lib/homes/': ['lib/homes/', 'lib/storage/kube-objects.ts', 'lib/config/', ...BASE],
  'lib/history/': ['lib/history/', ...BASE],
  'lib/storage/': ['lib/storage/', 'lib/errors.ts', 'lib/log.ts', 'lib/version.ts'],
  'lib/version.ts': ['package.json'],
  'lib/config/': ['lib/config/', ...BASE],
  'lib/': PURE,
  'migrator/': ['migrator/', ...PURE],
  'embedded-cluster/': ['embedded-cluster/', 'lib/storage/kube-objects.ts'],
  'e2e/': ['e2e/', 'proof/', 'embedded-cluster/testing.ts', 'scripts/', ...PURE],
  // Proofs stand above all parts: they run the product and look at what it did from outside.
  'proof/': ['proof/', 'e2e/', 'embedded-cluster/', 'migrator/', 'scripts/', 'lib/'],
};
const CAP = 250;
const FORBIDDEN_NAMES = /(^|\/)(index|utils?|helpers?|common|misc|types|constants)\.tsx?$/;
const IMPORT = /(?:from|import)\s*\(?\s*'([#.][^']+)'/g;

const isTest = (file: string) => /\.test\.tsx?$|\/testing\/|\/testing\.ts$|contract-/.test(file);
const sources = globSync('{app,components,lib,migrator,embedded-cluster,e2e,proof}/**/*.{ts,tsx}').concat([
  'instrumentation.ts',
  'proxy.ts',
]);
const texts = new Map(sources.map((file) => [file, readFileSync(file, 'utf8')]));

const partOf = (file: string) =>
  Object.keys(PARTS)
    .filter((part) => file.startsWith(part))
    .sort((a, b) => b.length - a.length)[0];

/** What a file imports of this repository, as paths from its top. */
function importsOf(file: string): string[] {
  return [...(texts.get(file) ?? '').matchAll(IMPORT)].map(([, target = '']) =>
    target.startsWith('#') ? target.slice(1) : normalize(join(dirname(file), target)),
  );
}

test.each(globSync('{app,components}/**/*.css'))('%s is short', (file) => {
  expect(readFileSync(file, 'utf8').split('\n').length).toBeLessThanOrEqual(CAP);
});

describe.each(sources.filter((file) => !isTest(file)))('%s', (file) => {
  test('imports downwards only', () => {
    const allowed = PURE.some((pure) => file.startsWith(pure)) ? PURE : (PARTS[partOf(file) ?? ''] ?? []);
    const wrong = importsOf(file).filter((target) => !allowed.some((prefix) => target.startsWith(prefix)));
    expect(wrong).toEqual([]);
  });

  test('is short and has a name that says something', () => {
    expect(file).not.toMatch(FORBIDDEN_NAMES);
    expect((texts.get(file) ?? '').split('\n').length).toBeLessThanOrEqual(CAP);
  });
});

const allowedIn = (pattern: RegExp, places: RegExp) =>
  sources.filter((file) => !isTest(file) && pattern.test(texts.get(file) ?? '') && !places.test(file));

test('the Kubernetes client is used in lib/storage/kubernetes alone', () => {
  expect(allowedIn(/from '@kubernetes\/client-node'/, /^lib\/storage\/kubernetes\//)).toEqual([]);
});

test('SQL is spoken in lib/history alone, but by the proofs that read past it', () => {
  expect(allowedIn(/from '(kysely|node:sqlite|pg)'/, /^(lib\/history|proof)\//)).toEqual([]);
});

test('server actions live in actions.ts alone', () => {
  expect(allowedIn(/^['"]use server['"]/m, /^app\/.*\/actions\.ts$/)).toEqual([]);
});

test('no page is read before somebody asks for it', () => {
  expect(allowedIn(/from 'next\/link'/, /^components\/ui\/link\.tsx$/)).toEqual([]);
});

test('no page is given the patterns of presets', () => {
  expect(allowedIn(/preset-patterns\.ts'|migrations\/excludes\.ts'/, /^(lib|migrator)\//)).toEqual([]);
});

test('the environment is read in few places', () => {
  const places = /^(lib\/(build|config|start)|migrator|embedded-cluster|e2e|proof|instrumentation\.ts|proxy\.ts)/;
  expect(allowedIn(/process\.env/, places)).toEqual([]);
});

test('nobody says any, or leaves a mark', () => {
  expect(allowedIn(/\bas any\b|: any\b|<any>|@ts-(ignore|nocheck|expect-error)|\b(TODO|FIXME|XXX)\b/, /^$/)).toEqual(
    [],
  );
});

test('an upward import would be seen', () => {
  texts.set('lib/storage/wrong.ts', "import { x } from '#lib/migrations/service.ts';\nimport('../history/runs.ts');");
  expect(importsOf('lib/storage/wrong.ts')).toEqual(['lib/migrations/service.ts', 'lib/history/runs.ts']);
  const allowed = PARTS['lib/storage/'] ?? [];
  expect(importsOf('lib/storage/wrong.ts').some((target) => allowed.some((prefix) => target.startsWith(prefix)))).toBe(
    false,
  );
});
