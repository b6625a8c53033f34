/** What is said of two prompts against each other. */
import type { BlindLine, BlindResult } from '../api/types';
import { counted } from '../prompts/words';

export function standingWords(test: BlindLine): string {
  if (test.state === 'closed') return `Closed, ${counted(test.voters, 'person').replace('persons', 'people')} voted`;
  if (test.state === 'making') return `Being made: ${test.ready} of ${test.pairs} pairs are there`;
  if (test.ready === 0) return 'No pair could be made';
  if (test.voted === 0) return `${counted(test.ready, 'pair')} to vote on`;
  return test.voted < test.ready ? `${test.voted} of ${test.ready} voted on` : 'You have voted on all';
}

/** The share of whoever leads, and where it really lies: "60% preferred A ... somewhere from 31% to 83%." */
export function shareWords(result: BlindResult): string {
  if (result.share === null) return '';
  const [name, ends] =
    result.a >= result.b ? ['A', [result.share, result.low, result.high]] : ['B', turned(result.share, result)];
  const [share, low, high] = ends.map((part) => Math.round(part * 100));
  return `Of those who saw a difference, ${share}% preferred ${name}. With so many votes, the true share lies somewhere from ${low}% to ${high}%.`;
}

function turned(share: number, result: BlindResult): number[] {
  return [1 - share, 1 - result.high, 1 - result.low];
}
