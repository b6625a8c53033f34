/** One thing a person can ask for: busy while it runs, so it cannot be asked twice, and its problem afterwards. */
import { newKey } from '../api/client';
import { ApiError, type Problem } from '../api/problems';

export class Action {
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  private key: string | null = null;
  private asked = '';

  /**
   * Runs `work` with an idempotency key. The key is kept when the answer was lost (status 0) and the same thing is
   * asked again, so that trying again cannot make it twice. Returns undefined when busy or when it failed.
   */
  async run<T>(work: (key: string) => Promise<T>, asked = ''): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.busy = true;
    this.problem = null;
    try {
      const answer = await work(this.keyFor(asked));
      this.key = null;
      return answer;
    } catch (error) {
      this.failed(error);
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  clear(): void {
    this.problem = null;
  }

  private keyFor(asked: string): string {
    if (this.key === null || this.asked !== asked) this.key = newKey();
    this.asked = asked;
    return this.key;
  }

  private failed(error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    this.problem = error.problem;
    if (error.status !== 0) this.key = null;
  }
}
