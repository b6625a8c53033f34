/** A WebSocket whose other end is the test. */
export class TestSocket {
  static made: TestSocket[] = [];
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor(readonly address: string) {
    TestSocket.made.push(this);
  }

  static get last(): TestSocket {
    const socket = TestSocket.made[TestSocket.made.length - 1];
    if (!socket) throw new Error('no socket was opened');
    return socket;
  }

  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  drop(): void {
    this.onclose?.();
  }

  close(): void {
    this.onclose?.();
  }
}
