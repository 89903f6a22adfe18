interface PathListProps {
  /** The first of them. */
  readonly paths: readonly string[];
  /** How many there are. */
  readonly count: number;
  /** What opens the list; by default how many of them it has. */
  readonly label?: string;
}

/** Paths of a home, opened on request; nothing where none is at hand. A path may have any characters. */
export function PathList({ paths, count, label }: PathListProps) {
  if (paths.length === 0) return null;
  return (
    <details className="mt-0.5">
      <summary className="link inline-block py-0.5">
        {label ?? (paths.length < count ? `${paths.length} of them` : 'Which')}
      </summary>
      <ul className="mt-1">
        {paths.map((path) => (
          <li key={path} className="mono wrap-anywhere whitespace-pre-wrap text-ink-2">
            <bdi>{path}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}
