interface PlateProps {
  readonly environment: string;
  /** Production is solid ink, everything else an outline. */
  readonly production: boolean;
}

/** Where this acts: in the header always, and again in each dialog that starts or removes something. */
export function Plate({ environment, production }: PlateProps) {
  const tone = production ? 'border-ink bg-ink text-paper' : 'border-edge text-ink';
  return (
    <span
      className={`inline-block max-w-40 truncate rounded-plate border px-1.5 font-mono text-[11px] leading-4 font-semibold tracking-[0.02em] ${tone}`}
    >
      <span className="sr-only">Environment: </span>
      {environment}
    </span>
  );
}
