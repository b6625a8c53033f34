import { render, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import Host from '../testing/Host.svelte';
import { testStudio } from '../testing/studio';
import UseTemplateDialog from './UseTemplateDialog.svelte';

const TEMPLATE = {
  id: 't1',
  name: 'Pier',
  kind: 'frames',
  description: '',
  tags: [],
  newest: 1,
  version: 'v1',
  text: '{{subject}} on a pier',
  variables: [{ name: 'subject', default: null }],
  negative_prompt: null,
  chips: ['lens-35'],
  tally: { uses: 0, last_used: null, stars: null, score: null, otherwise: 0 },
};

function filled(subject: string) {
  const text = subject ? `${subject} on a pier` : '{{subject}} on a pier';
  return { text, pieces: [], variables: TEMPLATE.variables, missing: subject ? [] : ['subject'] };
}

test('words are handed on only when every variable has a value', async () => {
  const fill = vi.fn((body: { values: Record<string, string> }) => Promise.resolve(filled(body.values.subject ?? '')));
  const list = vi.fn(() => Promise.resolve({ results: [TEMPLATE], starters: [], tags: [] }));
  const onuse = vi.fn();
  const studio = testStudio({ prompts: { list, fill } });
  render(Host, { props: { studio, of: UseTemplateDialog, props: { kind: 'frames', onclose: vi.fn(), onuse } } });
  (await screen.findByTestId('template-choice')).click();
  const use = await screen.findByTestId('template-use');
  await waitFor(() => expect(use.getAttribute('aria-disabled')).toBe('true'));
  const box = screen.getByTestId('template-value') as HTMLInputElement;
  box.value = 'a boat';
  box.dispatchEvent(new Event('input', { bubbles: true }));
  await waitFor(() => expect(use.getAttribute('aria-disabled')).toBe('false'));
  use.click();
  await waitFor(() =>
    expect(onuse).toHaveBeenCalledWith({ text: 'a boat on a pier', version: 'v1', negative: null, chips: ['lens-35'] }),
  );
});
