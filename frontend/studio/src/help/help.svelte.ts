/** What happened to one generation: read when it may be in trouble, and again with every step. */
import type { Resolution, ResolutionStep } from '../api/types';
import { Action } from '../stores/action.svelte';
import type { Studio } from '../stores/studio';
import { shownOf } from './words';

export class Help {
  found = $state.raw<Resolution[]>([]);
  /** Whether the studio was asked; until then nothing is known. */
  isRead = $state(false);
  readonly action = new Action();
  readonly feedback = new Action();
  /** What was seen open here; only of that is told that it was put right. */
  private readonly watched = new Set<string>();

  constructor(
    private readonly studio: Studio,
    readonly generation: string,
  ) {}

  get shown(): Resolution | null {
    return shownOf(this.found, this.watched);
  }

  /** Follows its steps as they run; call what comes back to stop. */
  start(): () => void {
    this.read();
    return this.studio.live.follow({
      onChange: (change) => {
        if (change.generation === this.generation && change.type === 'resolution.step') this.read();
      },
      onReload: () => this.read(),
    });
  }

  read(): void {
    this.studio.live.refetch(`help ${this.generation}`, async () => {
      try {
        this.learn(await this.studio.api.resolutions(this.generation));
      } finally {
        this.isRead = true;
      }
    });
  }

  async run(resolution: Resolution, step: ResolutionStep): Promise<void> {
    const answer = await this.action.run(() => this.studio.api.runStep(resolution.id, step.id), step.id);
    if (!answer) return;
    this.put(answer);
    const made = answer.steps.find((each) => each.id === step.id)?.made ?? null;
    if (made) this.studio.live.learn(await this.studio.api.generation(made));
  }

  async say(resolution: Resolution, helped: boolean, note: string): Promise<void> {
    const body = { helped, note };
    const answer = await this.feedback.run(
      () => this.studio.api.sayWhetherItHelped(resolution.id, body),
      JSON.stringify(body),
    );
    if (answer) this.put(answer);
  }

  private put(answer: Resolution): void {
    this.learn(this.found.map((each) => (each.id === answer.id ? answer : each)));
  }

  private learn(found: Resolution[]): void {
    for (const each of found) if (each.state === 'working' || each.state === 'needs_you') this.watched.add(each.id);
    this.found = found;
  }
}
