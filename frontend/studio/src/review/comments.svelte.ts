/** Comments on the takes and frames of a scene: read once, then kept right by events. */
import type { Comment, CommentChange, CommentWish } from '../api/types';
import { Action } from '../stores/action.svelte';
import type { Studio } from '../stores/studio';
import type { Remark } from './clips';

export type Said = Comment & Remark;
export type About = { generation: string } & ({ take: string } | { frame: string });

export class Comments {
  list = $state.raw<Said[]>([]);
  readonly sending = new Action();
  private generation: string | null = null;
  private unfollow: (() => void) | null = null;

  constructor(
    private readonly studio: Studio,
    private readonly scene: string,
  ) {}

  /** Those of the scene that this generation belongs to. */
  start(generation: string): void {
    if (this.generation === generation) return;
    this.generation = generation;
    this.readAgain();
    this.unfollow ??= this.studio.live.follow({
      onChange: (change) => change.scene === this.scene && change.type.startsWith('comment.') && this.readAgain(),
      onReload: () => this.readAgain(),
    });
  }

  stop(): void {
    this.unfollow?.();
    this.unfollow = null;
  }

  /** `on`: the take or the frame, and any generation of its scene. */
  async add(on: About, words: Omit<CommentWish, 'take' | 'frame'>): Promise<Said | undefined> {
    const { generation, ...about } = on;
    const body: CommentWish = { ...words, ...about };
    const made = await this.sending.run(() => this.studio.api.comment(generation, body), JSON.stringify(body));
    if (!made) return undefined;
    const said = asSaid(made);
    this.list = [...this.list.filter((each) => each.id !== said.id), said];
    return said;
  }

  async change(id: string, words: CommentChange): Promise<boolean> {
    const changed = await this.sending.run(() => this.studio.api.changeComment(id, words), JSON.stringify([id, words]));
    if (changed) this.list = this.list.map((each) => (each.id === id ? asSaid(changed) : each));
    else if (this.sending.problem) this.studio.notices.problem(this.sending.problem);
    return changed !== undefined;
  }

  async remove(id: string): Promise<void> {
    const done = await this.sending.run(() => this.studio.api.deleteComment(id), id);
    if (done !== undefined) this.list = this.list.filter((each) => each.id !== id && each.parent !== id);
    else if (this.sending.problem) this.studio.notices.problem(this.sending.problem);
  }

  private readAgain(): void {
    const generation = this.generation;
    if (generation === null) return;
    this.studio.live.refetch(`comments ${this.scene}`, async () => {
      this.list = (await this.studio.api.comments(generation)).map(asSaid);
    });
  }
}

export function asSaid(comment: Comment): Said {
  return { ...comment, isDone: comment.resolved_at !== null };
}
