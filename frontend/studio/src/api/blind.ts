/** Calls about two prompts against each other. */
import type { ApiClient } from './client';
import type { BlindChoice, BlindLine, BlindPrice, BlindTest, BlindWish, Page } from './types';

export class BlindApi {
  constructor(private readonly http: ApiClient) {}

  list = (): Promise<Page<BlindLine>> => this.http.request('GET', '/prompt-tests?limit=100');
  one = (id: string): Promise<BlindTest> => this.http.request('GET', `/prompt-tests/${id}`);
  price = (body: BlindWish, signal: AbortSignal): Promise<BlindPrice> =>
    this.http.request('POST', '/prompt-tests/quote', { body, signal });
  begin = (body: BlindWish, key: string): Promise<BlindTest> =>
    this.http.request('POST', '/prompt-tests', { body, key });
  vote = (id: string, place: number, choice: BlindChoice): Promise<BlindTest> =>
    this.http.request('POST', `/prompt-tests/${id}/votes`, { body: { place, choice } });
  close = (id: string): Promise<BlindTest> => this.http.request('POST', `/prompt-tests/${id}/close`);
  cancel = (id: string): Promise<BlindTest> => this.http.request('POST', `/prompt-tests/${id}/cancel`);
  accept = (id: string, side: 'a' | 'b', becomes: 'scene' | 'template'): Promise<BlindTest> =>
    this.http.request('POST', `/prompt-tests/${id}/accept`, { body: { side, becomes } });
  /** One picture of a pair, by its place in one's own order. */
  picture = async (id: string, place: number, side: 'left' | 'right'): Promise<Blob> =>
    (await this.http.file(`/prompt-tests/${id}/picture?place=${place}&side=${side}`)).content;
}
