/** Events are hints: this reads the named thing again, at most once at a time, and once more if it changed meanwhile. */

export const QUIET_MS = 120;
/** Waits before a read that failed is tried again; then the next hint does. The last event has none after it. */
export const RETRY_MS = [1_000, 4_000, 15_000];

interface Entry {
  timer: ReturnType<typeof setTimeout> | null;
  reading: boolean;
  again: boolean;
  failures: number;
}

export class Refetcher {
  private readonly entries = new Map<string, Entry>();
  private stopped = false;

  /** A `read` that throws is tried again after a while. */
  ask(name: string, read: () => Promise<void>): void {
    const entry = this.entries.get(name) ?? { timer: null, reading: false, again: false, failures: 0 };
    this.entries.set(name, entry);
    if (entry.reading) entry.again = true;
    else if (entry.timer === null) this.wait(QUIET_MS, entry, read);
  }

  stop(): void {
    this.stopped = true;
    for (const entry of this.entries.values()) if (entry.timer) clearTimeout(entry.timer);
  }

  private wait(milliseconds: number, entry: Entry, read: () => Promise<void>): void {
    entry.timer = setTimeout(() => void this.run(entry, read), milliseconds);
  }

  private async run(entry: Entry, read: () => Promise<void>): Promise<void> {
    entry.timer = null;
    entry.reading = true;
    const failed = await read().then(
      () => false,
      () => true,
    );
    entry.reading = false;
    if (this.stopped) return;
    const pause = failed ? RETRY_MS[entry.failures] : undefined;
    entry.failures = failed && pause !== undefined ? entry.failures + 1 : 0;
    if (entry.again) this.wait(QUIET_MS, entry, read);
    else if (pause !== undefined) this.wait(pause, entry, read);
    entry.again = false;
  }
}
