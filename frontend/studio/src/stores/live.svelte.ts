/** The live side of the studio: the line to the server, what is being made, and who wants to know of changes. */
import { ApiError } from '../api/problems';
import type { StudioApi } from '../api/studio';
import type { Generation } from '../api/types';
import { EventLine, eventsAddress, type Line } from '../live/events';
import {
  isChange,
  type Change,
  type JobPlace,
  type Load,
  type Message,
  type Positions,
  type Progress,
} from '../live/messages';
import { applyTick, isOpen, mergeAll, mergeGeneration, type Generations } from '../live/progress';
import { Refetcher } from '../live/refetch';
import { Devices } from './devices.svelte';
import type { Notices } from './notices.svelte';

export interface Follower {
  onChange(change: Change): void;
  onReload(): void;
}

export class Live {
  line = $state<Line>('connecting');
  generations = $state.raw<Generations>({});
  /** Where waiting jobs stand, by their ids, as it was told last. */
  places = $state.raw<Readonly<Record<string, JobPlace>>>({});
  readonly devices: Devices;
  readonly refetcher = new Refetcher();
  private readonly followers = new Set<Follower>();
  private readonly events: EventLine;

  constructor(
    private readonly api: StudioApi,
    private readonly notices: Notices,
    slug: string,
  ) {
    this.devices = new Devices(api);
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

  /** What other answers say besides. Such an answer may be older than what is known: what has ended here and goes on
   * there is read anew, for after the last event nobody would put it right. */
  learn(...answers: Generation[]): void {
    const isOld = (answer: Generation) => isOpen(answer) && this.hasEnded(answer.id);
    for (const answer of answers.filter(isOld)) this.read(answer.id);
    this.generations = mergeAll(
      this.generations,
      answers.filter((answer) => !isOld(answer)),
    );
  }

  private hasEnded(id: string): boolean {
    const known = this.generations[id];
    return known !== undefined && !isOpen(known);
  }

  open(project: string): Generation[] {
    return this.of(project).filter(isOpen);
  }

  of(project: string): Generation[] {
    return Object.values(this.generations).filter((generation) => generation.project === project);
  }

  /** Reads `name` again, also after a failure that may pass; being logged out reaches the page. */
  refetch(name: string, read: () => Promise<void>): void {
    this.refetcher.ask(name, async () => {
      try {
        await read();
      } catch (error) {
        if (!(error instanceof ApiError) || mayPass(error.status)) throw error;
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
    else if (message.type === 'device.load') this.devices.heard((message as Load).data);
    else if (message.type === 'queue.position')
      this.places = Object.fromEntries((message as Positions).data.places.map((place) => [place.job, place]));
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
      const answer = await this.api.generation(id); // first: others are learned meanwhile
      this.generations = mergeGeneration(this.generations, answer);
    });
  }
}

/** Out of reach, too much at once, or a fault of the studio's: not what asking again would only repeat. */
function mayPass(status: number): boolean {
  return status === 0 || status === 429 || status >= 500;
}
