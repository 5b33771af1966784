/** Makes a device ready for a shift: the sealed store, the files, and whom it takes along. */
import { create, goodPin, isThere, mark, possible, secret, uuid } from './store.js';
import { begin } from './shift.js';

const form = document.getElementById('prepare');
const problem = document.getElementById('prepare-problem');
const step = document.getElementById('prepare-step');
const words = form.dataset;

function wrong(text, field) {
  problem.textContent = text;
  problem.hidden = text === '';
  step.textContent = '';
  field?.focus();
}

const chosen = (name) => [...form.querySelectorAll(`input[name=${name}]:checked`)].map((box) => box.value);

/** The files come into the same cache from which the worker gives them. */
async function keepFiles(languages) {
  const registration = await navigator.serviceWorker.register('/device/sw.js');
  const cache = await caches.open(`amparo-device-${words.version}`);
  const base = `/device/files/${words.version}/`;
  await cache.addAll(languages.flatMap((one) => ['core', 'screens', 'texts', 'sheet'].map((kind) => `${base}${kind}.${one}.json`)));
  await active(registration);
}

/** This page lies outside of what the worker serves, so `ready` would never come. */
function active(registration) {
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === 'activated' || worker.state === 'installed') resolve();
      else if (worker.state === 'redundant') reject(new Error('no worker'));
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

/** Recorded questions help and are not needed: without them the shift begins all the same. */
async function recorded(languages) {
  try {
    const answer = await fetch(`/device/sounds?languages=${languages.join()}`, { redirect: 'manual' });
    return answer.ok ? await answer.json() : { sounds: [] };
  } catch {
    return { sounds: [] };
  }
}

async function prepare() {
  const pin = document.getElementById('pin').value;
  if (!goodPin(pin)) return wrong(words.pinWrong, document.getElementById('pin'));
  if (pin !== document.getElementById('pin-again').value) return wrong(words.pinDiffers, document.getElementById('pin-again'));
  wrong('');
  const languages = chosen('language');
  if (languages.length === 0) languages.push(words.language);
  const button = form.querySelector('button[type=submit]');
  button.disabled = true;
  try {
    step.textContent = words.stepFiles;
    await keepFiles(languages);
    step.textContent = words.stepWork;
    const shift = uuid();
    const token = secret();
    const answer = await fetch('/device/shifts', {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', 'x-csrf-token': form.querySelector('input[name=_csrf]').value },
      body: JSON.stringify({ shift, token, clock: Date.now(), families: chosen('family'), persons: chosen('person') }),
    });
    if (!answer.ok) throw new Error('refused');
    const work = await answer.json();
    const { sounds } = await recorded(languages);
    step.textContent = words.stepStore;
    const store = await create(pin);
    await begin(store, { work, token, language: words.language, languages, sounds });
    store.close();
    mark(0);
    location.assign('/device/app');
  } catch {
    button.disabled = false;
    wrong(words.noLine);
  }
  return undefined;
}

async function show() {
  if (!possible()) {
    document.getElementById('device-not').hidden = false;
    return;
  }
  if (await isThere()) {
    document.getElementById('device-here').hidden = false;
    return;
  }
  form.hidden = false;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  prepare();
});
show();
