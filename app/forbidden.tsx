/** Shown with 403 where the gate refused a page. */
export default function Forbidden() {
  return (
    <main className="page">
      <h1 className="text-title">You may not see this</h1>
      <p className="mt-2 text-ink-2">
        This Rehome runs without sign-in and answers only at localhost, 127.0.0.1 and [::1]. Open it at one of these.
      </p>
    </main>
  );
}
