// Passkeys: a form that carries data-passkey asks the browser for one before it is sent.
// The bytes are put into text by webauthn-json, which comes with allauth and is loaded before this.

const SAID = {
  NotAllowedError: 'No passkey was chosen, or it took too long. Try once more.',
  AbortError: 'That was stopped. Try once more.',
  InvalidStateError: 'This device holds a passkey for your account already.',
  SecurityError: 'Passkeys work only at a name, such as localhost or studio.example with HTTPS, not at a number.',
  NotSupportedError: 'This device can’t make a passkey of the kind that is needed.',
};
const UNKNOWN = 'That did not work. Reload the page and try once more.';

const written = () => JSON.parse(document.getElementById('passkey-options').textContent);

async function asked(address) {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

const ceremonies = {
  async create() {
    const options = written().creation_options;
    Object.assign(options.publicKey.authenticatorSelection, {
      residentKey: 'required', requireResidentKey: true, userVerification: 'required',
    });
    return window.webauthnJSON.create(options);
  },
  async use() {
    return window.webauthnJSON.get(written().request_options);
  },
  async login(form) {
    return window.webauthnJSON.get((await asked(form.action)).request_options);
  },
};

function say(form, text) {
  const place = form.querySelector('[data-passkey-said]');
  place.hidden = !text;
  place.querySelector('span').textContent = text;
}

for (const form of document.querySelectorAll('form[data-passkey]')) {
  const button = form.querySelector('[type=submit]');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    say(form, '');
    button.setAttribute('aria-busy', 'true');
    try {
      const credential = await ceremonies[form.dataset.passkey](form);
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch (error) {
      say(form, SAID[error.name] || UNKNOWN);
      button.removeAttribute('aria-busy');
    }
  });
}
