/**
 * A Svelte action for a menu: `<details use:closable>`. It closes when somebody presses or goes elsewhere, and by
 * Escape, also where the keyboard was left nowhere by what the menu switched off; then its summary has it again.
 */
export function closable(menu: HTMLDetailsElement): { destroy: () => void } {
  function elsewhere(event: Event): void {
    if (menu.open && event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
  }

  function byKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  }

  document.addEventListener('click', elsewhere);
  document.addEventListener('focusin', elsewhere);
  document.addEventListener('keydown', byKey);
  return {
    destroy: () => {
      document.removeEventListener('click', elsewhere);
      document.removeEventListener('focusin', elsewhere);
      document.removeEventListener('keydown', byKey);
    },
  };
}
