import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** Contrast as WCAG 2 defines it, recomputed from the tokens themselves. */

type Rgb = readonly [number, number, number];
const THEMES = ['light', 'dark'] as const;
type Theme = (typeof THEMES)[number];

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const TOKEN =
  /--([\w-]+):\s*light-dark\(oklch\(([\d.]+) ([\d.]+) ([\d.]+)\),\s*oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)\);/g;

function readTokens(): ReadonlyMap<string, Readonly<Record<Theme, Rgb>>> {
  const tokens = new Map<string, Readonly<Record<Theme, Rgb>>>();
  for (const [, name = '', ...numbers] of css.matchAll(TOKEN)) {
    const [l = 0, c = 0, h = 0, darkL = 0, darkC = 0, darkH = 0] = numbers.map(Number);
    tokens.set(name, { light: [l, c, h], dark: [darkL, darkC, darkH] });
  }
  return tokens;
}

/** OKLCH to linear sRGB, clipped as a screen clips it. https://bottosson.github.io/posts/oklab/ */
function linear([lightness, chroma, hue]: Rgb): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function luminance(color: Rgb): number {
  const [r, g, b] = linear(color);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const tokens = readTokens();
function contrast(front: string, back: string, theme: Theme): number {
  const [one, other] = [tokens.get(front)?.[theme], tokens.get(back)?.[theme]];
  if (!one || !other) throw new Error(`No token ${one ? back : front} in tokens.css`);
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** Text, what it stands on, and the measured ratios of the design: light, dark. */
const TEXT = [
  ['ink', 'accent-tint', 13.5, 12.4],
  ['ink-2', 'accent-tint', 7.4, 7.4],
  ['ink-3', 'accent-tint', 5.0, 5.2],
  ['ink-3', 'paper', 5.4, 6.7],
  ['accent', 'accent-tint', 6.1, 6.9],
  ['accent', 'surface', 7.0, 8.3],
  ['on-fill', 'fill', 6.9, 5.1],
  ['on-fill', 'fill-hover', 8.9, 4.7],
  ['on-danger', 'danger', 6.1, 4.8],
  ['attention-ink', 'attention-tint', 6.8, 9.4],
  ['failed-ink', 'failed-tint', 6.5, 7.9],
  ['unknown-ink', 'unknown-tint', 6.9, 8.1],
] as const;

const MARKS = [
  ['edge', 'sunken', 3.2, 3.8],
  ['edge', 'surface', 3.6, 3.4],
  ['focus', 'paper', 4.9, 10.5],
  ['fill', 'raised', 7.1, 3.1],
  ['danger', 'raised', 6.3, 3.2],
  ['attention-mark', 'attention-tint', 3.5, 8.3],
  ['failed-mark', 'failed-tint', 4.4, 5.4],
  ['unknown-mark', 'unknown-tint', 4.3, 5.7],
  ['done-mark', 'surface', 4.7, 8.1],
  ['notes-mark', 'surface', 4.1, 9.4],
] as const;

const SURFACES = ['paper', 'surface', 'sunken', 'raised', 'hover', 'attention-tint', 'failed-tint'] as const;

describe.each(THEMES)('%s theme', (theme) => {
  const measured = (light: number, dark: number) => (theme === 'light' ? light : dark);

  test.each(TEXT)('%s is readable on %s', (front, back, light, dark) => {
    const ratio = contrast(front, back, theme);
    expect(ratio).toBeGreaterThanOrEqual(4.5);
    expect(Math.abs(ratio - measured(light, dark))).toBeLessThan(0.1);
  });

  test.each(MARKS)('%s can be made out on %s', (front, back, light, dark) => {
    const ratio = contrast(front, back, theme);
    expect(ratio).toBeGreaterThanOrEqual(3);
    expect(Math.abs(ratio - measured(light, dark))).toBeLessThan(0.1);
  });

  test.each(SURFACES)('every ink is readable on %s', (back) => {
    for (const front of ['ink', 'ink-2', 'ink-3']) expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(4.5);
  });
});

test('a white page and black ink have the ratio that WCAG names', () => {
  expect(contrast('raised', 'raised', 'light')).toBeCloseTo(1, 5);
  expect(luminance([1, 0, 0])).toBeCloseTo(1, 3);
  expect(luminance([0, 0, 0])).toBe(0);
});
