import { expect, test } from 'vitest';
import type { LeftoverView } from '#lib/migrations/views.ts';
import { evidenceSentence, reportOf } from './removal-words.ts';

const leftover = (evidence: LeftoverView['evidence']) => ({ evidence }) as LeftoverView;

test('each pod that was asked for is told of: removed, gone before, or left alone with the reason', () => {
  const kept = [{ pod: 'c', why: 'Its run has not ended.' }];
  expect(reportOf(['a', 'b', 'c'], { removed: ['a'], kept })).toEqual({
    complete: false,
    title: '1 pod removed, 1 pod had gone already, 1 pod left alone.',
    kept,
  });
  expect(reportOf(['a', 'b'], { removed: ['a', 'b'], kept: [] })).toMatchObject({
    complete: true,
    title: '2 pods removed.',
  });
});

test('evidence that is not complete is said before anything is removed', () => {
  expect(evidenceSentence([leftover('captured')])).toContain('are saved with the run');
  expect(evidenceSentence([leftover('partial')])).toContain('of this pod is not complete');
  expect(evidenceSentence([leftover('partial')])).toContain('goes with the pod');
  expect(evidenceSentence([leftover('captured'), leftover('none')])).toContain('1 of them is not complete');
});
