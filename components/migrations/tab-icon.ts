import type { Family } from '#lib/migrations/states.ts';

/** Colours that stand on light and dark tab strips alike: a picture in a tab knows nothing of the page's theme. */
const MARKS: Readonly<Record<Family, { readonly colour: string; readonly path: string }>> = {
  waiting: { colour: '#6d7b82', path: 'M8 4.6V8l2.4 1.6' },
  working: { colour: '#1b8194', path: '' },
  attention: { colour: '#c07a1c', path: 'M8 4.2v4.4M8 11.4v.1' },
  failed: { colour: '#d24a3f', path: 'm5.6 5.6 4.8 4.8M10.4 5.6l-4.8 4.8' },
  done: { colour: '#2f9159', path: 'M4.6 8.4 7 10.6l4.4-5' },
  notes: { colour: '#7f9420', path: 'M5 5.8h6M5 8h6M5 10.2h3.6' },
  stopped: { colour: '#6d7b82', path: 'M6 6h4v4H6z' },
  lost: { colour: '#9866b8', path: 'M6.2 6.3A1.9 1.9 0 1 1 8 8.6v.7M8 11.6v.1' },
};

/** A way around is drawn in so many steps, so that the picture changes no more often than it can be seen to. */
const STEPS = 20;
const AROUND = 2 * Math.PI * 6;

/** The icon of a run's tab, as a data address: a shape for each family, and for work in progress a ring that fills. */
export function tabIcon(family: Family, percent: number | null): string {
  const { colour, path } = MARKS[family];
  const inside = family === 'working' ? ring(colour, percent) : disc(colour, path);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke-linecap="round">${inside}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

const disc = (colour: string, path: string): string =>
  `<circle cx="8" cy="8" r="7.5" fill="${colour}"/><path d="${path}" stroke="#fff" stroke-width="1.8" stroke-linejoin="round"/>`;

function ring(colour: string, percent: number | null): string {
  const step = Math.floor(((percent ?? 0) / 100) * STEPS);
  const done = Math.max(1, step) * (AROUND / STEPS);
  const circle = `cx="8" cy="8" r="6" stroke="${colour}" stroke-width="3"`;
  return `<circle ${circle} opacity=".3"/><circle ${circle} stroke-dasharray="${done.toFixed(2)} 99" transform="rotate(-90 8 8)"/>`;
}
