/** What a person asks for in the box under the frames, and what became of it. */
import { ApiError, fieldProblem } from '../api/problems';
import type { Ask, EnhanceAsk, Scene, TierId, Way } from '../api/types';
import type { SceneChange } from '../api/studio';
import type { Used } from '../prompts/UseTemplateDialog.svelte';
import { goesOnFrom } from '../iterations/using';
import { Action } from '../stores/action.svelte';
import type { ProjectStore } from '../stores/project.svelte';
import { EnhanceStore } from '../stores/chips.svelte';
import { QuoteStore } from '../stores/quote.svelte';
import type { Studio } from '../stores/studio';
import { askedQuality } from '../words/qualities';
import { Varying } from './varying.svelte';

/** As many as fill the first row and a little more; the most the API takes is eight. */
const USUAL_COUNT = 4;

export class AskForm {
  prompt = $state('');
  /** What is left out; the scene's own, else what usually is. */
  without = $state('');
  /** The chips that are on; null: the studio fills in. */
  chosen = $state.raw<readonly string[] | null>(null);
  seed = $state('');
  count = $state(USUAL_COUNT);
  /** The frame whose colours and light the new ones take; empty for none. */
  reference = $state('');
  /** A way that makes the quality fit, and what it changes of the quality's own size or length. */
  fitted = $state.raw<Way | null>(null);
  /** The version of a template that the words come from, as long as they are its words. */
  private written: { version: string; text: string } | null = null;
  readonly action = new Action();
  readonly quotes: QuoteStore;
  readonly enhancing: EnhanceStore;
  readonly varying: Varying;
  private known: string;
  /** What the scene itself leaves out; null: what usually is. */
  private leftOut: string | null;
  private quality: TierId;

  constructor(
    private readonly studio: Studio,
    private readonly store: ProjectStore,
    scene: Scene,
  ) {
    this.prompt = this.known = scene.prompt;
    this.quality = scene.effective_quality;
    this.quotes = new QuoteStore(studio.api);
    this.enhancing = new EnhanceStore(studio.api);
    this.varying = new Varying(studio.api);
    this.chosen = scene.enhancements;
    this.leftOut = scene.negative_prompt;
    this.without = scene.negative_prompt ?? studio.chips.usualWithout;
  }

  /** Words that were changed elsewhere come in, unless the person is writing other ones here. */
  follow(scene: Scene): void {
    if (this.prompt === this.known) this.prompt = scene.prompt;
    this.known = scene.prompt;
    if (this.quality !== scene.effective_quality) this.fitted = null; // it was a way into the other quality
    this.quality = scene.effective_quality;
  }

  /** What usually is left out comes with the chips, a moment after the box. */
  usually(usual: string): void {
    if (this.leftOut === null && this.without === '') this.without = usual;
  }

  /** The chips that are shown: those that are on, else those that the studio would take. */
  get shown(): readonly string[] {
    return this.chosen ?? (this.enhancing.made?.automatic ? this.enhancing.made.chips : []);
  }

  /** Whether one picture is made of each text that lists make. */
  get varies(): boolean {
    return this.varying.isOn(this.prompt);
  }

  /** Asks for the price of what would be made now. */
  foresee(scene: Scene): void {
    const asked = this.prompt.trim() ? this.body(scene) : null;
    this.quotes.ask(this.varies ? null : asked);
    this.varying.foreseen.ask(this.varies && asked ? this.varying.body(asked) : null);
  }

  /** What each chip that adds nothing is kept from by. */
  get idle(): ReadonlyMap<string, string> {
    const left = this.chosen === null ? [] : (this.enhancing.made?.left_out ?? []);
    return new Map(left.map((each) => [each.chip, each.reason]));
  }

  /** One off: what the studio would have taken of the others stays on. */
  remove(id: string): void {
    this.chosen = this.shown.filter((each) => each !== id);
  }

  /** Words, chips and what is left out, as a filled template has them. */
  use(used: Used): void {
    this.prompt = used.text;
    this.written = used.version === null ? null : { version: used.version, text: used.text };
    if (used.chips !== null) this.chosen = used.chips;
    if (used.negative !== null) this.without = used.negative;
  }

  private template(): Pick<Ask, 'template'> {
    return this.written && this.written.text === this.prompt ? { template: this.written.version } : {};
  }

  problem(field: string) {
    return fieldProblem(this.action.problem, field);
  }

  /** What is asked about the words. */
  words(): EnhanceAsk {
    const seed = asNumber(this.seed);
    return {
      prompt: this.prompt,
      enhance: this.chosen === null ? null : [...this.chosen],
      ...(this.seed.trim() && typeof seed === 'number' ? { seed } : {}),
    };
  }

  body(scene: Scene): Ask {
    return {
      kind: 'frames',
      scene: scene.id,
      project: this.store.id,
      prompt: this.prompt,
      count: this.count,
      quality: askedQuality(this.store.project, scene),
      ...(this.leavesOutAs(scene) ? {} : { negative_prompt: this.without }),
      ...(this.choseAs(scene) ? {} : { enhance: this.chosen === null ? null : [...this.chosen] }),
      ...(scene.frames.some((frame) => frame.id === this.reference) ? { reference: this.reference } : {}),
      ...parentOf(scene),
      ...(this.fitted?.change ?? {}),
      ...this.template(),
      ...(this.seed.trim() ? { seed: asNumber(this.seed) } : {}),
    };
  }

  /** The words that were good enough to make frames of become the words of the scene. */
  async generate(scene: Scene): Promise<void> {
    const asked = this.body(scene);
    const { api, live } = this.studio;
    const several = this.varies ? this.varying.body(asked) : null;
    const generation = await this.action.run(
      (key) => (several ? api.vary(several, key) : api.generate(asked, key)),
      JSON.stringify(several ?? asked),
    );
    if (!generation) return;
    live.learn(generation);
    const change = this.change(scene);
    if (Object.keys(change).length === 0) return;
    await this.action.run(() => this.keep(scene, change));
  }

  /** What the scene keeps of what was good enough to make frames of. */
  private change(scene: Scene): SceneChange {
    return {
      ...(this.prompt === scene.prompt || this.varies ? {} : { prompt: this.prompt }), // a scene has no lists
      ...(this.choseAs(scene) ? {} : { enhancements: this.chosen === null ? null : [...this.chosen] }),
      ...(this.leavesOutAs(scene) ? {} : { negative_prompt: this.without }),
    };
  }

  /** What the scene says already need not be asked for. */
  private choseAs(scene: Scene): boolean {
    return JSON.stringify(this.chosen) === JSON.stringify(scene.enhancements);
  }

  private leavesOutAs(scene: Scene): boolean {
    return this.without === (scene.negative_prompt ?? this.studio.chips.usualWithout);
  }

  /** Not over words that somebody else gave the scene meanwhile: the frames keep these, and so does the box. */
  private async keep(scene: Scene, change: SceneChange): Promise<void> {
    const { api, notices } = this.studio;
    try {
      this.store.putScene(await api.changeScene(scene.id, change, scene.etag));
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 412) throw error;
      const now = await api.scene(scene.id);
      this.store.putScene(now);
      const { prompt, ...others } = change;
      const isTheirs = prompt !== undefined && now.prompt !== scene.prompt;
      if (isTheirs)
        notices.say('tip', 'Somebody else changed the words of this scene', 'Your frames are made of yours.');
      const rest = isTheirs ? others : change;
      if (Object.keys(rest).length > 0) this.store.putScene(await api.changeScene(scene.id, rest, now.etag));
    }
  }
}

/** New frames go on from the chosen one's version. */
function parentOf(scene: Scene): Pick<Ask, 'parent'> {
  const parent = goesOnFrom(scene, null, 'frames');
  return parent ? { parent } : {};
}

/** What is no number goes out as it was written: the answer says at the field what would work. */
function asNumber(written: string): number | string {
  const number = Number(written);
  return Number.isInteger(number) ? number : written;
}
