/*
 * Keeps the frame of the interview on the device: scripts, styles, texts and rules. Nothing about anybody ever comes
 * here: what the server says of persons is fetched past this worker, and only the sealed store keeps it.
 */
const KEPT = /* what to keep */ null;
const PREFIX = 'amparo-device-';
const NAME = PREFIX + KEPT.version;
const FRAME = '/device/app';
const FILES = `/device/files/${KEPT.version}/`;

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  const address = new URL(url);
  if (method !== 'GET' || address.origin !== self.location.origin) return;
  if (address.pathname === FRAME) event.respondWith(frame(event.request));
  else if (address.pathname.startsWith('/device/files/')) event.respondWith(file(event.request, address.pathname));
});

async function install() {
  const cache = await caches.open(NAME);
  const languages = new Set();
  for (const name of await others()) {
    for (const request of await (await caches.open(name)).keys()) {
      const found = /\/core\.([a-z]{2})\.json$/.exec(new URL(request.url).pathname);
      if (found) languages.add(found[1]);
    }
  }
  const chosen = [...languages].flatMap((one) => ['core', 'screens', 'texts', 'sheet'].map((kind) => `${kind}.${one}.json`));
  await cache.addAll([...KEPT.files, ...chosen].map((name) => FILES + name));
  const page = await fetch(FRAME, { credentials: 'omit', cache: 'no-store' });
  if (!page.ok) throw new Error('no frame');
  await cache.put(FRAME, page);
}

/** Takes over when no page of the old version is open any more. */
async function activate() {
  for (const name of await others()) await caches.delete(name);
  await self.clients.claim();
}

async function others() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
}

async function frame(request) {
  return (await (await caches.open(NAME)).match(FRAME)) ?? fetch(request);
}

async function file(request, path) {
  return (await caches.match(path)) ?? fetch(request);
}
