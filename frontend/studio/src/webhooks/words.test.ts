import { expect, test } from 'vitest';
import type { Delivery } from '../api/types';
import { EVENTS, hostOf, spokenEvents, standing, wordsOf } from './words';

function delivery(change: Partial<Delivery>): Delivery {
  const times = { next_try_at: null, created_at: '', ended_at: null };
  return {
    id: '1',
    message_id: 'msg_1',
    event: 'ping',
    state: 'delivered',
    tries: 1,
    body: '',
    attempts: [],
    ...times,
    ...change,
  };
}
const said = (moment: string) => `at ${moment}`;

test('events are said in words', () => {
  expect(spokenEvents(EVENTS.map((each) => each.name))).toBe('All events');
  expect(spokenEvents(['film.finished'])).toBe('A film is cut');
  expect(spokenEvents(['film.finished', 'credits.low'])).toBe('A film is cut and 1 more');
  expect(spokenEvents([])).toBe('No events');
  expect([wordsOf('ping'), wordsOf('of.tomorrow')]).toEqual(['A test', 'of.tomorrow']);
});

test('a delivery says what came back and what comes next', () => {
  const answered = { at: '', status: 200, took_ms: 84, said: '' };
  expect(standing(delivery({ attempts: [answered] }), said)).toBe('Answered 200 in 84 ms');
  expect(standing(delivery({ attempts: [{ ...answered, status: 0 }, answered] }), said)).toBe(
    'Answered 200 in 84 ms · 2 tries',
  );
  const waiting = { state: 'waiting', next_try_at: '14:05' } as const;
  expect(standing(delivery({ ...waiting, attempts: [{ ...answered, status: 0 }] }), said)).toBe(
    'No answer · next try at 14:05',
  );
  expect(standing(delivery(waiting), said)).toBe('Not tried yet · next try at 14:05');
});

test('an address is known by its host', () => {
  expect(hostOf('https://hooks.example:8443/a?b')).toBe('hooks.example:8443');
  expect(hostOf('nonsense')).toBe('nonsense');
});
