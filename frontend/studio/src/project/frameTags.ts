/** Pure: frames that variations made, by the values that made them. */
import type { HeroFrame, VariationList } from '../api/types';

/** What is shown of the frames: those with one value of a list, and in groups of another; empty names for all. */
export interface Sorting {
  name: string;
  value: string;
  by: string;
}
export const ALL: Sorting = { name: '', value: '', by: '' };
const NUMBERS: readonly string[] = ['Seed', 'Shape', 'Longer side'];

export interface Sorted {
  frames: HeroFrame[];
  /** Headings of groups, by the frame that each stands before. */
  headings: Record<string, string>;
}

/** The lists that these frames came of, each with its values in their order. */
export function listsOf(frames: readonly HeroFrame[]): VariationList[] {
  const lists = new Map<string, Set<string>>();
  for (const { name, value } of frames.flatMap((frame) => frame.tags)) {
    lists.set(name, (lists.get(name) ?? new Set()).add(value));
  }
  return [...lists].map(([name, values]) => ({ name, values: [...values] }));
}

/** A list may have nothing in its place. */
export function valueWords(value: string): string {
  return value || 'nothing';
}

export function sorted(frames: readonly HeroFrame[], { name, value, by }: Sorting): Sorted {
  const shown = name ? frames.filter((frame) => valueOf(frame, name) === value) : [...frames];
  const list = by ? listsOf(shown).find((each) => each.name === by) : undefined;
  if (!list) return { frames: shown, headings: {} };
  const headings: Record<string, string> = {};
  const groups = [...list.values, null].flatMap((each) => {
    const group = shown.filter((frame) => valueOf(frame, by) === each);
    if (group[0]) headings[group[0].id] = each === null ? 'Others' : headingOf(by, each);
    return group;
  });
  return { frames: groups, headings };
}

/** A number says nothing without its name; words do. */
function headingOf(name: string, value: string): string {
  return NUMBERS.includes(name) ? `${name} ${value}` : valueWords(value);
}

function valueOf(frame: HeroFrame, name: string): string | null {
  return frame.tags.find((tag) => tag.name === name)?.value ?? null;
}
