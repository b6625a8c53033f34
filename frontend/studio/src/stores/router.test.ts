import { expect, test } from 'vitest';
import { readRoute, Router } from './router.svelte';

test('addresses of the studio are read', () => {
  expect(readRoute('north', '/w/north/', '')).toEqual({ name: 'dashboard', isNew: false });
  expect(readRoute('north', '/w/north', '?new')).toEqual({ name: 'dashboard', isNew: true });
  expect(readRoute('north', '/w/north/projects/01a', '?scene=s1&view=takes')).toEqual({
    name: 'project',
    project: '01a',
    scene: 's1',
    view: 'takes',
  });
  expect(readRoute('north', '/w/north/projects/01a', '?view=nonsense')).toMatchObject({ view: 'frames', scene: null });
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
