import { expect } from '@playwright/test';
import { Embedded } from '../proof/embedded.ts';
import { pods } from '../proof/pod-scripts.ts';
import { until } from '../proof/until.ts';
import { test } from './fixtures.ts';
import { ask } from './http.ts';
import { startQuietly, untilStatus } from './steps.ts';

test('acceptance 1: why a pod finds no node is on the page within 10 s of the event', async ({ page, environment }) => {
  const cluster = new Embedded(environment.clusterUrl);
  await cluster.fault({ kind: 'unschedulable' });
  try {
    const id = await startQuietly(environment.url, 'asolberg', 'anna.solberg');
    await page.goto(`/migrations/${id}`);
    const told = await until(
      'the scheduler has said why',
      async () => /FailedScheduling/.test((await ask(`${environment.clusterUrl}/api/v1/events`)).body) || undefined,
      20_000,
    );
    expect(told).toBe(true);
    await expect(page.getByText(/no node fits/i).first()).toBeVisible({ timeout: 10_000 });
    await cluster.clearFaults();
    await untilStatus(environment.url, id, 'succeeded', 'succeeded_with_notes');
  } finally {
    await cluster.clearFaults();
  }
});

test('acceptance 3: a pod that is deleted by hand ends its run with evidence', async ({ page, environment }) => {
  const [OLD, NEW] = ['mshark', 'mark.shark@example.org'];
  const cluster = new Embedded(environment.clusterUrl);
  await cluster.play(OLD, pods.endless);
  try {
    const id = await startQuietly(environment.url, OLD, NEW);
    await untilStatus(environment.url, id, 'copying');
    const run = JSON.parse((await ask(`${environment.url}/api/runs/${id}`)).body);
    const path = `/api/v1/namespaces/${run.pod.namespace}/pods/${run.pod.name}`;
    const answer = await fetch(`${environment.clusterUrl}${path}`, { method: 'DELETE' });
    expect(answer.ok).toBe(true);
    await untilStatus(environment.url, id, 'failed', 'lost');
    await page.goto(`/migrations/${id}`);
    await expect(page.getByRole('heading', { name: /removed|disappeared|deleted/i }).first()).toBeVisible();
    const now = JSON.parse((await ask(`${environment.url}/api/runs/${id}`)).body);
    expect(now.evidence).not.toBe('none');
    expect(now.explanation.next.length).toBeGreaterThan(0);
  } finally {
    await cluster.forget();
  }
});
