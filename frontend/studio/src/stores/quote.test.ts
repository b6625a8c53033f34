import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError, spokenProblem } from '../api/problems';
import type { StudioApi } from '../api/studio';
import type { Ask, Quote } from '../api/types';
import { generation } from '../testing/samples';
import { QuoteStore } from './quote.svelte';

const ASK: Ask = { kind: 'frames', prompt: 'a ship', count: 4 } as Ask;
const PRICE = generation().quote as Quote;

function answering(...answers: (Quote | ApiError)[]): QuoteStore {
  const quote = vi.fn(async () => {
    const answer = answers.shift();
    if (answer instanceof ApiError) throw answer;
    return answer;
  });
  return new QuoteStore({ quote } as unknown as StudioApi);
}

function refused(status: number): ApiError {
  return new ApiError({ ...spokenProblem(status), detail: 'This costs 4 credits, and 3 are left.' });
}

async function asked(store: QuoteStore, body: Ask | null): Promise<void> {
  store.ask(body);
  await vi.runAllTimersAsync();
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what there are not enough credits for is said before it is asked for, until it can be had', async () => {
  const store = answering(refused(402), PRICE);
  await asked(store, ASK);
  expect([store.quote, store.refusal?.detail]).toEqual([null, 'This costs 4 credits, and 3 are left.']);
  await asked(store, { ...ASK, count: 1 });
  expect([store.quote, store.refusal]).toEqual([PRICE, null]);
});

test('what is wrong with the words is left to the field', async () => {
  const store = answering(refused(400));
  await asked(store, ASK);
  expect([store.quote, store.refusal]).toEqual([null, null]);
});
