import { globSync, readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { PairLabel } from './migrations/pair-label.tsx';
import { Field } from './ui/field.tsx';

const root = new URL('../', import.meta.url).pathname;

test('no component has an inline style or foreign markup: the content security policy would refuse it', () => {
  const sources = globSync('{app,components}/**/*.tsx', { cwd: root }).filter((path) => !path.includes('.test.'));
  expect(sources.length).toBeGreaterThan(30);
  const guilty = sources.filter((path) =>
    /\bstyle=|dangerouslySetInnerHTML|<style\b|<script\b/.test(readFileSync(`${root}${path}`, 'utf8')),
  );
  expect(guilty).toEqual([]);
});

test('usernames are isolated from each other and from the text around, and their markup is text', () => {
  const markup = renderToStaticMarkup(<PairLabel oldUser={'<b>\u202eevil'} newUser="مريم" />);
  expect(markup).toContain('<bdi dir="auto" class="pair-old">&lt;b&gt;\u202eevil</bdi>');
  expect(markup).toContain('<bdi dir="auto" class="pair-new">مريم</bdi>');
  expect(markup).toContain('> to </span>');
});

test('an error takes the place of the hint, and either is tied to its field', () => {
  const markup = renderToStaticMarkup(
    <Field id="why" label="Reason" hint="Kept in the history" error="Too long.">
      <input id="why" />
    </Field>,
  );
  expect(markup).toContain('id="why-note"');
  expect(markup).toContain('Too long.');
  expect(markup).not.toContain('Kept in the history');
});
