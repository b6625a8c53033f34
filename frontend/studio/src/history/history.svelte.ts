/** The entries of history that are shown: found, followed, and changed one by one. */
import { ApiError, asProblem, type Problem } from '../api/problems';
import type { HistoryEntry, Page, Statistics } from '../api/types';
import { isOpen } from '../live/progress';
import type { Studio } from '../stores/studio';
import { ANYTHING, queryOf, type Wanted } from './words';

export const PAGE = 24;
/** Somebody who types is waited for. */
export const STILL_MS = 250;
const FIGURE_DAYS = 30;

export class HistoryList {
  wanted = $state<Wanted>({ ...ANYTHING });
  entries = $state.raw<HistoryEntry[] | null>(null);
  next = $state.raw<string | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  statistics = $state.raw<Statistics | null>(null);
  days = $state(FIGURE_DAYS);
  private timer: ReturnType<typeof setTimeout> | null = null;
  private asked = 0;
  private unfollow: (() => void) | null = null;

  constructor(private readonly studio: Studio) {}

  start(): void {
    void this.load();
    void this.readFigures();
    const again = () => this.studio.live.refetch('history', () => this.refresh());
    this.unfollow = this.studio.live.follow({ onChange: again, onReload: again });
  }

  stop(): void {
    this.unfollow?.();
    if (this.timer !== null) clearTimeout(this.timer);
  }

  /** Other entries; what was asked for before and comes late is dropped. */
  want(change: Partial<Wanted>): void {
    this.wanted = { ...this.wanted, ...change };
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.load(), 'search' in change ? STILL_MS : 0);
  }

  clear(): void {
    this.want({ ...ANYTHING });
  }

  async load(): Promise<void> {
    const page = await this.read(() => this.studio.api.history(this.query(PAGE)));
    if (page) this.show(page.results, page.next);
  }

  async more(): Promise<void> {
    const next = this.next;
    if (next === null || this.busy) return;
    const page = await this.read(() => this.studio.api.historyAt(next));
    if (page) this.show([...(this.entries ?? []), ...page.results], page.next);
  }

  put(entry: HistoryEntry): void {
    this.entries = this.entries?.map((each) => (each.id === entry.id ? entry : each)) ?? null;
  }

  async readFigures(): Promise<void> {
    const since = new Date(Date.now() - this.days * 86_400_000).toISOString();
    try {
      this.statistics = await this.studio.api.statistics(new URLSearchParams({ since }));
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // the list is there without them
    }
  }

  query(limit?: number): URLSearchParams {
    const query = queryOf(this.wanted);
    if (limit !== undefined) query.set('limit', String(limit));
    return query;
  }

  /** The first page again: what is older stays as it was read. */
  private async refresh(): Promise<void> {
    const mine = this.asked;
    const page = await this.studio.api.history(this.query(PAGE));
    if (mine !== this.asked) return;
    const open = (entries: HistoryEntry[] | null) => (entries ?? []).filter(isOpen).length;
    if (open(page.results) !== open(this.entries)) void this.readFigures();
    const fresh = new Set(page.results.map((entry) => entry.id));
    const last = page.results.at(-1)?.id ?? '';
    const older = (this.entries ?? []).filter((entry) => !fresh.has(entry.id) && entry.id < last);
    this.show([...page.results, ...older], older.length > 0 ? this.next : page.next);
  }

  private async read(ask: () => Promise<Page<HistoryEntry>>): Promise<Page<HistoryEntry> | null> {
    const mine = ++this.asked;
    this.busy = true;
    this.problem = null;
    try {
      const page = await ask();
      return mine === this.asked ? page : null;
    } catch (error) {
      if (mine === this.asked) this.problem = asProblem(error);
      return null;
    } finally {
      if (mine === this.asked) this.busy = false;
    }
  }

  private show(entries: HistoryEntry[], next: string | null): void {
    this.entries = entries;
    this.next = next;
  }
}
