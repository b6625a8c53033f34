// Small comforts for the server-rendered pages. Every page works without them.

const ENOUGH = 10; // characters; the same number as in AUTH_PASSWORD_VALIDATORS
const WORDS = ['', 'Too short yet.', 'Enough. One more word would make it strong.', 'Good. One more word would make it very strong.', 'Very strong.'];

for (const button of document.querySelectorAll('[data-shows]')) {
  const input = document.getElementById(button.dataset.shows);
  button.hidden = false;
  button.addEventListener('click', () => {
    const shown = input.type === 'text';
    input.type = shown ? 'password' : 'text';
    button.textContent = shown ? 'Show' : 'Hide';
    button.setAttribute('aria-pressed', String(!shown));
  });
}

function strength(password) {
  if (!password) return 0;
  if (password.length < ENOUGH) return 1;
  const different = new Set(password).size;
  if (password.length >= 20 && different >= 9) return 4;
  if (password.length >= 14 && different >= 7) return 3;
  return 2;
}

for (const meter of document.querySelectorAll('[data-measures]')) {
  const input = document.getElementById(meter.dataset.measures);
  const say = meter.querySelector('[data-says]');
  const advice = say.textContent;
  const measure = () => {
    const level = strength(input.value);
    meter.dataset.level = String(level);
    say.textContent = WORDS[level] || advice;
  };
  input.addEventListener('input', measure);
  measure();
}

for (const button of document.querySelectorAll('[data-copies]')) {
  const text = document.getElementById(button.dataset.copies).textContent;
  if (!navigator.clipboard) continue; // only where the page came over HTTPS or from this machine
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  });
}

for (const button of document.querySelectorAll('[data-asks]')) {
  button.addEventListener('click', (event) => {
    if (!confirm(button.dataset.asks)) event.preventDefault();
  });
}

for (const form of document.querySelectorAll('form[data-once]')) {
  // A second press would send the form again while the first answer is on its way.
  form.addEventListener('submit', () => {
    for (const button of form.querySelectorAll('[type=submit]')) button.setAttribute('aria-busy', 'true');
  });
}

const wrong = document.querySelector('[aria-invalid=true]');
if (wrong) wrong.focus();

// On a phone the list of pages is a row that scrolls; the page one is on should be in sight.
document.querySelector('.manage-nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
