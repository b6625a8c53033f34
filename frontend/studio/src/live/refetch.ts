/** Events are hints: this reads the named thing again, at most once at a time, and once more if it changed meanwhile. */

export const QUIET_MS = 120;

interface Entry {
  timer: ReturnType<typeof setTimeout> | null;
  reading: boolean;
  again: boolean;
}

export class Refetcher {
  private readonly entries = new Map<string, Entry>();
  private stopped = false;

  /** `read` handles its own errors: a refetch that failed is repeated by the next event or poll. */
  ask(name: string, read: () => Promise<void>): void {
    const entry = this.entries.get(name) ?? { timer: null, reading: false, again: false };
    this.entries.set(name, entry);
    if (entry.reading) entry.again = true;
    else if (entry.timer === null) entry.timer = setTimeout(() => void this.run(name, entry, read), QUIET_MS);
  }

  stop(): void {
    this.stopped = true;
    for (const entry of this.entries.values()) if (entry.timer) clearTimeout(entry.timer);
  }

  private async run(name: string, entry: Entry, read: () => Promise<void>): Promise<void> {
    entry.timer = null;
    entry.reading = true;
    try {
      await read();
    } finally {
      entry.reading = false;
    }
    if (entry.again && !this.stopped) {
      entry.again = false;
      this.ask(name, read);
    }
  }
}
