/*
 * Keeps the finder on the phone. Pages come from here first: after the first visit no request says
 * which door or country is read. Everything of one build is kept together, and a new build takes
 * over only when a page says so, between interviews.
 */
const KEPT = /* the list of files */ null;
const PREFIX = 'amparo-';
const NAME = PREFIX + KEPT.build;
const MARK = 'x-amparo-content';
const ROOT = new URL('./', self.location.href);
const PAGE = /^([a-z]{2})\/((doors|countries)\/[\w-]+\.html)$/;

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  const { type, language, rest } = event.data ?? {};
  if (type === 'apply') self.skipWaiting();
  if (type === 'keep' && KEPT.languages[language]) {
    event.waitUntil(keepLanguage(language, rest).then(
        () => event.source?.postMessage({ type: 'kept', language, whole: rest }),
        () => event.source?.postMessage({ type: 'not-kept', language })));
  }
});
self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method === 'GET' && url.href.startsWith(ROOT.href)) {
    event.respondWith(answer(event.request, pathOf(url)));
  }
});

function pathOf(url) {
  const path = decodeURIComponent(url.pathname.slice(ROOT.pathname.length));
  return path === '' || path.endsWith('/') ? path + 'index.html' : path;
}

function addressOf(path) {
  return new URL(path, ROOT).href;
}

async function install() {
  const wanted = new Map();
  for (const name of await older()) {
    const cache = await caches.open(name);
    for (const language of Object.keys(KEPT.languages)) {
      if (await cache.match(addressOf(`${language}/index.html`))) {
        const before = await cache.match(addressOf(`${language}/doors/index.html`));
        wanted.set(language, wanted.get(language) || Boolean(before));
      }
    }
  }
  const open = await self.clients.matchAll({ includeUncontrolled: true, type: 'window' });
  for (const client of open) {
    const language = pathOf(new URL(client.url)).slice(0, 2);
    if (KEPT.languages[language] && !wanted.has(language)) wanted.set(language, false);
  }
  await keepAll(KEPT.common);
  for (const [language, rest] of wanted) await keepLanguage(language, rest);
  if (self.registration.active) {
    for (const client of open) client.postMessage({ type: 'updated', updated: KEPT.updated });
  }
}

async function activate() {
  for (const name of await older()) await caches.delete(name);
  await self.clients.claim();
}

async function older() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== NAME);
}

async function keepLanguage(language, rest) {
  await keepAll(KEPT.languages[language].shell);
  if (rest) await keepAll(KEPT.languages[language].rest);
}

/** One after the other: on a poor line a few files that are whole are worth more than many halves. */
async function keepAll(files) {
  const cache = await caches.open(NAME);
  for (const [path, hash] of Object.entries(files)) {
    // Each page that is opened asks for its language: what is on its way is not sent for again.
    if (!coming.has(path)) coming.set(path, keepOne(cache, path, hash).finally(() => coming.delete(path)));
    await coming.get(path);
  }
}

const coming = new Map();

async function keepOne(cache, path, hash) {
  const there = await cache.match(addressOf(path));
  if (there?.headers.get(MARK) !== hash) await cache.put(addressOf(path), await find(path, hash));
}

/** From an older build where it is the same, else from the network. */
async function find(path, hash) {
  for (const name of await older()) {
    const before = await (await caches.open(name)).match(addressOf(path));
    if (before?.headers.get(MARK) === hash) return before;
  }
  for (const mode of ['no-cache', 'reload']) {
    const response = await fetch(addressOf(path), { cache: mode, credentials: 'omit' });
    if (!response.ok) continue;
    const body = await response.arrayBuffer();
    if ((await hashOf(body)) === hash) {
      const type = response.headers.get('content-type') ?? 'application/octet-stream';
      return new Response(body, { headers: { 'content-type': type, [MARK]: hash } });
    }
  }
  throw new Error(`${path} did not arrive as it was published`);
}

async function hashOf(body) {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', body)).slice(0, 8);
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function answer(request, path) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(addressOf(path));
  if (kept) return kept;
  const page = await compose(cache, path);
  if (page) return page;
  try {
    return await fetch(request);
  } catch {
    // A page that was opened before an update may still ask for what it knew.
    const before = await caches.match(addressOf(path));
    if (before) return before;
    return request.mode === 'navigate' ? missing(path) : Response.error();
  }
}

/** Pages of doors and countries lie in one file and share their frame. */
async function compose(cache, path) {
  const parts = PAGE.exec(path);
  if (!parts) return null;
  const [, language, rest, folder] = parts;
  const bundle = await cache.match(addressOf(`data/${KEPT.version}/pages.${language}.json`));
  if (!bundle) return null;
  const { frames, pages } = await bundle.json();
  const page = pages[rest];
  if (!page) return null;
  const name = rest.slice(folder.length + 1, -'.html'.length);
  const html = frames[`${folder}/`]
      .split('@@path@@').join(name)
      .split('@@title@@').join(page[0])
      .split('@@main@@').join(page[1]);
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } });
}

const MISSING = {
  es: ['Esta página todavía no está en este teléfono.', 'Ábrela una vez con conexión. Lo que ya está guardado sigue aquí.', 'Inicio'],
  en: ['This page is not on this phone yet.', 'Open it once with a connection. What is already kept is still here.', 'Start'],
  pt: ['Esta página ainda não está neste telefone.', 'Abra-a uma vez com conexão. O que já está guardado continua aqui.', 'Início'],
  fr: ['Cette page n’est pas encore sur ce téléphone.', 'Ouvrez-la une fois avec une connexion. Ce qui est déjà gardé est toujours là.', 'Accueil'],
  ht: ['Paj sa a poko nan telefòn sa a.', 'Ouvri l yon fwa ak koneksyon. Sa ki deja anrejistre toujou la.', 'Kòmansman'],
};

function missing(path) {
  const language = MISSING[path.slice(0, 2)] ? path.slice(0, 2) : 'es';
  const [title, line, start] = MISSING[language];
  const html = `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8">`
      + '<meta name="viewport" content="width=device-width, initial-scale=1">'
      + `<title>${title}</title><link rel="stylesheet" href="${addressOf('app/site.css')}"></head>`
      + `<body><main><h1>${title}</h1><p>${line}</p>`
      + `<p><a href="${addressOf(`${language}/index.html`)}">${start}</a></p></main></body></html>`;
  return new Response(html, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
