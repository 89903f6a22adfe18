/** The mark: a dashed house left behind, a solid one with an arrow in it. */
export function Mark({ className = '' }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={className}>
      <path
        d="M8.2 4.4 2 9.7V20h3.4"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
        strokeDasharray="2.4 2.6"
        opacity=".75"
      />
      <path
        fill="currentColor"
        fillRule="evenodd"
        d="M14.6 3.5a1 1 0 0 1 1.3 0l6.2 5.4c.3.3.5.7.5 1.1V20a1 1 0 0 1-1 1H8.9a1 1 0 0 1-1-1V10c0-.4.2-.8.5-1.1zM16 10.9a.85.85 0 0 0 0 1.2l1.25 1.25H12a.85.85 0 0 0 0 1.7h5.25L16 16.3a.85.85 0 0 0 1.2 1.2l2.7-2.7a.85.85 0 0 0 0-1.2l-2.7-2.7a.85.85 0 0 0-1.2 0z"
      />
    </svg>
  );
}
