/** Variations of the words in the box: whether they are asked for, of which seeds and shapes, and what they make. */
import type { StudioApi } from '../api/studio';
import type { Ask, VariationsAsk } from '../api/types';
import { VariationsStore } from '../stores/quote.svelte';

export const SHAPES = [
  { id: '16:9', name: 'Wide' },
  { id: '1:1', name: 'Square' },
  { id: '9:16', name: 'Tall' },
] as const;
/** A list or a range, not a brace that somebody escaped. */
const LIST = /(?<!\\)\{[^{}]*(\||\.\.)/;

/** Whether words hold a list: `{red|blue}`, `{1..5}`. */
export function hasLists(words: string): boolean {
  return LIST.test(words);
}

export class Varying {
  /** What the person said; null: as the words are. */
  chosen = $state<boolean | null>(null);
  /** Put together to one line: the pictures that come are what is looked at now. */
  isFolded = $state(false);
  seeds = $state('');
  shapes = $state.raw<readonly string[]>([]);
  readonly foreseen: VariationsStore;

  constructor(api: StudioApi) {
    this.foreseen = new VariationsStore(api);
  }

  isOn(words: string): boolean {
    return this.chosen ?? hasLists(words);
  }

  toggle(words: string): void {
    if (this.isOn(words) && this.isFolded) this.isFolded = false;
    else this.chosen = !this.isOn(words);
  }

  toggleShape(id: string): void {
    const isIn = this.shapes.includes(id);
    this.shapes = SHAPES.map((shape) => shape.id).filter((each) => (each === id ? !isIn : this.shapes.includes(each)));
  }

  /** What is asked for, from what would be asked for without lists. */
  body(ask: Ask): VariationsAsk {
    const { count: _, side, frames: __, kind, ...rest } = ask;
    return {
      ...rest,
      kind: kind === 'picture' ? 'picture' : 'frames',
      ...(side ? { sides: String(side) } : {}),
      ...(this.seeds.trim() ? { seeds: this.seeds } : {}),
      ...(this.shapes.length > 0 ? { shapes: [...this.shapes] } : {}),
    };
  }
}
