import { expect, test } from 'vitest';
import { readRoute, Router } from './router.svelte';

test('addresses of the studio are read', () => {
  expect(readRoute('north', '/w/north/', '')).toEqual({ name: 'dashboard', isNew: false });
  expect(readRoute('north', '/w/north/quality', '')).toEqual({ name: 'quality' });
  expect(readRoute('north', '/w/north/history', '')).toEqual({ name: 'history' });
  expect(readRoute('north', '/w/north/prompts', '?tests')).toEqual({ name: 'prompts', tests: true, test: null });
  expect(readRoute('north', '/w/north/prompts', '?test=t1')).toMatchObject({ tests: true, test: 't1' });
  expect(readRoute('north', '/w/north', '?new')).toEqual({ name: 'dashboard', isNew: true });
  expect(readRoute('north', '/w/north/projects/01a', '?scene=s1&view=takes')).toEqual({
    name: 'project',
    project: '01a',
    scene: 's1',
    view: 'takes',
  });
  expect(readRoute('north', '/w/north/projects/01a', '?view=nonsense')).toMatchObject({ view: 'frames', scene: null });
});

test('what this machine can do has an address of its own', () => {
  expect(readRoute('north', '/w/north/recommendations', '')).toEqual({ name: 'machine' });
  expect(readRoute('north', '/w/north/recommendations/', '')).toEqual({ name: 'machine' });
  expect(readRoute('north', new Router('north').machine(), '')).toEqual({ name: 'machine' });
});

test('what is not ours is nowhere', () => {
  for (const path of ['/w/other/', '/w/north/projects/', '/w/north/elsewhere', '/w/northern/projects/1', '/']) {
    expect(readRoute('north', path, '')).toEqual({ name: 'nowhere' });
  }
});

test('a click on a link of the studio changes the page without leaving it', () => {
  history.replaceState(null, '', '/w/north/');
  const router = new Router('north');
  const link = document.createElement('a');
  link.href = router.project('p1', { scene: 's1', view: 'takes' });
  document.body.append(link);
  document.addEventListener('click', router.follow, { once: true });
  link.click();
  expect(router.route).toEqual({ name: 'project', project: 'p1', scene: 's1', view: 'takes' });
  expect(location.pathname + location.search).toBe('/w/north/projects/p1?scene=s1&view=takes');
});

test('back and forward are followed', () => {
  history.replaceState(null, '', '/w/north/');
  const router = new Router('north');
  router.go('/w/north/projects/p1');
  history.replaceState(null, '', '/w/north/');
  window.dispatchEvent(new PopStateEvent('popstate'));
  expect(router.route.name).toBe('dashboard');
});
