/**
 * What lies on the device, sealed: each record by itself with AES-GCM, under a key that only the PIN opens. The key is
 * wrapped twice: by what many rounds make of the PIN, and, before those, by a key that the browser never gives away.
 */
const NAME = 'amparo-device';
const FORM = 1;
const ROUNDS = 600_000;
const PIECE = 512;

/** So many wrong PINs, one after the other, empty the device. */
export const MOST_TRIES = 5;

/** How many answers wait; the pages of Amparo read it before somebody signs out. Only a number. */
const MARK = 'amparo.device.waiting';

const news = 'BroadcastChannel' in self ? new BroadcastChannel(NAME) : null;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Whether this browser can do it: not without TLS, and not in a private window of some browsers. */
export function possible() {
  return Boolean(self.isSecureContext && self.crypto?.subtle && self.indexedDB && 'serviceWorker' in navigator);
}

export function uuid() {
  return crypto.randomUUID();
}

/** A secret of 32 bytes, in letters. */
export function secret() {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Whether a PIN is worth anything: six signs or more that are no row. */
export function goodPin(pin) {
  if (pin.length < 6 || pin.length > 64) return false;
  if (new Set(pin).size < 3 || pin.slice(0, pin.length / 2) === pin.slice(pin.length / 2)) return false;
  const steps = [...pin].slice(1).map((sign, i) => sign.charCodeAt(0) - pin.charCodeAt(i));
  return !steps.every((step) => step === 1) && !steps.every((step) => step === -1);
}

function open() {
  return new Promise((resolve, reject) => {
    const wanted = indexedDB.open(NAME, FORM);
    wanted.onupgradeneeded = () => {
      wanted.result.createObjectStore('lock');
      wanted.result.createObjectStore('sealed');
    };
    wanted.onerror = () => reject(wanted.error);
    wanted.onsuccess = () => {
      // Another page may empty the device at any moment.
      wanted.result.onversionchange = () => wanted.result.close();
      resolve(wanted.result);
    };
  });
}

/** Runs work in one transaction; it is on the disk when the promise is kept. */
function written(db, stores, work) {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(stores, 'readwrite', { durability: 'strict' });
    let result;
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
    transaction.onerror = () => reject(transaction.error);
    result = work(...stores.map((name) => transaction.objectStore(name)));
  });
}

function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** The key that opens the other one. */
async function keyOf(pin, lock) {
  const mixed = await crypto.subtle.sign('HMAC', lock.device, encoder.encode(pin.normalize('NFC')));
  const base = await crypto.subtle.importKey('raw', mixed, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt: lock.salt, iterations: lock.rounds }, base,
    { name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey']);
}

/** Whether something lies on this device. */
export async function isThere() {
  const db = await open();
  try {
    return (await asked(db.transaction('lock').objectStore('lock').get('lock'))) !== undefined;
  } finally {
    db.close();
  }
}

/** Makes a new store, empty; whatever lay here before is gone. */
export async function create(pin) {
  await wipe();
  const db = await open();
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
  const lock = {
    form: FORM,
    rounds: ROUNDS,
    salt: crypto.getRandomValues(new Uint8Array(16)),
    iv: crypto.getRandomValues(new Uint8Array(12)),
    device: await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
    tries: 0,
  };
  const outer = await keyOf(pin, lock);
  lock.wrapped = await crypto.subtle.wrapKey('raw', made, outer, { name: 'AES-GCM', iv: lock.iv });
  const key = await crypto.subtle.unwrapKey('raw', lock.wrapped, outer, { name: 'AES-GCM', iv: lock.iv }, 'AES-GCM', false, ['encrypt', 'decrypt']);
  await written(db, ['lock'], (locks) => { locks.put(lock, 'lock'); });
  // Browsers empty what they may when the disk is full.
  await navigator.storage?.persist?.();
  return new Store(db, key);
}

/**
 * Tries a PIN: {store}, {left: how many tries remain}, {wiped: true} or {none: true}. A try counts before it is made, so
 * that nobody gains one by switching the device off.
 */
export async function unlock(pin) {
  const db = await open();
  const lock = await new Promise((resolve, reject) => {
    const transaction = db.transaction('lock', 'readwrite', { durability: 'strict' });
    const locks = transaction.objectStore('lock');
    let found;
    locks.get('lock').onsuccess = (event) => {
      found = event.target.result;
      if (found) {
        found.tries += 1;
        locks.put(found, 'lock');
      }
    };
    transaction.oncomplete = () => resolve(found);
    transaction.onabort = () => reject(transaction.error);
  });
  if (!lock) {
    db.close();
    return { none: true };
  }
  if (lock.tries <= MOST_TRIES) {
    try {
      const outer = await keyOf(pin, lock);
      const key = await crypto.subtle.unwrapKey('raw', lock.wrapped, outer, { name: 'AES-GCM', iv: lock.iv }, 'AES-GCM', false, ['encrypt', 'decrypt']);
      await written(db, ['lock'], (locks) => { locks.put({ ...lock, tries: 0 }, 'lock'); });
      return { store: new Store(db, key) };
    } catch {
      // The wrong PIN: the wrapping does not open.
    }
  }
  db.close();
  if (lock.tries >= MOST_TRIES) {
    await wipe();
    return { wiped: true };
  }
  return { left: MOST_TRIES - lock.tries };
}

/** Empties the device. First the wrapped key goes: without it the rest is noise. */
export async function wipe() {
  try {
    const db = await open();
    await written(db, ['lock', 'sealed'], (locks, sealed) => {
      locks.clear();
      sealed.clear();
    });
    db.close();
  } catch {
    // Then there is nothing to clear, and deleting says the rest.
  }
  await new Promise((resolve) => {
    const gone = indexedDB.deleteDatabase(NAME);
    gone.onsuccess = resolve;
    gone.onerror = resolve;
    gone.onblocked = resolve;
  });
  localStorage.removeItem(MARK);
  news?.postMessage('wiped');
}

/** Tells when another page of this browser emptied the device. */
export function onWiped(work) {
  news?.addEventListener('message', (event) => { if (event.data === 'wiped') work(); });
}

/** Keeps the number that other pages may know. */
export function mark(waiting) {
  if (waiting > 0) localStorage.setItem(MARK, String(waiting));
  else localStorage.removeItem(MARK);
}

/** The same number, before the store is open. */
export function marked() {
  return Number(localStorage.getItem(MARK) ?? 0);
}

/** The opened store: values by key, each sealed for its own key. */
class Store {
  #db;

  #key;

  constructor(db, key) {
    this.#db = db;
    this.#key = key;
  }

  /** Writes and removes in one act: all of it or nothing. */
  async put(entries, removed = []) {
    const sealed = await Promise.all(entries.map(async ([key, value]) => [key, await this.#seal(key, value)]));
    await written(this.#db, ['sealed'], (records) => {
      for (const [key, record] of sealed) records.put(record, key);
      for (const key of removed) records.delete(key);
    });
  }

  /** Everything, opened. A record that does not open is left out and counted. */
  async all() {
    const records = this.#db.transaction('sealed').objectStore('sealed');
    const [keys, values] = await Promise.all([asked(records.getAllKeys()), asked(records.getAll())]);
    const all = new Map();
    let broken = 0;
    for (let i = 0; i < keys.length; i += 1) {
      try {
        all.set(keys[i], await this.#unseal(keys[i], values[i]));
      } catch {
        broken += 1;
      }
    }
    return { all, broken };
  }

  close() {
    this.#db.close();
  }

  async #seal(key, value) {
    const text = JSON.stringify(value);
    // Filled up, so that the length tells little.
    const padded = encoder.encode(text + ' '.repeat((PIECE - (encoder.encode(text).length % PIECE)) % PIECE));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encoder.encode(key) }, this.#key, padded) };
  }

  async #unseal(key, record) {
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: record.iv, additionalData: encoder.encode(key) }, this.#key, record.data);
    return JSON.parse(decoder.decode(plain));
  }
}
