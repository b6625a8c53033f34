/** Whether model names and other particulars are shown; the choice stays in this browser. */

const STORED_AS = 'dailies-advanced';

export class Advanced {
  on = $state(stored());

  toggle = (): void => {
    this.on = !this.on;
    try {
      localStorage.setItem(STORED_AS, this.on ? '1' : '');
    } catch {
      return; // storage can be forbidden; the choice then lasts as long as the page
    }
  };
}

function stored(): boolean {
  try {
    return localStorage.getItem(STORED_AS) === '1';
  } catch {
    return false;
  }
}
