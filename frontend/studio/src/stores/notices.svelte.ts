/** Short messages that float and leave; errors stay until they are dismissed. */
import type { Problem } from '../api/problems';

export interface Notice {
  id: number;
  kind: 'done' | 'tip' | 'error';
  title: string;
  text: string;
  link: { href: string; label: string } | null;
}

const LEAVES_AFTER_MS = 6_000;
const MOST_AT_ONCE = 3;

export class Notices {
  list = $state.raw<Notice[]>([]);
  private last = 0;

  say(kind: Notice['kind'], title: string, text = '', link: Notice['link'] = null): void {
    if (this.list.some((notice) => notice.title === title && notice.text === text)) return;
    this.last += 1;
    const notice = { id: this.last, kind, title, text, link };
    this.list = [...this.list, notice].slice(-MOST_AT_ONCE);
    if (kind !== 'error') setTimeout(() => this.dismiss(notice.id), LEAVES_AFTER_MS);
  }

  problem(problem: Problem): void {
    const link = problem.status === 401 ? { href: loginAddress(), label: 'Log in' } : null;
    const at = problem.errors[0];
    this.say('error', at?.detail ?? problem.detail, at?.advice ?? problem.advice, link);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }
}

export function loginAddress(): string {
  return `/accounts/login/?next=${encodeURIComponent(location.pathname + location.search)}`;
}
