/** Calls about prompt templates. */
import type { ApiClient } from './client';
import type {
  Filled,
  Page,
  PromptTemplate,
  PromptUse,
  PromptVersion,
  TemplateChange,
  Templates,
  TemplateWish,
} from './types';

export class PromptsApi {
  constructor(private readonly http: ApiClient) {}

  list = (query: URLSearchParams): Promise<Templates> => this.http.request('GET', `/prompt-templates?${query}`);
  one = (id: string): Promise<PromptTemplate> => this.http.request('GET', `/prompt-templates/${id}`);
  make = (body: TemplateWish): Promise<PromptTemplate> => this.http.request('POST', '/prompt-templates', { body });
  change = (id: string, body: TemplateChange, match?: string): Promise<PromptTemplate> =>
    this.http.request('PATCH', `/prompt-templates/${id}`, { body, match });
  remove = (id: string): Promise<null> => this.http.request('DELETE', `/prompt-templates/${id}`);
  duplicate = (id: string): Promise<PromptTemplate> => this.http.request('POST', `/prompt-templates/${id}/duplicate`);
  versions = (id: string): Promise<Page<PromptVersion>> =>
    this.http.request('GET', `/prompt-templates/${id}/versions?limit=100`);
  goBack = (id: string, number: number, match?: string): Promise<PromptTemplate> =>
    this.http.request('POST', `/prompt-templates/${id}/go-back`, { body: { number }, match });
  /** What was made with it, newest first. */
  uses = (id: string): Promise<Page<PromptUse>> =>
    this.http.request('GET', `/prompt-templates/${id}/generations?limit=24`);
  /** What a text says with these values; writes nothing. */
  fill = (
    body: { text?: string; version?: string; values: Record<string, string> },
    signal: AbortSignal,
  ): Promise<Filled> => this.http.request('POST', '/prompt-templates/fill', { body, signal });
}
