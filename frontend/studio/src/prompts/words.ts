/** What is said of templates. */
import type { Tally, TemplateKind } from '../api/types';

export const KINDS: Record<TemplateKind, string> = { frames: 'Frames', takes: 'Takes', plan: 'Idea' };

export const ORDERS = [
  ['used', 'Most used'],
  ['rated', 'Best rated'],
  ['new', 'Newest'],
  ['name', 'By name'],
] as const;

export interface TextPart {
  text: string;
  /** Whether it is a variable. */
  open: boolean;
}

const VARIABLE = /(\\\{\{)|\{\{((?:[^{}]|\{[^{}]*\})*)\}\}/g;

/** A template's text in runs, so that its variables can be marked. */
export function partsOf(text: string): TextPart[] {
  const found: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    if (match[1]) continue;
    if (match.index > end) found.push({ text: text.slice(end, match.index), open: false });
    found.push({ text: match[2]?.split('=')[0]?.trim() ?? '', open: true });
    end = match.index + match[0].length;
  }
  if (end < text.length) found.push({ text: text.slice(end), open: false });
  return found;
}

/** Words as a template that says exactly these. */
export function escaped(text: string): string {
  return text.replaceAll('{{', '\\{{');
}

/** "Used 12 times · 4.5 stars of 3 ratings · scores 71 on average of 24". */
export function tallyWords(tally: Tally, kind: TemplateKind): string[] {
  if (tally.uses === 0) return ['Not used yet'];
  const found = [tally.uses === 1 ? 'Used once' : `Used ${tally.uses} times`];
  if (tally.stars) found.push(`${tally.stars.value.toFixed(1)} stars of ${counted(tally.stars.count, 'rating')}`);
  if (tally.score) found.push(`${Math.round(tally.score.value * 100)} on average of ${made(tally.score.count, kind)}`);
  return found;
}

export function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}

function made(count: number, kind: TemplateKind): string {
  return counted(count, kind === 'takes' ? 'take' : 'picture');
}

/** Tags as one writes them, between commas. */
export function tagsOf(written: string): string[] {
  return written
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);
}

export function dayOf(moment: string): string {
  return new Date(moment).toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
}
