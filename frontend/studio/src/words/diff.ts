/** What differs between two texts, word by word (pure). */
import { aligned, joined } from './align';

export interface Piece {
  text: string;
  kind: 'same' | 'added' | 'gone';
}

/** Longer texts are compared as wholes: nobody reads a table of a million cells. */
const MOST_WORDS = 900;

/** The words of `after` in order, with those of `before` that are no longer there where they stood. */
export function wordDiff(before: string, after: string): Piece[] {
  const a = words(before);
  const b = words(after);
  if (before === after || a.length > MOST_WORDS || b.length > MOST_WORDS) return whole(before, after);
  const steps = joined(aligned(a, b, (word) => word.trim()));
  return steps.map(({ how, text }) => ({ text, kind: how === 'new' ? 'added' : how }));
}

/** Each word with the space behind it; scripts without spaces go letter by letter. */
function words(text: string): string[] {
  return (
    text.match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[^\s,.;:!?\p{Script=Han}]+\s*|[,.;:!?]+\s*|\s+/gu,
    ) ?? []
  );
}

function whole(before: string, after: string): Piece[] {
  if (before === after) return after ? [{ text: after, kind: 'same' }] : [];
  const both: Piece[] = [
    { text: before, kind: 'gone' },
    { text: after, kind: 'added' },
  ];
  return both.filter((piece) => piece.text);
}
