/**
 * "Leave this page now": empties the screen, forgets, and goes to an ordinary page. Works on every page; the
 * link does its way without this script too.
 */
const OURS = 'amparo.';
const PAUSE = 2000;
const listeners = [];

/** What must be forgotten in memory before the page is left. */
export function onLeave(listener) {
  listeners.push(listener);
}

/** Takes away everything that the person entered or chose, from the storage of this page. */
export function forget() {
  for (const name of ['localStorage', 'sessionStorage']) {
    try {
      const store = window[name];
      for (const key of Object.keys(store)) {
        if (key.startsWith(OURS)) store.removeItem(key);
      }
    } catch {
      // A browser without storage has kept nothing.
    }
  }
}

/** The same, and the copy of the pages that works without a network. */
export async function forgetAll() {
  forget();
  const root = new URL('..', import.meta.url).href;
  if ('serviceWorker' in navigator) {
    for (const worker of await navigator.serviceWorker.getRegistrations()) {
      if (worker.scope.startsWith(root)) await worker.unregister();
    }
  }
  if ('caches' in window) {
    for (const name of await caches.keys()) {
      if (name.startsWith('amparo')) await caches.delete(name);
    }
  }
}

/** Goes away for good: the entry of the interview in the history becomes the ordinary page. */
export function leave(address) {
  for (const listener of listeners) listener();
  forget();
  const steps = Number(history.state?.amparo ?? 0);
  document.title = ' ';
  document.body.replaceChildren();
  let gone = false;
  const away = () => {
    if (gone) return;
    gone = true;
    location.replace(address);
  };
  if (steps > 0) {
    window.addEventListener('popstate', away, { once: true });
    history.go(-steps);
    setTimeout(away, 250);
  } else {
    away();
  }
}

function wire() {
  const link = document.querySelector('[data-exit]');
  link?.addEventListener('click', (event) => {
    event.preventDefault();
    leave(link.href);
  });
  let presses = [];
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') {
      presses = [];
    } else if (!event.repeat && link) {
      const now = Date.now();
      presses = [...presses.filter((then) => now - then < PAUSE), now];
      if (presses.length >= 3) leave(link.href);
    }
  });
  for (const button of document.querySelectorAll('[data-forget-all]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      await forgetAll();
      const done = document.getElementById(button.dataset.forgetAll || 'forgotten');
      if (done) done.hidden = false;
    });
  }
}

wire();
