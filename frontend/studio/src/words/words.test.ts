// @vitest-environment node
import { expect, test } from 'vitest';
import { episode, frame, generation, job, output, scene, take } from '../testing/samples';
import { bestFrame, devicesOf, isReadyToCut, sceneState, shootWords } from './film';
import { dimensionName, grade, inOrder, points, sayTake } from './scores';
import { spokenStage, stageLines } from './stages';
import { clock, spokenRange, spokenSeconds, timecode } from './times';

test('times are said as people say them', () => {
  expect([0.4, 8, 59.6, 95, 125, 180, 900].map(spokenSeconds)).toEqual([
    'under 1 s',
    '8 s',
    '60 s',
    '95 s',
    '2:05 min',
    '3 min',
    '15 min',
  ]);
  expect(spokenRange([3.2, 8])).toBe('3–8 s');
  expect(spokenRange([1.1, 1.4])).toBe('1 s');
  expect(spokenRange([0.2, 0.8])).toBe('under 1 s');
  expect(spokenRange([180, 240])).toBe('3–4 min');
  expect(clock(72)).toBe('1:12');
});

test('a timecode counts minutes, seconds and frames', () => {
  expect(timecode(3.5, 24)).toBe('00:03:12');
  expect(timecode(61, 24)).toBe('01:01:00');
  expect(timecode(-1, 24)).toBe('00:00:00');
});

test('scores fall into three grades at 80 and 65', () => {
  expect([100, 80, 79, 65, 64, 0].map(grade)).toEqual(['strong', 'strong', 'middling', 'middling', 'weak', 'weak']);
  expect([0.894, 1.2, -1].map(points)).toEqual([89, 100, 0]);
});

test('dimensions come in one order, and one we do not know comes last in its own words', () => {
  const scores = ['something_new', 'prompt_alignment', 'subject_consistency'].map((dimension) => ({ dimension }));
  expect(inOrder(scores).map((score) => dimensionName(score.dimension))).toEqual([
    'Subject holds',
    'Prompt match',
    'Something new',
  ]);
});

test('a take is said by its defect first, then by its place', () => {
  const best = take({ rank: 1 });
  const frozen = take({ id: 'b', rank: 2, flags: ['frozen'] });
  expect(sayTake(best, [best, frozen])).toBe('Best of the two');
  expect(sayTake(frozen, [best, frozen])).toBe('Stands still for a while');
});

test('stages before the present one are done, later ones come next', () => {
  const running = generation({
    jobs: [job({ state: 'succeeded' }), job({ id: 'b', state: 'running', stage: 'Lighting' }), job({ id: 'c' })],
  });
  expect(stageLines(running).map((line) => line.place)).toEqual(['done', 'done', 'now', 'next', 'next']);
  expect(spokenStage(running)).toBe('Lighting, frame 2 of 3');
});

test('a stage that the list does not know is shown all the same', () => {
  const running = generation({ jobs: [job({ state: 'running', stage: 'Polishing' })] });
  expect(stageLines(running).at(-1)).toEqual({ name: 'Polishing', place: 'now' });
});

test('a scene says what it waits for', () => {
  expect(sceneState(scene(), false)).toBe('empty');
  expect(sceneState(scene(), true)).toBe('making');
  expect(sceneState(scene({ frames: [frame()] }), false)).toBe('choose-frame');
  expect(sceneState(scene({ frames: [frame()], selected_frame: 'fra-1' }), false)).toBe('ready-to-shoot');
  expect(sceneState(scene({ takes: [take()] }), false)).toBe('choose-take');
  expect(sceneState(scene({ takes: [take()], selected_take: 'tak-1' }), false)).toBe('chosen');
});

test('a film can be cut when every scene has a take, and an episode without scenes cannot', () => {
  expect(isReadyToCut(episode({ scenes: [] }))).toBe(false);
  expect(isReadyToCut(episode({ scenes: [scene({ selected_take: 't' }), scene({ id: 'b' })] }))).toBe(false);
  expect(isReadyToCut(episode({ scenes: [scene({ selected_take: 't' })] }))).toBe(true);
});

test('the frame to look at first is the one with the most points', () => {
  expect(
    bestFrame(
      scene({
        frames: [frame({ id: 'a', score: null }), frame({ id: 'b', score: 70 }), frame({ id: 'c', score: 91 })],
      }),
    )?.id,
  ).toBe('c');
});

test('each device that made something is named once', () => {
  const made = ['Studio 1', 'Studio 2', 'Studio 1', ''].map((device) => output({ device }));
  expect(devicesOf(made)).toBe('Studio 1, Studio 2');
  expect(devicesOf([output()])).toBe('');
});

test('the button that shoots says how many takes will be made', () => {
  const quote = { most_takes: 3, likely_credits: 9, credits: 9 };
  expect(shootWords(null)).toBe('Shoot takes');
  expect(shootWords(quote)).toBe('Shoot 3 takes');
  expect(shootWords({ ...quote, most_takes: 2 }, 'more')).toBe('Shoot 2 more takes');
  expect(shootWords({ ...quote, most_takes: 1 })).toBe('Shoot a take');
  expect(shootWords({ ...quote, likely_credits: 3 })).toBe('Shoot up to 3 takes');
  expect(shootWords({ ...quote, most_takes: null })).toBe('Shoot takes');
});
