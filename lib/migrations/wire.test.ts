import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  asciiJson,
  type FinalResult,
  NOTE_KINDS,
  type NoteKind,
  parseFinalResult,
  parseWireLine,
  TERMINATION_MESSAGE_BYTES,
  terminationMessage,
} from './wire.ts';

const text = fc.string({ unit: 'binary', maxLength: 2_000 });
const count = fc.nat();
const result: fc.Arbitrary<FinalResult> = fc.record({
  exitCode: fc.constantFrom(0, 6, 11),
  message: text,
  folder: fc.option(fc.string({ maxLength: 255 })),
  folderState: fc.constantFrom('none', 'partial', 'complete'),
  path: fc.option(text),
  staging: fc.option(fc.string({ maxLength: 64 })),
  ...{ files: count, bytes: count, totalFiles: count, totalBytes: count },
  owner: fc.option(fc.record({ uid: count, gid: count })),
  oldHome: fc.option(fc.record({ uid: count, gid: count, mode: count })),
  newHome: fc.option(fc.record({ uid: count, gid: count, mode: count })),
  room: fc.option(fc.record({ bytesFree: count, bytesTotal: count, inodesFree: count })),
  notes: fc.array(
    fc.record({
      kind: fc.constantFrom(...(Object.keys(NOTE_KINDS) as NoteKind[])),
      count,
      samples: fc.array(text, { maxLength: 20 }),
    }),
    { maxLength: 8 },
  ),
});

test('a termination message always fits, is ASCII, and keeps what decides', () => {
  fc.assert(
    fc.property(result, (said) => {
      const message = terminationMessage(said);
      expect(Buffer.byteLength(message)).toBeLessThanOrEqual(TERMINATION_MESSAGE_BYTES);
      expect(message).toMatch(/^[\x20-\x7e]*$/);
      const heard = parseFinalResult(message);
      expect(heard).toMatchObject({ exitCode: said.exitCode, folderState: said.folderState, bytes: said.bytes });
      expect(heard?.notes.map(({ kind, count: n }) => [kind, n])).toEqual(
        said.notes.map(({ kind, count: n }) => [kind, n]),
      );
    }),
  );
});

test('a small result is kept whole', () => {
  const small: FinalResult = {
    ...{ exitCode: 0, message: '', folder: 'f', folderState: 'complete', path: '/f', staging: null },
    ...{ files: 1, bytes: 2, totalFiles: 1, totalBytes: 2, owner: { uid: 1, gid: 1 }, oldHome: null, newHome: null },
    ...{ room: null, notes: [{ kind: 'socket', count: 1, samples: ['S.gpg-agent'] }] },
  };
  expect(parseFinalResult(terminationMessage(small))).toEqual(small);
});

test('whatever a log holds, reading it never throws', () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.json(), fc.object().map(asciiJson)), (line) => {
      expect(() => parseWireLine(line)).not.toThrow();
      expect(() => parseFinalResult(line)).not.toThrow();
    }),
  );
  expect(parseWireLine('{"type":"phase","phase":"dancing","seq":1,"at":"now"}')).toBeUndefined();
  expect(parseWireLine('{"type":"phase","phase":"copying","seq":1,"at":"now"}')).toMatchObject({ phase: 'copying' });
});
