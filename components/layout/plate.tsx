import type { Scope } from './scope.ts';

/** Where this acts, as one name: in the header, and again in each dialog that starts or removes something. Production is solid ink. */
export function Plate({ what, name, production }: Scope) {
  const tone = production ? 'border-ink bg-ink text-paper' : 'border-edge text-ink';
  return (
    <span
      title={`${what}: ${name}`}
      className={`inline-block max-w-40 truncate rounded-plate border px-1.5 font-mono text-[11px] leading-4 font-semibold tracking-[0.02em] ${tone}`}
    >
      <span className="sr-only">{what}: </span>
      {name}
    </span>
  );
}
