/** The live side of the studio: the line to the server, what is being made, and who wants to know of changes. */
import { ApiError } from '../api/problems';
import type { StudioApi } from '../api/studio';
import type { Generation } from '../api/types';
import { EventLine, eventsAddress, type Line } from '../live/events';
import { isChange, type Change, type Message, type Progress } from '../live/messages';
import { applyTick, isOpen, mergeAll, mergeGeneration, type Generations } from '../live/progress';
import { Refetcher } from '../live/refetch';
import type { Notices } from './notices.svelte';

export interface Follower {
  onChange(change: Change): void;
  onReload(): void;
}

export class Live {
  line = $state<Line>('connecting');
  generations = $state.raw<Generations>({});
  readonly refetcher = new Refetcher();
  private readonly followers = new Set<Follower>();
  private readonly events: EventLine;

  constructor(
    private readonly api: StudioApi,
    private readonly notices: Notices,
    slug: string,
  ) {
    const listener = { onMessage: this.received, onReload: this.reload, onLine: (line: Line) => (this.line = line) };
    this.events = new EventLine(listener, { address: (after) => eventsAddress(slug, after) });
  }

  start(): void {
    this.events.start();
  }

  stop(): void {
    this.events.stop();
    this.refetcher.stop();
  }

  follow(follower: Follower): () => void {
    this.followers.add(follower);
    return () => this.followers.delete(follower);
  }

  learn(...answers: Generation[]): void {
    this.generations = mergeAll(this.generations, answers);
  }

  open(project: string): Generation[] {
    return this.of(project).filter(isOpen);
  }

  of(project: string): Generation[] {
    return Object.values(this.generations).filter((generation) => generation.project === project);
  }

  /** Reads `name` again; a failure waits for the next event or poll, except that being logged out reaches the page. */
  refetch(name: string, read: () => Promise<void>): void {
    this.refetcher.ask(name, async () => {
      try {
        await read();
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (error.status === 401) this.notices.problem(error.problem);
      }
    });
  }

  private reload = (): void => {
    for (const generation of Object.values(this.generations)) if (isOpen(generation)) this.read(generation.id);
    for (const follower of this.followers) follower.onReload();
  };

  private received = (message: Message): void => {
    if (message.type === 'job.progress') this.tick(message as Progress);
    else if (isChange(message)) this.changed(message);
  };

  private tick(tick: Progress): void {
    if (!(tick.generation in this.generations)) this.read(tick.generation);
    this.generations = applyTick(this.generations, tick);
  }

  private changed(change: Change): void {
    if (change.generation !== null) this.read(change.generation);
    for (const follower of this.followers) follower.onChange(change);
  }

  private read(id: string): void {
    this.refetch(`generation ${id}`, async () => {
      this.generations = mergeGeneration(this.generations, await this.api.generation(id));
    });
  }
}
