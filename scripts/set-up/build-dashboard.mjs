import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fingerprint, isStamped, stamp } from './fingerprint.mjs';
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
  const folder = join(root, '.next', 'standalone');
  const wanted = fingerprint(root, FOLDERS, FILES);
  if (isStamped(folder, wanted)) return;
  say('building the dashboard (about half a minute)');
  stamp(folder, undefined);
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  await run('next build', node, [next, 'build'], {
    cwd: root,
    minutes: MINUTES,
    env: buildEnvironment(root, node, wanted),
  });
  addStaticFiles(root);
  stamp(folder, wanted);
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
function buildEnvironment(root, node, fingerprinted) {
  const { NODE_ENV: _, ...env } = environmentWith(root, node);
  return { ...env, NODE_ENV: 'production', REHOME_BUILD: fingerprinted.slice(0, 12) };
}
