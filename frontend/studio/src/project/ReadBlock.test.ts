import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';
import ReadBlock from './ReadBlock.svelte';

test('facts and the words that changed nothing are told', () => {
  const read = { facts: [{ name: 'Place', value: 'forest' }], ignored: ['gothic'], understood: true, changed: null };
  render(ReadBlock, { props: { read } });
  expect(screen.getByTestId('read').textContent).toContain('forest');
  expect(screen.getByTestId('ignored').textContent).toContain('gothic');
});

test('words in another language are said to be unknown', () => {
  render(ReadBlock, { props: { read: { facts: [], ignored: ['海'], understood: false, changed: null } } });
  expect(screen.getByTestId('not-understood').textContent).toContain('None of these words');
});

test('an engine that tells nothing of the words shows nothing', () => {
  render(ReadBlock, { props: { read: null } });
  expect(screen.queryByTestId('read')).toBeNull();
  expect(screen.queryByTestId('not-understood')).toBeNull();
});

test('what an edit changed is told line by line, and so is an edit that changed nothing', async () => {
  const read = { facts: [], ignored: [], understood: true, changed: ['time: dusk → night', 'one more subject: dog'] };
  const shown = render(ReadBlock, { props: { read } });
  expect(screen.getAllByRole('listitem').map((line) => line.textContent)).toEqual(read.changed);
  await shown.rerender({ read: { ...read, changed: [] } });
  expect(screen.getByTestId('changed').textContent).toContain('changed nothing');
});
