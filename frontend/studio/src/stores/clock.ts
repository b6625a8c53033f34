/** The server's clock, told by the `Date` of its answers: a countdown must not believe this computer's clock. */

/** A `Date` header has whole seconds. */
const HEADER_STEP_MS = 1000;

export class ServerClock {
  /** The server is ahead of this computer by something between these, in ms. */
  private least = -Infinity;
  private most = Infinity;

  /**
   * One answer: asked at `sent` and here at `received` by this computer, made at `told` (whole seconds) by the server.
   * Answers narrow it down; one that contradicts the others means a clock was set, and starts anew.
   */
  learn(told: number, sent: number, received: number): void {
    if (!Number.isFinite(told)) return;
    const least = told - received;
    const most = told + HEADER_STEP_MS - sent;
    const agrees = least <= this.most && most >= this.least;
    this.least = agrees ? Math.max(this.least, least) : least;
    this.most = agrees ? Math.min(this.most, most) : most;
  }

  /** The server's time in ms; this computer's before the first answer. */
  now(here: number = Date.now()): number {
    return Number.isFinite(this.least) ? here + (this.least + this.most) / 2 : here;
  }
}
