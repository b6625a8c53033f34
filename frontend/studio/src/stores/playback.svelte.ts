/** One playhead over several videos: they start, stop and jump together, and are held within one frame of each other. */

/** Further apart than this, a clip jumps; nearer, it runs a little faster or slower until it is in step. */
const JUMP_SECONDS = 0.084;
/** Less is left alone: a quarter of a frame at 24 a second. */
const STEADY_SECONDS = 0.01;
/** How much of what a clip is off is made up in a second, and by how much its speed may change at most. */
const PULL = 4;
const MOST_PULL = 0.25;
/** Just inside a frame, so that rounding never shows the one before. */
const INSIDE_SECONDS = 0.0005;
const FASTEST = 4;

export interface Span {
  from: number;
  to: number;
}

export class Playback {
  time = $state(0);
  duration = $state(0);
  playing = $state(false);
  /** Times as fast as it was made; below zero it runs backwards. */
  rate = $state(1);
  /** The part that is repeated; null: all of it. */
  loop = $state.raw<Span | null>(null);
  /** The start of a part whose end is not set yet. */
  mark = $state<number | null>(null);
  private speed = 1;
  private readonly videos = new Set<HTMLVideoElement>();
  private frame = 0;
  private expected = 0;
  private last: number | null = null;

  /** A Svelte action: `<video use:playback.join>`. */
  join = (video: HTMLVideoElement): { destroy(): void } => {
    this.videos.add(video);
    const measured = () => {
      this.measure();
      this.put(video);
      if (this.playing && this.rate > 0) this.run(video);
    };
    const changed = () => this.measure();
    video.addEventListener('loadedmetadata', measured);
    video.addEventListener('durationchange', changed);
    if (video.readyState > 0) measured();
    return {
      destroy: () => {
        video.removeEventListener('loadedmetadata', measured);
        video.removeEventListener('durationchange', changed);
        this.videos.delete(video);
        this.measure();
      },
    };
  };

  /** How long they are by what is known of them, until the clips say it themselves. */
  expect(seconds: number): void {
    this.expected = seconds;
    this.measure();
  }

  toggle = (): void => {
    if (this.playing) this.pause();
    else this.play();
  };

  play(rate: number = this.speed): void {
    if (this.videos.size === 0) return;
    const start = this.loop?.from ?? 0;
    const end = this.loop?.to ?? this.duration;
    if (rate > 0 && (this.time >= end - 0.02 || this.time < start)) this.seek(start);
    if (rate < 0 && this.time <= start) this.seek(end);
    this.rate = rate;
    this.playing = true;
    this.last = null;
    cancelAnimationFrame(this.frame);
    for (const video of this.videos) {
      if (rate > 0) this.run(video);
      else video.pause();
    }
    this.frame = requestAnimationFrame(this.tick);
  }

  pause = (): void => {
    this.playing = false;
    this.rate = this.speed;
    cancelAnimationFrame(this.frame);
    for (const video of this.videos) video.pause();
    if (this.spread() > STEADY_SECONDS) this.seek(this.time);
  };

  /** How fast it plays from now on. */
  setSpeed(speed: number): void {
    this.speed = speed;
    this.rate = speed;
    if (this.playing) this.play(speed);
  }

  get usualSpeed(): number {
    return this.speed;
  }

  /** J and L: the same way again is twice as fast; the other way begins anew. */
  shuttle(direction: 1 | -1): void {
    const isSameWay = this.playing && Math.sign(this.rate) === direction;
    this.play(isSameWay ? direction * Math.min(FASTEST, Math.abs(this.rate) * 2) : direction);
  }

  seek(seconds: number): void {
    this.time = Math.min(Math.max(0, seconds), this.duration);
    for (const video of this.videos) this.put(video);
  }

  /** To the start of another frame; it stops there. */
  step(frames: number, fps: number): void {
    this.pause();
    const last = Math.max(0, Math.ceil(this.duration * fps - 1e-6) - 1);
    const at = Math.min(last, Math.max(0, Math.floor(this.time * fps + 1e-3) + frames));
    this.seek(at / fps + INSIDE_SECONDS);
  }

  /** Repeat a part from its start. */
  repeat(span: Span | null): void {
    this.mark = null;
    this.loop = span && span.to - span.from > 0.02 ? span : null;
    if (this.loop && (this.time < this.loop.from || this.time >= this.loop.to)) this.seek(this.loop.from);
  }

  /** The first press sets the start of a part, the second its end, the third plays all again. */
  markLoop(): void {
    if (this.loop) this.repeat(null);
    else if (this.mark === null) this.mark = this.time;
    else this.repeat({ from: Math.min(this.mark, this.time), to: Math.max(this.mark, this.time) });
  }

  /** How far the clips that run are from the playhead, in seconds. */
  spread(): number {
    const running = [...this.videos].filter((video) => !this.isOver(video));
    return Math.max(0, ...running.map((video) => Math.abs(video.currentTime - this.time)));
  }

  stop(): void {
    this.pause();
    this.videos.clear();
  }

  private put(video: HTMLVideoElement): void {
    video.currentTime = Math.min(this.time, video.duration || this.time);
  }

  private run(video: HTMLVideoElement): void {
    video.playbackRate = Math.max(0.1, this.rate);
    if (!this.isOver(video)) void video.play().catch(this.refused);
  }

  /** A shorter clip waits on its last frame. */
  private isOver(video: HTMLVideoElement): boolean {
    return video.ended || (video.duration > 0 && this.time > video.duration);
  }

  private refused = (error: unknown): void => {
    if (!(error instanceof DOMException)) throw error;
    if (error.name === 'NotAllowedError') this.pause(); // the browser wants a click first
  };

  private tick = (now: number): void => {
    if (!this.playing) return;
    if (this.rate < 0) this.backwards(now);
    else this.forwards();
    this.last = now;
    if (this.playing) this.frame = requestAnimationFrame(this.tick);
  };

  private backwards(now: number): void {
    const passed = this.last === null ? 0 : (now - this.last) / 1000;
    const start = this.loop?.from ?? 0;
    const to = this.time + passed * this.rate;
    this.time = to > start ? to : this.loop ? this.loop.to : start;
    for (const video of this.videos) if (!video.seeking) this.put(video);
    if (to <= start && !this.loop) this.pause();
  }

  private forwards(): void {
    const leader = this.leader();
    if (!leader) return;
    if (leader.ended || (this.loop && leader.currentTime >= this.loop.to)) {
      this.seek(this.loop?.from ?? 0);
      for (const video of this.videos) this.run(video);
      return;
    }
    if (leader.seeking) return;
    this.time = leader.currentTime;
    for (const video of this.videos) if (video !== leader) this.follow(video);
  }

  /** The longest clip leads, so a shorter one waits on its last frame instead of ending the round. */
  private leader(): HTMLVideoElement | null {
    return [...this.videos].sort((a, b) => (b.duration || 0) - (a.duration || 0))[0] ?? null;
  }

  private follow(video: HTMLVideoElement): void {
    if (video.ended || video.seeking || this.isOver(video)) return;
    const behind = this.time - video.currentTime;
    if (Math.abs(behind) > JUMP_SECONDS) {
      video.currentTime = this.time;
      return;
    }
    const pull = Math.abs(behind) < STEADY_SECONDS ? 0 : Math.max(-MOST_PULL, Math.min(MOST_PULL, behind * PULL));
    const rate = Math.max(0.1, this.rate * (1 + pull));
    if (Math.abs(video.playbackRate - rate) > 0.005) video.playbackRate = rate;
  }

  private measure(): void {
    const told = [...this.videos].map((video) => (Number.isFinite(video.duration) ? video.duration : 0));
    this.duration = Math.max(0, ...told) || this.expected;
  }
}
