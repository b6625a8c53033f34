/** What a film is to be planned from. */
import type { PlanWish } from '../api/types';

export type Kind = 'idea' | 'product' | 'script';

export class Brief {
  kind = $state<Kind>('idea');
  framework = $state('arc');
  name = $state('');
  audience = $state('');
  benefit = $state('');
  offer = $state('');
  script = $state('');

  turnTo(kind: Kind): void {
    this.kind = kind;
    if (kind === 'product' && this.framework === 'arc') this.framework = 'aida';
  }

  /** The body of the request; a plain idea is asked for as it always was. */
  body(idea: string, scenes: number): PlanWish {
    const rest = { scenes, replace: true };
    if (this.kind === 'script') return { kind: 'script', script: this.script, ...rest };
    if (this.kind === 'idea')
      return this.framework === 'arc' ? { idea, ...rest } : { idea, framework: this.framework, ...rest };
    const { name, audience, benefit, offer } = this;
    return { kind: 'product', framework: this.framework, product: { name, audience, benefit, offer }, ...rest };
  }
}
