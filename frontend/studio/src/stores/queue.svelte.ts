/** The queue as the page shows it: read once, again with every change, and places as they are told in between. */
import { asProblem, type Problem } from '../api/problems';
import type { QueueBoard, QueueWaiting, Whose } from '../api/types';
import type { JobPlace } from '../live/messages';
import type { Studio } from './studio';

/** Changes of the queue that are no generation's. */
const OURS = /^(generation|queue)\./;

export class Queue {
  board = $state.raw<QueueBoard | null>(null);
  problem = $state.raw<Problem | null>(null);
  whose = $state<Whose>('mine');
  private unfollow: (() => void) | null = null;

  constructor(private readonly studio: Pick<Studio, 'api' | 'live'>) {}

  /** What waits, with the places that were told since it was read. */
  get waiting(): QueueWaiting[] {
    return (this.board?.waiting ?? []).map((entry) => placed(entry, this.studio.live.places));
  }

  start(): void {
    void this.read();
    const again = () => this.studio.live.refetch('queue', () => this.read());
    this.unfollow = this.studio.live.follow({
      onChange: (change) => OURS.test(change.type) && again(),
      onReload: again,
    });
  }

  stop(): void {
    this.unfollow?.();
  }

  async read(): Promise<void> {
    const asked = this.whose;
    try {
      const board = await this.studio.api.queue(asked);
      if (asked !== this.whose) return; // the other one was chosen meanwhile
      this.board = board;
      this.problem = null;
    } catch (error) {
      if (this.board === null) this.problem = asProblem(error);
      else throw error;
    }
  }

  /** One of what waits, read again; null where it waits no more. */
  async again(generation: string): Promise<QueueWaiting | null> {
    await this.read();
    return this.board?.waiting.find((entry) => entry.generation === generation) ?? null;
  }

  show(whose: Whose): void {
    this.whose = whose;
    void this.read();
  }
}

/** The soonest of its jobs that a place is known of; one that stands still keeps saying so. */
export function placed(entry: QueueWaiting, places: Readonly<Record<string, JobPlace>>): QueueWaiting {
  if (entry.ahead === null) return entry;
  const known = entry.jobs.flatMap((job) => places[job] ?? []);
  const soonest = known.toSorted((one, other) => one.ahead - other.ahead)[0];
  if (!soonest) return entry;
  const words = soonest.ahead === 0 ? 'Next' : `${soonest.ahead} ahead of you`;
  const reasons = entry.reasons.map((reason) => (reason.key === 'ahead' ? { ...reason, words } : reason));
  return { ...entry, ahead: soonest.ahead, starts_in: soonest.starts_in, reasons };
}
