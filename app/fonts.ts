import localFont from 'next/font/local';

/*
 * Geist and Geist Mono, latin and latin-ext only, served with the product: nothing is fetched from elsewhere. Optional: a page
 * whose fonts come late stays in the fallback, since a font that is put in later moves everything. Only what not every page
 * has a letter of is told apart by a range. The bundler reads these calls, so each has to spell out what it wants.
 */

const geist = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2',
  variable: '--font-geist',
  display: 'optional',
  preload: true,
  adjustFontFallback: false,
  weight: '100 900',
});
const geistExt = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-latin-ext-wght-normal.woff2',
  variable: '--font-geist-ext',
  display: 'optional',
  preload: false,
  adjustFontFallback: false,
  weight: '100 900',
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF',
    },
  ],
});
const mono = localFont({
  src: '../node_modules/@fontsource-variable/geist-mono/files/geist-mono-latin-wght-normal.woff2',
  variable: '--font-geist-mono',
  display: 'optional',
  preload: true,
  adjustFontFallback: false,
  weight: '100 900',
});
const monoExt = localFont({
  src: '../node_modules/@fontsource-variable/geist-mono/files/geist-mono-latin-ext-wght-normal.woff2',
  variable: '--font-geist-mono-ext',
  display: 'optional',
  preload: false,
  adjustFontFallback: false,
  weight: '100 900',
  declarations: [
    {
      prop: 'unicode-range',
      value:
        'U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF, U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF',
    },
  ],
});
/** In a mono face the full stop of a name takes the room of a letter, and a dotted name falls apart. */
const stop = localFont({
  src: '../node_modules/@fontsource-variable/geist/files/geist-latin-wght-normal.woff2',
  variable: '--font-stop',
  display: 'optional',
  preload: true,
  adjustFontFallback: false,
  weight: '100 900',
  declarations: [
    { prop: 'size-adjust', value: '125%' },
    {
      prop: 'unicode-range',
      value: 'U+002E',
    },
  ],
});

/** The classes that give a page the variables of all fonts. */
export const FONT_CLASSES = [geist, geistExt, mono, monoExt, stop].map(({ variable }) => variable).join(' ');
