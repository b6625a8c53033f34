/** Addresses of files are signed and serve for ten minutes at least (docs/media.md). */

/** Well within what an address serves, whatever this computer's clock says of the hour. */
export const KEPT_MS = 8 * 60_000;

interface Given {
  address: string;
  at: number;
}

/** While an address serves it stays the same on the page: another one would load the file a second time. */
export class Addresses {
  private readonly known = new Map<string, Given>();

  /** An answer of the API, its addresses of files as they were first given. */
  settled(answer: unknown): unknown {
    if (typeof answer === 'string') return answer.startsWith('/media/') ? this.settle(answer) : answer;
    if (Array.isArray(answer)) return answer.map((part) => this.settled(part));
    if (answer === null || typeof answer !== 'object') return answer;
    return Object.fromEntries(Object.entries(answer).map(([name, part]) => [name, this.settled(part)]));
  }

  /** Whether it may have ended: it is not the one that is kept. */
  isOld(address: string): boolean {
    const kept = this.kept(fileOf(address));
    return kept === null || signedAs(kept) !== signedAs(address);
  }

  /** It does not serve: the next answer's address counts. */
  forget(address: string): void {
    this.known.delete(fileOf(address));
  }

  private settle(address: string): string {
    const file = fileOf(address);
    const kept = this.kept(file);
    if (kept !== null) return kept;
    this.known.set(file, { address, at: Date.now() });
    return address;
  }

  private kept(file: string): string | null {
    const given = this.known.get(file);
    return given && Date.now() - given.at <= KEPT_MS ? given.address : null;
  }
}

/** What an address is of, whoever signed it and when: its path, and the name of a download. */
export function fileOf(address: string): string {
  const url = new URL(address, location.origin);
  return `${url.pathname}?${url.searchParams.get('download') ?? ''}`;
}

function signedAs(address: string): string | null {
  return new URL(address, location.origin).searchParams.get('signature');
}

/** The id in `/media/WORKSPACE/ID`; null for another address. */
export function outputOf(address: string): string | null {
  return /^\/media\/[^/]+\/([^/]+)$/.exec(new URL(address, location.origin).pathname)?.[1] ?? null;
}
