import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { NOTES, NoteFile } from './note-file.ts';
import { makePlace, type Place } from './testing/homes.ts';

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

it('a closed file of notes has all that came before, and what comes later goes into no other file', () => {
  const dir = openSync(place.new, 'r');
  const notes = new NoteFile(dir);
  notes.add('socket', 'a', 'A socket is not copied.');
  notes.close();
  // It gets the number that is free now.
  const other = openSync(join(place.new, 'other'), 'w+');
  notes.add('socket', 'b', 'A socket is not copied.');
  notes.flush();
  notes.close();
  expect(() => notes.copyTo(other)).toThrow('closed');
  for (const fd of [other, dir]) closeSync(fd);
  expect(readFileSync(join(place.new, NOTES), 'utf8')).toMatch(/^[^\n]*\ta\t[^\n]*\n$/);
  expect(readFileSync(join(place.new, 'other'), 'utf8')).toBe('');
});
