/** Next calls this once for each server process, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startRuntime } = await import('#lib/start.ts');
  await startRuntime();
}
