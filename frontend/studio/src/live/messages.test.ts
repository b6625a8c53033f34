// @vitest-environment node
import { expect, test } from 'vitest';
import { readMessage } from './messages';

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
    new ArrayBuffer(2),
    undefined,
  ]) {
    expect(readMessage(raw)).toBeNull();
  }
});

test('an event type that is not known yet is read all the same', () => {
  expect(readMessage('{"type":"queue.position","seq":3}')).toMatchObject({ type: 'queue.position', seq: 3 });
});
