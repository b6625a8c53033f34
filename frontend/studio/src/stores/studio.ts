/** Everything the components share, made once and handed down by context. */
import { getContext, setContext } from 'svelte';
import { ApiClient } from '../api/client';
import { StudioApi } from '../api/studio';
import { Advanced } from './advanced.svelte';
import { Chips } from './chips.svelte';
import { Machine } from './machine.svelte';
import { NoticeBoard } from './board.svelte';
import type { Boot } from './boot';
import type { ServerClock } from './clock';
import { Credits } from './credits.svelte';
import { Live } from './live.svelte';
import { Notices } from './notices.svelte';
import { Router } from './router.svelte';
import { Theme } from './theme.svelte';
import { Tiers } from './tiers.svelte';

export interface Studio {
  boot: Boot;
  api: StudioApi;
  router: Router;
  live: Live;
  notices: Notices;
  theme: Theme;
  tiers: Tiers;
  machine: Machine;
  credits: Credits;
  clock: ServerClock;
  board: NoticeBoard;
  chips: Chips;
  advanced: Advanced;
}

const CONTEXT = Symbol('studio');

export function makeStudio(boot: Boot): Studio {
  const { slug } = boot.workspace;
  const http = new ApiClient(slug);
  const api = new StudioApi(http);
  const notices = new Notices();
  const live = new Live(api, notices, slug);
  return {
    boot,
    api,
    router: new Router(slug),
    live,
    notices,
    theme: new Theme(),
    tiers: new Tiers(api),
    machine: new Machine(api),
    credits: new Credits(api, live),
    clock: http.clock,
    board: new NoticeBoard(api, live, boot.user.id, slug),
    chips: new Chips(api),
    advanced: new Advanced(),
  };
}

export function shareStudio(studio: Studio): void {
  setContext(CONTEXT, studio);
}

export function useStudio(): Studio {
  return getContext<Studio>(CONTEXT);
}
