import { createHash } from 'node:crypto';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environmentWith } from './node-24.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';

const MINUTES = 8;
const FOLDERS = ['app', 'components', 'lib', 'public'];
const FILES = [
  'instrumentation.ts',
  'next.config.js',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
];

/** Builds the dashboard into .next/standalone, complete with its static files; does nothing where nothing changed. */
export async function buildDashboard(root, node) {
  const stamp = join(root, '.next', 'standalone', '.rehome-build');
  const wanted = `${fingerprint(root)}\n`;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('building the dashboard (about half a minute)');
  rmSync(stamp, { force: true });
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  await run('next build', node, [next, 'build'], { cwd: root, minutes: MINUTES, env: buildEnvironment(root, node) });
  addStaticFiles(root);
  writeFileSync(stamp, wanted);
}

/** Copies what `next build` leaves out of the standalone server: https://nextjs.org/docs/app/api-reference/config/next-config-js/output */
function addStaticFiles(root) {
  const standalone = join(root, '.next', 'standalone');
  const pairs = [
    [join(root, '.next', 'static'), join(standalone, '.next', 'static')],
    [join(root, 'public'), join(standalone, 'public')],
  ];
  for (const [from, to] of pairs) {
    rmSync(to, { recursive: true, force: true });
    if (existsSync(from)) cpSync(from, to, { recursive: true });
  }
}

/** NODE_ENV of whoever called (vitest says `test`) must not reach the build. */
function buildEnvironment(root, node) {
  const { NODE_ENV: _, ...env } = environmentWith(root, node);
  return { ...env, NODE_ENV: 'production' };
}

/** A digest of everything that the build reads, tests left out. */
export function fingerprint(root) {
  const hash = createHash('sha256');
  const files = [...FOLDERS.flatMap((folder) => filesBelow(root, folder)), ...FILES];
  for (const file of files.filter((name) => existsSync(join(root, name)))) {
    hash.update(`${file}\0`).update(
      createHash('sha256')
        .update(readFileSync(join(root, file)))
        .digest(),
    );
  }
  return hash.digest('hex');
}

function filesBelow(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(root.length + 1))
    .sort();
}
