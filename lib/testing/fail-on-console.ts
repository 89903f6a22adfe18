import { afterEach, expect, vi } from 'vitest';

/** A test that makes the code complain on the console has failed, unless it says so by spying itself. */
const complaints = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];

afterEach(() => {
  const calls = complaints.flatMap((complaint) => complaint.mock.calls);
  for (const complaint of complaints) complaint.mockClear();
  expect(calls, 'unexpected console output').toEqual([]);
});
