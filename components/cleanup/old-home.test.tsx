import { readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { OldHome } from './old-home.tsx';

const GUIDE = new URL('../../docs/guide/cleaning-up.md', import.meta.url);
const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&amp;': '&' } as const;

/** Without marks, tags, numbers of steps and blanks. */
const bare = (text: string): string => text.replaceAll('’', "'").replaceAll(/\s/g, '');

test('the page tells how an old home is deleted as the guide does, word by word', () => {
  const [, section = ''] = readFileSync(GUIDE, 'utf8').split('## The old home\n');
  const said = section
    .replaceAll(/^ *```.*$/gm, '')
    .replaceAll(/^ *(\d+\.|-(?= [A-Z])) /gm, '')
    .replaceAll(/[*`]/g, '');
  const shown = renderToStaticMarkup(<OldHome />)
    .replace(/<summary.*?<\/summary>/, '')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/&(lt|gt|quot|#x27|amp);/g, (entity) => ENTITIES[entity as keyof typeof ENTITIES]);
  expect(said).toContain('Write it down');
  expect(bare(shown)).toBe(bare(said));
});
