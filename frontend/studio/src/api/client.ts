/** One place that speaks HTTP: workspace header, CSRF, idempotency, and every failure as an `ApiError`. */
import { Addresses } from './addresses';
import { ServerClock } from '../stores/clock';
import { ApiError, readProblem, spokenProblem } from './problems';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Sending {
  body?: unknown;
  form?: FormData;
  /** `Idempotency-Key`: the same key sent twice makes one thing. */
  key?: string;
  /** `If-Match`: the edition that was seen; where it is another one by now, the answer is 412 and nothing changes. */
  match?: string;
  signal?: AbortSignal;
}

export interface NamedFile {
  name: string;
  content: Blob;
}

const BASE = '/api/v1';

export class ApiClient {
  readonly addresses = new Addresses();
  readonly clock = new ServerClock();
  private readonly workspace: string;
  private readonly send: typeof fetch;
  /** Changes on their way: what is asked for next is asked for as they leave things. */
  private readonly changes = new Set<Promise<unknown>>();

  constructor(workspace: string, send: typeof fetch = (...given) => fetch(...given)) {
    this.workspace = workspace;
    this.send = send;
  }

  async request<T>(method: Method, path: string, sending: Sending = {}): Promise<T> {
    const response = await this.reach(method, path, sending);
    const body = await readBody(response);
    if (!response.ok) throw new ApiError(readProblem(response.status, body));
    return this.addresses.settled(body) as T;
  }

  /** A file as it comes, under the name that the studio gives it. */
  async file(path: string): Promise<NamedFile> {
    const response = await this.reach('GET', path, {});
    if (!response.ok) throw new ApiError(readProblem(response.status, await readBody(response)));
    return { name: fileName(response.headers.get('Content-Disposition') ?? ''), content: await response.blob() };
  }

  private async reach(method: Method, path: string, sending: Sending): Promise<Response> {
    if (method === 'POST' && this.changes.size) await Promise.allSettled(this.changes);
    const answered = this.ask(method, path, sending);
    if (method !== 'PATCH') return answered;
    this.changes.add(answered);
    return answered.finally(() => this.changes.delete(answered));
  }

  private async ask(method: Method, path: string, sending: Sending): Promise<Response> {
    const address = path.startsWith('/api/') ? path : BASE + path;
    const sent = Date.now();
    try {
      const response = await this.send(address, {
        method,
        headers: this.headers(method, sending),
        body: sending.form ?? (sending.body === undefined ? undefined : JSON.stringify(sending.body)),
        credentials: 'same-origin',
        signal: sending.signal,
      });
      this.clock.learn(Date.parse(response.headers.get('Date') ?? ''), sent, Date.now());
      return response;
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      throw new ApiError(spokenProblem(0));
    }
  }

  private headers(method: Method, sending: Sending): Record<string, string> {
    const headers: Record<string, string> = { Accept: 'application/json', 'Dailies-Workspace': this.workspace };
    if (sending.body !== undefined) headers['Content-Type'] = 'application/json';
    if (method !== 'GET') headers['X-CSRFToken'] = readCookie('csrftoken');
    if (sending.match) headers['If-Match'] = sending.match;
    if (sending.key) headers['Idempotency-Key'] = sending.key;
    return headers;
  }
}

export function readCookie(name: string, cookies: string = document.cookie): string {
  const found = cookies.split('; ').find((cookie) => cookie.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
}

/** `crypto.randomUUID` exists only on https and loopback; a studio reached over a plain LAN address needs this. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The name in a Content-Disposition (RFC 8187): the exact one in UTF-8, else the plain one. */
export function fileName(disposition: string): string {
  const exact = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  try {
    if (exact) return decodeURIComponent(exact);
  } catch {
    // a name that is written wrongly: the plain one serves
  }
  return /filename="([^"]+)"/i.exec(disposition)?.[1] ?? 'download';
}

async function readBody(response: Response): Promise<unknown> {
  if (response.status === 204 || !/json/.test(response.headers.get('Content-Type') ?? '')) return null;
  try {
    return await response.json();
  } catch {
    return null; // a body cut off on the way reads like none: the status still says what happened
  }
}
