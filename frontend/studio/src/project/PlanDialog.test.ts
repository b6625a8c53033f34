import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import Host from '../testing/Host.svelte';
import { episode, frame, scene } from '../testing/samples';
import { testStudio } from '../testing/studio';
import PlanDialog from './PlanDialog.svelte';

function show(frames: number) {
  const plan = vi.fn(() => new Promise(() => undefined));
  const made = Array.from({ length: frames }, (_, index) => frame({ id: `f-${index}` }));
  const props = { episode: episode({ idea: 'a ship', scenes: [scene({ frames: made })] }), onclose: vi.fn() };
  render(Host, { props: { studio: testStudio({ plan }), of: PlanDialog, props } });
  return plan;
}

test('a plan that deletes pictures says what goes, and waits for a second press', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const plan = show(2);
  await fireEvent.click(screen.getByTestId('plan'));
  expect(plan).not.toHaveBeenCalled();
  expect(screen.getByTestId('plan-loss').textContent).toContain('This deletes 1 scene, 2 frames.');
  await fireEvent.click(screen.getByTestId('plan'));
  expect(plan).not.toHaveBeenCalled(); // a double click is no answer
  vi.setSystemTime(Date.now() + 1000);
  await fireEvent.click(screen.getByTestId('plan'));
  expect(plan).toHaveBeenCalledTimes(1);
  vi.useRealTimers();
});

test('another sentence is warned of anew', async () => {
  const plan = show(1);
  await fireEvent.click(screen.getByTestId('plan'));
  await fireEvent.input(screen.getByTestId('plan-idea'), { target: { value: 'a train' } });
  expect(screen.getByTestId('plan-loss').textContent).not.toContain('deletes');
  await fireEvent.click(screen.getByTestId('plan'));
  expect(plan).not.toHaveBeenCalled();
});

test('scenes without pictures are planned again at once', async () => {
  const plan = show(0);
  await fireEvent.click(screen.getByTestId('plan'));
  expect(plan).toHaveBeenCalledTimes(1);
});
