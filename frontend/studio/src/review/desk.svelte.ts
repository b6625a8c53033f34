/** How takes are looked at: side by side, two in one picture, or what differs between them; and how close. */
import { aboutOf, around, worstOf, type Clip } from './clips';
import type { Playback } from '../stores/playback.svelte';

export type Mode = 'side' | 'wipe' | 'difference';

export interface Spot {
  x: number;
  y: number;
}

const CLOSER = [1, 2, 4];

export class ReviewDesk {
  mode = $state<Mode>('side');
  isUpright = $state(false);
  /** Where the divider stands, 0..1 from the left or the top. */
  divider = $state(0.5);
  /** The id of the take that is looked at. */
  active = $state<string | null>(null);
  private rivalId = $state<string | null>(null);
  zoom = $state(1);
  /** What stays where it is while it grows. */
  origin = $state.raw<Spot>({ x: 0.5, y: 0.5 });
  /** Whether a comment is being written, and where it points. */
  isPlacing = $state(false);
  spot = $state.raw<Spot | null>(null);
  /** The thread that is read. */
  read = $state<string | null>(null);
  hasKeys = $state(false);
  isSharing = $state(false);
  private worst = -1;

  constructor(
    readonly playback: Playback,
    private readonly clips: () => Clip[],
    private readonly usual: () => string | null,
  ) {}

  get shown(): Clip | null {
    const clips = this.clips();
    const wanted = this.active ?? this.usual();
    return clips.find((clip) => clip.id === wanted) ?? clips[0] ?? null;
  }

  /** The other of two takes that are compared. */
  get rival(): Clip | null {
    const others = this.clips().filter((clip) => clip.id !== this.shown?.id);
    return others.find((clip) => clip.id === this.rivalId) ?? others[0] ?? null;
  }

  look(id: string): void {
    this.active = id;
  }

  against(id: string): void {
    if (id === this.shown?.id) this.active = this.rival?.id ?? null;
    this.rivalId = id;
  }

  side = (): void => {
    this.mode = 'side';
  };

  /** Across, then up and down, then side by side again. */
  wipe = (): void => {
    if (!this.rival) return;
    if (this.mode !== 'wipe') {
      this.isUpright = false;
      this.mode = 'wipe';
    } else if (!this.isUpright) this.isUpright = true;
    else this.mode = 'side';
  };

  difference = (): void => {
    if (this.rival) this.mode = this.mode === 'difference' ? 'side' : 'difference';
  };

  closer = (): void => {
    this.zoom = CLOSER[(CLOSER.indexOf(this.zoom) + 1) % CLOSER.length] ?? 1;
    if (this.zoom === 1) this.origin = { x: 0.5, y: 0.5 };
  };

  /** While it is closer, the pictures follow the pointer. */
  pan = (spot: Spot): void => {
    if (this.zoom > 1) this.origin = spot;
  };

  /** The next of the worst moments is repeated; false where nothing stands out. */
  repeatWorst(): boolean {
    const found = worstOf(this.clips());
    if (found.length === 0) return false;
    this.worst = (this.worst + 1) % found.length;
    const one = found[this.worst];
    if (!one) return false;
    this.active = one.clip.id;
    this.playback.repeat(around(one.moment.seconds, one.clip.duration));
    this.playback.seek(this.playback.loop?.from ?? one.moment.seconds);
    this.playback.play();
    return true;
  }

  place(): void {
    this.playback.pause();
    this.isPlacing = true;
    this.spot = null;
  }

  point(id: string, spot: Spot): void {
    if (!this.isPlacing) return;
    this.active = id;
    this.spot = { x: within(spot.x), y: within(spot.y) };
  }

  nudge(x: number, y: number): void {
    const spot = this.spot ?? { x: 0.5, y: 0.5 };
    this.spot = { x: within(spot.x + x), y: within(spot.y + y) };
  }

  leave(): void {
    this.isPlacing = false;
    this.spot = null;
  }

  jump(thread: { id: string; take: string | null; frame?: string | null; seconds: number | null }): void {
    this.read = thread.id;
    const about = aboutOf(thread);
    if (about) this.active = about;
    if (thread.seconds === null) return;
    this.playback.pause();
    this.playback.repeat(null);
    this.playback.seek(thread.seconds);
  }

  /** Esc: out of what was entered last. */
  back(): void {
    if (this.isPlacing) this.leave();
    else if (this.playback.loop) this.playback.repeat(null);
    else if (this.zoom > 1) {
      this.zoom = 1;
      this.origin = { x: 0.5, y: 0.5 };
    } else this.mode = 'side';
  }
}

function within(value: number): number {
  return Math.min(1, Math.max(0, Math.round(value * 1000) / 1000));
}
