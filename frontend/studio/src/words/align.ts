/** Two rows of words laid against each other, by the longest run of words that both have in this order (pure). */

export type Step = { how: 'same' | 'gone' | 'new'; text: string };

/** Every word of both, in order; of two that are the same, the second's. `key`: what makes two words the same. */
export function aligned(
  before: readonly string[],
  after: readonly string[],
  key: (word: string) => string = (word) => word,
): Step[] {
  const [a, b] = [before.map(key), after.map(key)];
  const common = lengths(a, b);
  const found: Step[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      found.push({ how: 'same', text: after[j++] ?? '' });
      i += 1;
    } else if (j >= b.length || (i < a.length && (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0)))
      found.push({ how: 'gone', text: before[i++] ?? '' });
    else found.push({ how: 'new', text: after[j++] ?? '' });
  }
  return found;
}

/** `steps` with neighbours of one kind as one, `gap` between their words. */
export function joined(steps: readonly Step[], gap = ''): Step[] {
  const found: Step[] = [];
  for (const { how, text } of steps) {
    const last = found[found.length - 1];
    if (last?.how === how) last.text += gap + text;
    else found.push({ how, text });
  }
  return found;
}

/** Longer prompts are compared by so many of their first words. */
const MOST_WORDS = 400;

/** Two texts word by word: what is the same, what only the first says, what only the second. */
export function difference(before: string, after: string): Step[] {
  return joined(aligned(wordsOf(before), wordsOf(after)), ' ');
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
}

/** For each pair of places, how many words the rests have in common. */
function lengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = rows[i];
      if (!row) continue;
      row[j] = a[i] === b[j] ? (rows[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(rows[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  return rows;
}
