/** Rows that are on their way: their height and nothing else. Shows after 300 ms, so that a quick answer never flickers. */
export function SkeletonRows({ rows, label }: { readonly rows: number; readonly label: string }) {
  return (
    <div className="skeleton" role="status">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="flex h-11 items-center gap-4 border-b border-line px-inset last:border-b-0">
          <span className="skeleton-bar w-48 max-w-[40%]" />
          <span className="skeleton-bar w-24" />
          <span className="skeleton-bar ml-auto w-16" />
        </div>
      ))}
    </div>
  );
}
