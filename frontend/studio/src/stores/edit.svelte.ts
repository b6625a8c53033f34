/**
 * Changing what others may be changing too: only what the person wrote is sent, and only over what they have seen.
 * What somebody else made of the same field meanwhile is shown first, and nothing that was typed is lost.
 */
import { ApiError } from '../api/problems';
import { Action } from './action.svelte';

/** How often a change is sent anew because something else of the thing was changed each time. */
const MOST_TRIES = 3;
const CHANGED = 412;

/** Some fields of a thing, each left out or as it shall be. */
export type Change<T, Name extends keyof T> = { [Field in Name]?: T[Field] };

export class Edit<T extends object, Name extends keyof T> {
  readonly action = new Action();
  /** Fields that somebody else gave another value while the person wrote theirs. */
  clashes = $state.raw<Name[]>([]);
  /** The thing as it was seen last. */
  seen = $state.raw<T>() as T;
  private first: T;

  /** `read`: the thing as it is now, null where it is gone; `write` sends a change over what was `seen`. */
  constructor(
    first: T,
    private readonly read: () => Promise<T | null>,
    private readonly write: (change: Change<T, Name>, seen: T) => Promise<T>,
  ) {
    this.first = this.seen = first;
  }

  /** The thing as it is then. Undefined where it failed, or where `clashes` are to be answered: once more keeps ours. */
  async save(wish: Change<T, Name>): Promise<T | undefined> {
    const saved = await this.action.run(() => this.send(changed(this.first, wish)));
    if (saved) this.settle(saved);
    return saved;
  }

  /** What somebody else made of it. */
  take(): T {
    this.settle(this.seen);
    return this.seen;
  }

  private async send(change: Change<T, Name>): Promise<T | undefined> {
    for (let tries = 1; Object.keys(change).length > 0; tries += 1) {
      try {
        return await this.write(change, this.seen);
      } catch (error) {
        if (!(error instanceof ApiError) || error.status !== CHANGED || tries === MOST_TRIES) throw error;
        if (await this.clashesWith(change, error)) return undefined;
        change = changed(this.seen, change);
      }
    }
    return this.seen;
  }

  private async clashesWith(change: Change<T, Name>, refused: ApiError): Promise<boolean> {
    const now = await this.read();
    if (now === null) throw refused;
    this.clashes = clashing(this.seen, now, change);
    this.seen = now;
    return this.clashes.length > 0;
  }

  private settle(thing: T): void {
    this.first = this.seen = thing;
    this.clashes = [];
  }
}

/** What of a wish is other than it was. */
export function changed<T, Name extends keyof T>(first: T, wish: Change<T, Name>): Change<T, Name> {
  const found: Change<T, Name> = {};
  for (const name of namesOf(wish)) if (!same(wish[name], first[name])) found[name] = wish[name];
  return found;
}

/** Fields of a change that somebody else changed too, to something else. */
export function clashing<T, Name extends keyof T>(before: T, now: T, change: Change<T, Name>): Name[] {
  return namesOf(change).filter((name) => !same(now[name], before[name]) && !same(now[name], change[name]));
}

function namesOf<T, Name extends keyof T>(change: Change<T, Name>): Name[] {
  return Object.keys(change) as Name[];
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
