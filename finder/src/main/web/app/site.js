/** What every page does: works offline, shows updates, remembers the language if asked, dates. */
const root = new URL(document.body.dataset.root || './', location.href);
const language = document.body.dataset.language;
const LANGUAGE_KEY = 'amparo.lang';
const UPDATED_KEY = 'amparo.updated';
const LOCK = 'amparo-interview';
const PATIENCE = 10000;

/** A storage that may be forbidden or damaged: then there is nothing in it. */
function recall(store, key) {
  try {
    return window[store].getItem(key);
  } catch {
    return null;
  }
}

function remember(store, key, value) {
  try {
    if (value === null) window[store].removeItem(key);
    else window[store].setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

async function registration() {
  try {
    return await navigator.serviceWorker?.getRegistration(root.href);
  } catch {
    return undefined;
  }
}

/** The day of a version that is here and waits, or null. */
export async function updateWaiting() {
  const waiting = (await registration())?.waiting;
  if (!waiting) return null;
  return announced ?? '';
}

let announced = null;

async function isInterviewOpen() {
  try {
    const { held } = await navigator.locks.query();
    return held.some((lock) => lock.name === LOCK);
  } catch {
    return false;
  }
}

/** Lets a waiting version take over and loads the page again; false if an interview is open. */
export async function applyUpdate() {
  const waiting = (await registration())?.waiting;
  if (!waiting || (await isInterviewOpen())) return false;
  const taken = new Promise((done) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => done(true), { once: true });
    setTimeout(() => done(false), PATIENCE);
  });
  waiting.postMessage({ type: 'apply' });
  if (!(await taken)) return false;
  remember('sessionStorage', UPDATED_KEY, announced ?? '1');
  location.reload();
  return true;
}

function written(iso) {
  const date = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return '';
  const locale = { ht: 'fr', en: 'en-GB' }[language] ?? language;
  return date.toLocaleDateString(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

function showNews(day, withButton) {
  const news = document.querySelector('[data-news]');
  if (!news || document.getElementById('app')) return;
  news.querySelector('span').textContent = news.dataset.updatedText.replace('{0}', written(day));
  const button = news.querySelector('[data-update]');
  button.hidden = !withButton;
  button.onclick = async () => {
    if (!(await applyUpdate())) news.querySelector('span').textContent = news.dataset.busyText;
  };
  news.hidden = false;
}

async function onUpdate(day) {
  announced = day;
  // The interview shows it itself, when it suits the person.
  if (document.getElementById('app')) return;
  showNews(day, true);
}

async function keepOffline() {
  if (!('serviceWorker' in navigator) || !window.isSecureContext) return;
  navigator.serviceWorker.addEventListener('message', (event) => {
    const { type, updated, whole } = event.data ?? {};
    if (type === 'updated') onUpdate(updated);
    if (type === 'kept' && whole) {
      document.querySelectorAll('[data-offline]').forEach((line) => { line.hidden = false; });
    }
  });
  try {
    const worker = await navigator.serviceWorker.register(new URL('sw.js', root), { scope: root.pathname });
    if (worker.waiting && !document.getElementById('app')) {
      if (await applyUpdate()) return;
      showNews('', true);
    }
    const ready = await navigator.serviceWorker.ready;
    if (language) {
      ready.active.postMessage({ type: 'keep', language, rest: !navigator.connection?.saveData });
    }
  } catch {
    // Without it the page works as long as there is a network.
  }
}

/** What was true on the day the page was made may not be true today. */
function age() {
  const now = new Date();
  const pad = (number) => String(number).padStart(2, '0');
  const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  // On the page of a door the sentence follows its state.
  const wasOpen = Boolean(document.querySelector('.state-open'));
  document.querySelectorAll('[data-until]').forEach((part) => {
    const { until, closes, ask, shut } = part.dataset;
    if (!(part.matches('[data-dated]') ? wasOpen : part.classList.contains('state-open'))) return;
    if (closes && today > closes) change(part, shut, 'shut');
    else if (until && today > until) change(part, ask, 'ask');
  });
}

function change(part, text, shape) {
  part.textContent = text;
  if (part.classList.contains('state')) {
    part.classList.replace('state-open', `state-${shape}`);
    const entry = part.closest('[data-state]');
    if (entry) entry.dataset.state = shape;
  }
}

function rememberLanguage() {
  const line = document.querySelector('[data-remember]');
  if (!line) return;
  const box = line.querySelector('input');
  box.checked = recall('localStorage', LANGUAGE_KEY) === language;
  box.addEventListener('change', () => {
    if (!remember('localStorage', LANGUAGE_KEY, box.checked ? language : null)) box.checked = false;
  });
  line.hidden = false;
}

function chosenBefore() {
  // Whoever comes from one of our pages wants to choose again.
  if (language || navigatedWithin()) return;
  const chosen = recall('localStorage', LANGUAGE_KEY);
  const link = chosen && document.querySelector(`.choose a[hreflang="${CSS.escape(chosen)}"]`);
  if (link) location.replace(link.href);
  else if (chosen) remember('localStorage', LANGUAGE_KEY, null);
}

function navigatedWithin() {
  return location.hash === '#choose';
}

function printing() {
  document.querySelectorAll('[data-print]').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  });
}

chosenBefore();
age();
rememberLanguage();
printing();
const updated = recall('sessionStorage', UPDATED_KEY);
if (updated) {
  remember('sessionStorage', UPDATED_KEY, null);
  showNews(updated, false);
}
if (document.readyState === 'complete') keepOffline();
else window.addEventListener('load', keepOffline, { once: true });
