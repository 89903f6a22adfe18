/** Which lines of a log are asked for, by number: from `from` up to and without `to`. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
  /** As the pod said them, instead of in words. */
  readonly raw: boolean;
}

/** The range that an address asks for. What makes no sense is read as the whole log. */
export function readLineRange(params: URLSearchParams): LineRange {
  const number = (name: string, missing: number) => {
    const value = Number.parseInt(params.get(name) ?? '', 10);
    return Number.isSafeInteger(value) && value >= 0 ? value : missing;
  };
  return {
    from: number('from', 0),
    to: number('to', Number.MAX_SAFE_INTEGER),
    raw: params.get('raw') === '1',
  };
}

/** The address of a range of a run's log. */
export function linesPath(runId: string, { from, to, raw }: LineRange): string {
  const params = new URLSearchParams({ from: String(from), to: String(to), ...(raw && { raw: '1' }) });
  return `/api/runs/${encodeURIComponent(runId)}/lines?${params}`;
}
