/** A studio without a server: calls are answered by the functions that a test gives. */
import { vi } from 'vitest';
import type { StudioApi } from '../api/studio';
import { Advanced } from '../stores/advanced.svelte';
import { Chips } from '../stores/chips.svelte';
import { ServerClock } from '../stores/clock';
import { Credits } from '../stores/credits.svelte';
import { Live } from '../stores/live.svelte';
import { Machine } from '../stores/machine.svelte';
import { NoticeBoard } from '../stores/board.svelte';
import { Notices } from '../stores/notices.svelte';
import { Router } from '../stores/router.svelte';
import type { Studio } from '../stores/studio';
import { Theme } from '../stores/theme.svelte';
import { Tiers } from '../stores/tiers.svelte';
import { tier } from './samples';

export function testStudio(answers: Partial<Record<keyof StudioApi, unknown>> = {}): Studio {
  history.replaceState(null, '', '/w/north/');
  const api = new Proxy(answers, {
    get: (known, name) => Reflect.get(known, name) ?? vi.fn(() => new Promise(() => undefined)),
  }) as unknown as StudioApi;
  const notices = new Notices();
  const tiers = new Tiers(api);
  tiers.list = [tier('low', [1, 2]), tier('standard', [30, 60]), tier('high', [120, 290])];
  const live = new Live(api, notices, 'north');
  const workspace = { slug: 'north', name: 'North', role: 'owner' };
  return {
    boot: {
      workspace,
      deletion_due_at: null,
      user: { id: 'u1', name: 'Mara Lindqvist', email: 'm@example.com' },
      workspaces: [workspace],
      examples: [],
    },
    api,
    router: new Router('north'),
    live,
    notices,
    theme: new Theme(),
    tiers,
    machine: new Machine(api),
    credits: new Credits(api, live),
    clock: new ServerClock(),
    board: new NoticeBoard(api, live, 'u1', 'north'),
    chips: new Chips(api),
    advanced: new Advanced(),
  };
}
