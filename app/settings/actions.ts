'use server';
import { runAction } from '#lib/access/action.ts';
import { sendTestInput, testInput } from '#lib/migrations/input.ts';
import type { TestReport } from '#lib/migrations/settings-views.ts';
import type { ActionResult } from '#lib/result.ts';
import { runtime } from '#lib/runtime.ts';

/** Has the cluster check the pod of a copy without making it. */
export async function tryPod(input: unknown): Promise<ActionResult<TestReport>> {
  return runAction('settings.try-pod', testInput, input, (_, actor) => runtime().tests.tryPod(actor));
}

/** Runs a pod that sees whether image and volume are there, and removes it. */
export async function runPod(input: unknown): Promise<ActionResult<TestReport>> {
  return runAction('settings.run-pod', testInput, input, (_, actor) => runtime().setUp.run(actor));
}

/** Asks the cluster which of the permissions that Rehome needs it has. */
export async function checkPermissions(input: unknown): Promise<ActionResult<TestReport>> {
  return runAction('settings.check-permissions', testInput, input, (_, actor) =>
    runtime().tests.checkPermissions(actor),
  );
}

/** Sends a test to one of those who are told of runs. */
export async function sendTest(input: unknown): Promise<ActionResult<TestReport>> {
  return runAction('settings.send-test', sendTestInput, input, ({ channel }, actor) =>
    runtime().notifier.sendTest(channel, actor),
  );
}
