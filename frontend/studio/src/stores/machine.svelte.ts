/** The one line about this machine: read once, shown until the person puts that very line away. */
import { ApiError } from '../api/problems';
import type { StudioApi } from '../api/studio';

const STORED_AS = 'dailies-machine-line';

export class Machine {
  line = $state('');
  private reading: Promise<void> | null = null;

  constructor(private readonly api: StudioApi) {}

  load(): Promise<void> {
    this.reading ??= this.read();
    return this.reading;
  }

  dismiss(): void {
    keep(this.line);
    this.line = '';
  }

  private async read(): Promise<void> {
    try {
      const { headline } = await this.api.advice('balanced');
      this.line = headline === kept() ? '' : headline;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.reading = null; // a tip is no reason for a notice; the next page asks again
    }
  }
}

function keep(line: string): void {
  try {
    localStorage.setItem(STORED_AS, line);
  } catch {
    return; // storage can be forbidden; it is then put away as long as the page lasts
  }
}

function kept(): string | null {
  try {
    return localStorage.getItem(STORED_AS);
  } catch {
    return null;
  }
}
