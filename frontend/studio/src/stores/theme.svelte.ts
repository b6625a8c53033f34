/** Dark unless the person chose light; the choice stays in this browser. */

export type ThemeName = 'dark' | 'light';

const STORED_AS = 'dailies-theme';

export class Theme {
  name = $state<ThemeName>('dark');

  constructor() {
    this.set(stored() ?? 'dark');
  }

  toggle(): void {
    this.set(this.name === 'dark' ? 'light' : 'dark');
    try {
      localStorage.setItem(STORED_AS, this.name);
    } catch {
      return; // storage can be forbidden; the theme then lasts as long as the page
    }
  }

  private set(name: ThemeName): void {
    this.name = name;
    document.documentElement.dataset.theme = name;
  }
}

function stored(): ThemeName | null {
  try {
    const name = localStorage.getItem(STORED_AS);
    return name === 'light' || name === 'dark' ? name : null;
  } catch {
    return null;
  }
}
