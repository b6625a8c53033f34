import { fireEvent } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { closable } from './menus';

function made(name: string, words: string, ...children: HTMLElement[]): HTMLElement {
  const element = document.createElement(name);
  element.append(words, ...children);
  return element;
}

let menu: HTMLDetailsElement;
let leave: () => void;

beforeEach(() => {
  const inside = made('button', 'In it');
  document.body.replaceChildren(made('details', '', made('summary', 'Menu'), inside), made('button', 'Else'));
  menu = document.querySelector('details') as HTMLDetailsElement;
  menu.open = true;
  leave = closable(menu).destroy;
});
afterEach(() => leave());

const button = (words: string) => [...document.querySelectorAll('button')].find((each) => each.textContent === words)!;

test('a press or the keyboard elsewhere closes a menu, inside it does not', async () => {
  await fireEvent.click(button('In it'));
  await fireEvent.focusIn(button('In it'));
  expect(menu.open).toBe(true);
  await fireEvent.focusIn(button('Else'));
  expect(menu.open).toBe(false);
  menu.open = true;
  await fireEvent.click(button('Else'));
  expect(menu.open).toBe(false);
});

test('Escape closes it from wherever the keyboard is, and gives it back to the summary', async () => {
  await fireEvent.keyDown(document.body, { key: 'a' });
  expect(menu.open).toBe(true);
  await fireEvent.keyDown(document.body, { key: 'Escape' });
  expect(menu.open).toBe(false);
  expect(document.activeElement).toBe(menu.querySelector('summary'));
});

test('Escape leaves the keyboard alone where the menu was closed', async () => {
  menu.open = false;
  button('Else').focus();
  await fireEvent.keyDown(button('Else'), { key: 'Escape' });
  expect(document.activeElement).toBe(button('Else'));
});

test('a menu that is gone listens no more', async () => {
  leave();
  await fireEvent.click(button('Else'));
  expect(menu.open).toBe(true);
});
