/** Pure: a prompt's change in as few words as show it. */
import type { WordPart } from '../api/types';

const KEPT_CHARACTERS = 28;

/** What stays is cut to the words beside a change. */
export function aroundChanges(parts: readonly WordPart[]): WordPart[] {
  return parts.map((part, index) => {
    if (part.how !== 'same') return part;
    const isFirst = index === 0;
    const isLast = index === parts.length - 1;
    const most = isFirst || isLast ? KEPT_CHARACTERS : 2 * KEPT_CHARACTERS;
    if (part.text.length <= most + 8) return part;
    if (isFirst) return { ...part, text: `…${ending(part.text)}` };
    if (isLast) return { ...part, text: `${beginning(part.text)}…` };
    return { ...part, text: `${beginning(part.text)} … ${ending(part.text)}` };
  });
}

function beginning(text: string): string {
  const letters = [...text].slice(0, KEPT_CHARACTERS).join('');
  return letters.includes(' ') ? letters.slice(0, letters.lastIndexOf(' ')) : letters;
}

function ending(text: string): string {
  const letters = [...text].slice(-KEPT_CHARACTERS).join('');
  return letters.includes(' ') ? letters.slice(letters.indexOf(' ')) : letters;
}

/** Chips that go on and off. */
export interface Switched {
  on: readonly { id: string; name: string }[];
  off: readonly { id: string; name: string }[];
}

/** The chips that are on once a change is used, less the switches that somebody took back. */
export function switchedBut(enhance: readonly string[], switched: Switched, back: ReadonlySet<string>): string[] {
  const kept = enhance.filter((chip) => !back.has(chip));
  return [...kept, ...switched.off.map((chip) => chip.id).filter((chip) => back.has(chip))];
}

/** The parts as one text that can be read aloud. */
export function spoken(parts: readonly WordPart[], negative: readonly string[], switched?: Switched): string {
  const of = (how: WordPart['how']) =>
    parts
      .filter((part) => part.how === how)
      .map((part) => part.text.trim().replace(/^[,.\s]+|[,.\s]+$/g, ''))
      .filter(Boolean)
      .join(', ');
  const told = [of('new') && `adds ${of('new')}`, of('gone') && `takes out ${of('gone')}`];
  if (negative.length > 0) told.push(`leaves out ${negative.join(', ')}`);
  for (const how of ['on', 'off'] as const)
    if (switched?.[how].length) told.push(`switches ${how} ${switched[how].map((chip) => chip.name).join(', ')}`);
  return told.filter(Boolean).join('; ');
}
