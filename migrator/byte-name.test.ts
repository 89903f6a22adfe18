import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printable, toByteName } from './byte-name.ts';

describe('printable', () => {
  it.each([
    ['plain.txt', 'plain.txt'],
    [toByteName('Grüße 日本'), 'Grüße 日本'],
    ['bad\xff\xfe', 'bad\\xff\\xfe'],
    ['caf\xc3', 'caf\\xc3'],
    ['\xe6\x97\xa5\xff\xc3\xa9', '日\\xffé'],
    ['new\nline', 'new\\x0aline'],
    ['a\\b', 'a\\\\b'],
    [toByteName('\u202egnp.exe'), '\\xe2\\x80\\xaegnp.exe'],
    ['\x1b[31m', '\\x1b[31m'],
  ])('%j is shown as %j', (name, shown) => {
    expect(printable(name)).toBe(shown);
  });

  it('never lets a control or direction character through, and tells any two names apart', () => {
    const name = fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
    fc.assert(
      fc.property(name, name, (one, other) => {
        expect(printable(one)).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(printable(one) === printable(other)).toBe(one === other);
      }),
    );
  });
});
