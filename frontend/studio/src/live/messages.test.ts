// @vitest-environment node
import { expect, test } from 'vitest';
import { isChange, readMessage } from './messages';

test('anything that is no message of ours is null', () => {
  for (const raw of [
    '',
    'x',
    '[]',
    'null',
    '3',
    '{}',
    '{"type":5}',
    '{"type":"take.made"}',
    '{"type":"job.progress"}',
    '{"type":"device.load"}',
    '{"type":"device.load","data":{"cards":3}}',
    new ArrayBuffer(2),
    undefined,
  ]) {
    expect(readMessage(raw)).toBeNull();
  }
});

test('an event type that is not known yet is read all the same', () => {
  expect(readMessage('{"type":"weather.changed","seq":3}')).toMatchObject({ type: 'weather.changed', seq: 3 });
});

test('what the cards do comes without a number and is no change', () => {
  const load = readMessage('{"type":"device.load","data":{"cards":[],"host":null,"warnings":[]}}');
  expect(load).toMatchObject({ type: 'device.load' });
  expect(load && isChange(load)).toBe(false);
});

test('places are told without a number, and what is none is not read', () => {
  const told = '{"type":"queue.position","data":{"places":[{"job":"j","lane":"cpu","ahead":1,"starts_in":[1,2]}]}}';
  const message = readMessage(told);
  expect(message).toMatchObject({ type: 'queue.position', data: { places: [{ job: 'j', ahead: 1 }] } });
  expect(message && isChange(message)).toBe(false);
  expect(readMessage('{"type":"queue.position","data":null}')).toBeNull();
});
