import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkTemplate, fillTemplate } from '#lib/config/path-template.ts';
import { homePath } from './layout.ts';
import { resolveHomes } from './resolve.ts';

const page = readFileSync(new URL('../../docs/homes.md', import.meta.url), 'utf8');

/** The rows of the table that begins with a heading, each as its cells without code marks. */
function table(heading: string): readonly string[][] {
  const lines = page.slice(page.indexOf(`| ${heading} |`)).split('\n');
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(2, end).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

/**
 * Where Nublado finds a home in the volume, in its own terms: the home's path in the container, less where the volume is
 * mounted, behind the mount's subPath. https://nublado.lsst.io/admin/config/lab.html
 */
function nubladoHome(user: string, [prefix = '', schema, suffix = '', containerPath = '', subPath = '']: string[]) {
  const strip = (text: string) => text.replace(/^\/+|\/+$/g, '');
  const name = schema === 'initialThenUsername' ? `${user[0]}/${user}` : user;
  const home = `/${[strip(prefix), name, strip(suffix)].filter(Boolean).join('/')}`;
  if (!home.startsWith(`${containerPath}/`)) throw new Error(`${home} is not below ${containerPath}`);
  return [strip(subPath), home.slice(containerPath.length + 1)].filter(Boolean).join('/');
}

describe('docs/homes.md is right', () => {
  const nublado = table('homedirPrefix');
  test.each(nublado)('Nublado: %s, %s, %s in %s %s is %s', (...row) => {
    const [template = '', rachel] = row.slice(5);
    expect(checkTemplate(template)).toBeUndefined();
    for (const user of ['rachel', 'ab-to-cd', 'x9']) {
      expect(homePath(template, user)).toEqual({ path: nubladoHome(user, row) });
    }
    expect(homePath(template, 'rachel')).toEqual({ path: rachel });
  });

  test.each(table('subPath | KubeSpawner'))(
    'z2jh static: %s with KubeSpawner %s is %s',
    (_subPath, _version, template = '', home) => {
      expect(checkTemplate(template)).toBeUndefined();
      expect(homePath(template, 'al.ice')).toEqual({ path: home });
    },
  );

  const dynamic = table('user');
  test.each(dynamic)(
    'z2jh dynamic: %s is found whether the claim is called %s or %s',
    (user = '', old = '', now = '') => {
      expect([fillTemplate('claim-{escaped_username}', user), fillTemplate('claim-{safe_username}', user)]).toEqual([
        old,
        now,
      ]);
      for (const name of [old, now]) {
        const claims = [claim(name, user), claim('claim-other', 'other')];
        const found = resolveHomes({ homes }, { oldUser: user, newUser: 'other' }, claims, new Map());
        expect(found).toMatchObject({ oldClaim: name, newClaim: 'claim-other' });
      }
    },
  );

  test('no table is empty', () => {
    expect([nublado, dynamic, table('subPath | KubeSpawner')].map((rows) => rows.length > 3)).toEqual([
      true,
      true,
      true,
    ]);
  });
});

const homes = {
  layout: 'claimPerUser',
  owner: { uid: 1000, gid: 100 },
  claims: { labelSelector: 'component=singleuser-storage', usernameAnnotation: 'hub.jupyter.org/username' },
} as const;
const claim = (name: string, username: string) => ({
  metadata: {
    name,
    labels: { component: 'singleuser-storage' },
    annotations: { 'hub.jupyter.org/username': username },
  },
  spec: {},
});
