/** Line drawings on a 16 px grid at a 1.5 px stroke. Plain data: an icon costs a page no code of its own. */
const PATHS = {
  alert: 'M8 2.2 14.6 13.5H1.4zM8 6.5v3M8 11.6v.1',
  arc: 'M8 2.5A5.5 5.5 0 0 1 13.5 8',
  archive: 'M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9M6.7 7v4M9.3 7v4',
  again: 'M13.3 6.5A5.5 5.5 0 1 0 13.5 9M13.5 2.8v3.9H9.7',
  arrowDown: 'M8 3v10M4.5 9.5 8 13l3.5-3.5',
  arrowUp: 'M8 13V3M4.5 6.5 8 3l3.5 3.5',
  check: 'M3 8.5 6.3 12 13 4.5',
  chevronDown: 'm4 6 4 4 4-4',
  chevronLeft: 'm10 4-4 4 4 4',
  chevronRight: 'm6 4 4 4-4 4',
  chevronUp: 'm4 10 4-4 4 4',
  clock: 'M13.7 8A5.7 5.7 0 1 1 8 2.3 5.7 5.7 0 0 1 13.7 8zM8 4.8V8l2.2 1.5',
  columns: 'M2.5 3.5h11v9h-11zM6.2 3.5v9M9.8 3.5v9',
  copy: 'M7 5.5h5A1.5 1.5 0 0 1 13.5 7v5a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 12V7A1.5 1.5 0 0 1 7 5.5zM10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2',
  cross: 'm4 4 8 8M12 4l-8 8',
  download: 'M8 2.5v8M4.7 7.5 8 10.8l3.3-3.3M2.5 13.5h11',
  external: 'M6.5 3.5h-4v10h10v-4M9.5 2.5h4v4M13.5 2.5 7.5 8.5',
  eye: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM9.9 8A1.9 1.9 0 1 1 8 6.1 1.9 1.9 0 0 1 9.9 8z',
  folder: 'M2 12.8V3.5h4.2l1.6 2H14v7.3z',
  home: 'M2.5 13.5v-6L8 3l5.5 4.5v6z',
  info: 'M13.9 8A5.9 5.9 0 1 1 8 2.1 5.9 5.9 0 0 1 13.9 8zM8 7.3v3.6M8 5v.1',
  list: 'M2.5 4h11M2.5 8h11M2.5 12h7',
  meaning: 'M2.5 3h11v8H8l-3 2.7V11H2.5zM5.5 6h5M5.5 8.3h3',
  menu: 'M2 4.5h12M2 8h12M2 11.5h12',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  notes: 'M2 7.5 4.8 10.5 10 4M9 10h5M9 13h5',
  octagon: 'M5.3 1.8h5.4l3.5 3.5v5.4l-3.5 3.5H5.3l-3.5-3.5V5.3zM6 6l4 4M10 6l-4 4',
  play: 'M4.5 3v10l8-5z',
  plus: 'M8 3v10M3 8h10',
  pod: 'M8 1.8 13.5 5v6L8 14.2 2.5 11V5zM2.7 5 8 8.1 13.3 5M8 8.1v6',
  scan: 'M11.5 7A4.5 4.5 0 1 1 7 2.5 4.5 4.5 0 0 1 11.5 7zM5.2 7.1l1.4 1.3L9 5.7M10.4 10.4 14 14',
  search: 'M11.3 7A4.3 4.3 0 1 1 7 2.7 4.3 4.3 0 0 1 11.3 7zM10.3 10.3 14 14',
  server: 'M3 3h10a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zM5.5 13.5h5',
  sliders: 'M2.5 5h5M11 5h2.5M2.5 11H5M8.5 11h5M9.2 3v4M6.8 9v4',
  square: 'M4.5 3h7A1.5 1.5 0 0 1 13 4.5v7a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 3 11.5v-7A1.5 1.5 0 0 1 4.5 3z',
  swap: 'M2.5 5.5h10M10 3l2.5 2.5L10 8M13.5 10.5h-10M6 8l-2.5 2.5L6 13',
  theme: 'M13.7 8A5.7 5.7 0 1 1 8 2.3 5.7 5.7 0 0 1 13.7 8z',
  unknown: 'M6.4 6.5A1.7 1.7 0 1 1 8 8.4v.7M8 11.1v.1',
  user: 'M10.8 5.3A2.8 2.8 0 1 1 8 2.5a2.8 2.8 0 0 1 2.8 2.8zM2.8 13.8a5.2 5.2 0 0 1 10.4 0',
} as const;
export type IconName = keyof typeof PATHS;

interface IconProps {
  readonly name: IconName;
  readonly className?: string;
}

/** A drawing beside a word that says the same, hidden from assistive technology; 16 px unless the class says other. */
export function Icon({ name, className = '' }: IconProps) {
  return (
    <svg className={`icon ${className}`} viewBox="0 0 16 16" aria-hidden="true">
      {name === 'arc' && <circle cx="8" cy="8" r="5.5" strokeOpacity=".3" />}
      {name === 'unknown' && <circle cx="8" cy="8" r="5.9" strokeDasharray="2.2 1.9" />}
      {name === 'theme' && <path d="M8 2.3a5.7 5.7 0 0 1 0 11.4z" fill="currentColor" />}
      <path d={PATHS[name]} strokeWidth={name === 'arc' ? 2 : name === 'more' ? 2.4 : undefined} />
    </svg>
  );
}
