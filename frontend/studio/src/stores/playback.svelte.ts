/** One playhead over several videos: they start, stop and jump together, and are pulled back into step. */

/** Two frames at 24 a second: less is not seen, more is. */
const OUT_OF_STEP_SECONDS = 0.084;

export class Playback {
  time = $state(0);
  duration = $state(0);
  playing = $state(false);
  private readonly videos = new Set<HTMLVideoElement>();
  private frame = 0;

  /** A Svelte action: `<video use:playback.join>`. */
  join = (video: HTMLVideoElement): { destroy(): void } => {
    this.videos.add(video);
    const measured = () => this.measure();
    video.addEventListener('loadedmetadata', measured);
    video.addEventListener('durationchange', measured);
    return { destroy: () => this.leave(video, measured) };
  };

  toggle = (): void => {
    if (this.playing) this.pause();
    else this.play();
  };

  play(): void {
    if (this.videos.size === 0) return;
    if (this.time >= this.duration - 0.02) this.seek(0);
    this.playing = true;
    for (const video of this.videos) void video.play().catch(this.refused);
    this.frame = requestAnimationFrame(this.tick);
  }

  pause(): void {
    this.playing = false;
    cancelAnimationFrame(this.frame);
    for (const video of this.videos) video.pause();
  }

  seek(seconds: number): void {
    this.time = Math.min(Math.max(0, seconds), this.duration);
    for (const video of this.videos) video.currentTime = Math.min(this.time, video.duration || this.time);
  }

  stop(): void {
    this.pause();
    this.videos.clear();
  }

  private refused = (error: unknown): void => {
    if (!(error instanceof DOMException)) throw error;
    if (error.name === 'NotAllowedError') this.pause(); // the browser wants a click first
  };

  private tick = (): void => {
    if (!this.playing) return;
    const leader = this.leader();
    if (leader) this.follow(leader);
    this.frame = requestAnimationFrame(this.tick);
  };

  /** The longest clip leads, so a shorter one waits on its last frame instead of ending the round. */
  private leader(): HTMLVideoElement | null {
    return [...this.videos].sort((a, b) => (b.duration || 0) - (a.duration || 0))[0] ?? null;
  }

  private follow(leader: HTMLVideoElement): void {
    if (leader.ended) {
      this.again();
      return;
    }
    this.time = leader.currentTime;
    for (const video of this.videos) {
      const isBehind = Math.abs(video.currentTime - this.time) > OUT_OF_STEP_SECONDS;
      if (video !== leader && !video.ended && !video.seeking && isBehind) video.currentTime = this.time;
    }
  }

  private again(): void {
    this.seek(0);
    for (const video of this.videos) void video.play().catch(this.refused);
  }

  private measure(): void {
    this.duration = Math.max(
      0,
      ...[...this.videos].map((video) => (Number.isFinite(video.duration) ? video.duration : 0)),
    );
  }

  private leave(video: HTMLVideoElement, measured: () => void): void {
    video.removeEventListener('loadedmetadata', measured);
    video.removeEventListener('durationchange', measured);
    this.videos.delete(video);
    this.measure();
  }
}
