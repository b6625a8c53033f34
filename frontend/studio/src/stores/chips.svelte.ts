/** The chips there are, and what they make of the words in a box: read again a moment after either changes. */
import { ApiError } from '../api/problems';
import type { StudioApi } from '../api/studio';
import type { Chip, ChipGroup, Enhanced, EnhanceAsk } from '../api/types';

const STILL_MS = 300;

/** Read once, when the first box asks. */
export class Chips {
  groups = $state.raw<ChipGroup[]>([]);
  usualWithout = $state('');
  private reading: Promise<void> | null = null;

  constructor(private readonly api: StudioApi) {}

  start(): void {
    this.reading ??= this.read();
  }

  chip(id: string): Chip | null {
    for (const group of this.groups) for (const chip of group.chips) if (chip.id === id) return chip;
    return null;
  }

  groupOf(id: string): ChipGroup | null {
    return this.groups.find((group) => group.chips.some((chip) => chip.id === id)) ?? null;
  }

  /** Chips that join a prompt. */
  get joining(): ChipGroup[] {
    return this.groups.filter((group) => group.adds === 'prompt');
  }

  get leavingOut(): Chip[] {
    return this.groups.filter((group) => group.adds === 'without').flatMap((group) => group.chips);
  }

  /** `chosen` with `id` switched on or off; what it excludes goes. */
  toggled(chosen: readonly string[], id: string): string[] {
    if (chosen.includes(id)) return chosen.filter((each) => each !== id);
    return [...chosen.filter((each) => !this.exclude(each, id)), id];
  }

  private exclude(one: string, other: string): boolean {
    const group = this.groupOf(one);
    if (group?.one && group === this.groupOf(other)) return true;
    return (this.chip(one)?.against.includes(other) ?? false) || (this.chip(other)?.against.includes(one) ?? false);
  }

  private async read(): Promise<void> {
    try {
      const found = await this.api.enhancements();
      this.groups = found.groups;
      this.usualWithout = found.usual_without;
    } catch (error) {
      this.reading = null; // the next box asks again
      if (!(error instanceof ApiError)) throw error;
    }
  }
}

export class EnhanceStore {
  made = $state.raw<Enhanced | null>(null);
  private timer: ReturnType<typeof setTimeout> | null = null;
  private control: AbortController | null = null;
  private asked = '';

  constructor(private readonly api: StudioApi) {}

  /** `null` when there are no words yet. */
  ask(body: EnhanceAsk | null): void {
    const asked = JSON.stringify(body);
    if (asked === this.asked) return;
    this.asked = asked;
    this.stop();
    if (body === null) this.made = null;
    else this.timer = setTimeout(() => void this.read(body), STILL_MS);
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.control?.abort();
  }

  private async read(body: EnhanceAsk): Promise<void> {
    this.control = new AbortController();
    try {
      this.made = await this.api.enhance(body, this.control.signal);
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return; // another question followed
      if (!(error instanceof ApiError)) throw error;
      this.made = null; // what is wrong is said at the field when it is really asked for
    }
  }
}

/** A list of what is left out, as one writes it: phrases between commas. */
export function withoutToggled(text: string, phrase: string): string {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const own = phrase.split(',').map((part) => part.trim().toLowerCase());
  if (!leavesOut(text, phrase)) return [...parts, phrase].join(', ');
  return parts.filter((part) => !own.includes(part.toLowerCase())).join(', ');
}

export function leavesOut(text: string, phrase: string): boolean {
  const parts = text.split(',').map((part) => part.trim().toLowerCase());
  return phrase.split(',').every((part) => parts.includes(part.trim().toLowerCase()));
}
