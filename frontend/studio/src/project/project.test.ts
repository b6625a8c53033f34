import { expect, test } from 'vitest';
import { generation, job, scene, take } from '../testing/samples';
import { testStudio } from '../testing/studio';
import { ProjectStore } from '../stores/project.svelte';
import { AskForm } from './ask.svelte';
import { moveInGrid } from '../parts/keys';
import { openScene, pendingJobs } from './making';
import { howFar, inOrderOfCare } from './work';
import { rollsOf, shownRoll } from './rolls';

test('takes are grouped by the roll that made them, and the best is by rank', () => {
  const rolls = rollsOf([
    take({ id: 'a', generation: 'g1', rank: 2 }),
    take({ id: 'b', generation: 'g1', number: 2, rank: 1 }),
    take({ id: 'c', generation: 'g2', rank: null, total: null }),
  ]);
  expect(rolls.map((roll) => [roll.number, roll.takes.length, roll.best?.id])).toEqual([
    [1, 2, 'b'],
    [2, 1, undefined],
  ]);
  expect(shownRoll(rolls, null)?.generation).toBe('g2');
  expect(shownRoll(rolls, 'g1')?.generation).toBe('g1');
  expect(shownRoll([], null)).toBeNull();
});

test('pictures still to come are the jobs that have not ended, in their order, without the scoring', () => {
  const jobs = [
    job({ id: 'c', number: 3 }),
    job({ id: 'a', state: 'succeeded' }),
    job({ id: 'b', number: 2, state: 'running' }),
    job({ id: 's', kind: 'score' }),
    job({ id: 'f', number: 4, state: 'failed' }),
  ];
  expect(pendingJobs([generation({ jobs })], 'frames').map((each) => each.id)).toEqual(['b', 'c', 'f']);
  expect(pendingJobs([generation({ jobs, state: 'cancelled' })], 'frames')).toEqual([]);
});

test('the scene of the address opens, else the first that is not finished', () => {
  const scenes = [
    { id: 'a', selected_take: 't' },
    { id: 'b', selected_take: null },
  ];
  expect(openScene(scenes, 'a')?.id).toBe('a');
  expect(openScene(scenes, 'gone')?.id).toBe('b');
  expect(openScene([], null)).toBeNull();
});

test('arrow keys move through a grid and stop at its edges', () => {
  expect(moveInGrid('ArrowRight', 0, 5, 3)).toBe(1);
  expect(moveInGrid('ArrowDown', 1, 5, 3)).toBe(4);
  expect(moveInGrid('ArrowDown', 2, 5, 3)).toBeNull();
  expect(moveInGrid('ArrowLeft', 0, 5, 3)).toBeNull();
  expect(moveInGrid('End', 0, 5, 3)).toBe(4);
  expect(moveInGrid('x', 0, 5, 3)).toBeNull();
});

test('words changed elsewhere come into the box, unless other ones are being written there', () => {
  const studio = testStudio();
  const ask = new AskForm(studio, new ProjectStore(studio, 'pro-1'), scene({ prompt: 'a ship' }));
  ask.follow(scene({ prompt: 'a whale' }));
  expect(ask.prompt).toBe('a whale');
  ask.prompt = 'my own words';
  ask.follow(scene({ prompt: 'a storm' }));
  expect(ask.prompt).toBe('my own words');
});

test('what is left empty is not asked for, and a seed that is no number goes out as written', () => {
  const studio = testStudio();
  const ask = new AskForm(studio, new ProjectStore(studio, 'pro-1'), scene());
  expect(ask.body(scene())).toEqual({
    kind: 'frames',
    scene: 'sce-1',
    project: 'pro-1',
    prompt: 'a ship',
    count: 4,
    quality: 'standard',
  });
  ask.seed = '12';
  ask.without = 'people';
  expect(ask.body(scene())).toMatchObject({ seed: 12, negative_prompt: 'people' });
  ask.seed = 'twelve';
  expect(ask.body(scene()).seed).toBe('twelve');
});

test('the open scene comes first, the whole film last', () => {
  const film = generation({ id: 'film', kind: 'film', scene: null, jobs: [] });
  const here = generation({ id: 'here', state: 'queued' });
  const there = generation({ id: 'there', scene: 'sce-2' });
  expect(inOrderOfCare([film, there, here], 'sce-1').map((each) => each.id)).toEqual(['here', 'there', 'film']);
  expect(howFar(film, [scene({ selected_take: 't' }), scene({ id: 'b' })])).toBe('1 of 2 scenes');
});
