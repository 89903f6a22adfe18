import { describe, expect, it } from 'vitest';
import { parseComplaint, parseItem, wordsOf } from './rsync-output.ts';

describe('what rsync says', () => {
  it('its items are read, with names as they are on disk', () => {
    expect(parseItem('>f+++++++++ bad\\#377\\#376')).toEqual({ item: '>f+++++++++', path: 'bad\xff\xfe' });
    expect(parseItem('cd+++++++++ sub/.deep/')).toEqual({ item: 'cd+++++++++', path: 'sub/.deep' });
    expect(parseItem('>f+++++++++ q\\#134#012')).toEqual({ item: '>f+++++++++', path: 'q\\#012' });
    expect(parseItem('skipping non-regular file "dev"')).toBe(undefined);
  });

  it.each([
    ['>f+++++++++', 'It was not in the copy.'],
    ['>f.st......', 'Its size, time differed.'],
    ['.f........x', 'Its attributes differed.'],
    ['.d..t......', 'Its time differed.'],
    ['.f...p...a.', 'Its mode, ACL differed.'],
  ])('the item %s in words', (item, words) => {
    expect(wordsOf(item)).toBe(words);
  });

  const kind = (line: string) => parseComplaint(line, '/old').type;

  it.each([
    ['rsync: [receiver] write failed on "/proc/self/fd/4/big": No space left on device (28)', 'full'],
    ['rsync: [generator] recv_generator: mkdir "/proc/self/fd/4/x" failed: Disk quota exceeded (122)', 'full'],
    [
      'rsync: [receiver] rsync_xal_set: fsetxattr("/proc/self/fd/4/x","user.big") failed: No space left on device (28)',
      'attributeLost',
    ],
    ['rsync: [sender] send_files failed to open "/old/secret": Permission denied (13)', 'unreadable'],
    ['rsync: [sender] opendir "/old/shut" failed: Permission denied (13)', 'unreadable'],
    ['rsync: [sender] send_files failed to open "/old/x": Too many levels of symbolic links (40)', 'changed'],
    ['rsync: [sender] read errors mapping "/old/x": Input/output error (5)', 'other'],
    ['rsync: [receiver] mkstemp "/proc/self/fd/4/.x.abcdef" failed: Permission denied (13)', 'other'],
    ['rsync: [sender] opendir "/old/d/d" failed: Cannot allocate memory (12)', 'other'],
    ['rsync error: some files/attrs were not transferred (see previous errors) (code 23) at main.c(1394)', 'silent'],
    [
      'rsync: [sender] send_files failed to open "/old/x" failed: No space left on device (28)": Permission denied (13)',
      'unreadable',
    ],
  ])('%s is %s', (line, expected) => {
    expect(kind(line)).toBe(expected);
  });

  it('a vanished file is named relative to the home', () => {
    expect(parseComplaint('file has vanished: "/old/a/b\\#012c"', '/old')).toEqual({
      type: 'vanished',
      path: 'a/b\nc',
    });
  });

  it('an attribute that the new home cannot keep is named by the file, not by its temporary name', () => {
    const line =
      'rsync: [receiver] rsync_xal_set: fsetxattr("/proc/self/fd/4/sub/.f2.KYKaPy","user.x") failed: Operation not supported (95)';
    expect(parseComplaint(line, '/old')).toEqual({ type: 'attributeLost', path: 'sub/f2' });
  });
});
