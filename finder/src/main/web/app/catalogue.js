/** The list of all doors: search, filters, and up to three doors side by side. */
const MOST = 3;

function plain(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const sieve = document.querySelector('[data-sieve]');
if (sieve) list(sieve);
const table = document.querySelector('[data-compare]');
if (table) {
  compare(table);
  window.addEventListener('hashchange', () => compare(table));
}

function list(form) {
  const say = form.dataset;
  const words = form.querySelector('#words');
  const country = form.querySelector('#country');
  const kind = form.querySelector('#kind');
  const open = form.querySelector('#open');
  const found = form.querySelector('#found');
  const clear = form.querySelector('#clear');
  const nothing = document.getElementById('nothing');
  const bar = document.querySelector('[data-comparing]');
  const lands = [...document.querySelectorAll('.land')].map((section) => ({
    section,
    name: plain(section.querySelector('h2').textContent),
    entries: [...section.querySelectorAll('.entry')].map((entry) => ({
      entry, id: entry.dataset.door, text: plain(entry.textContent),
    })),
  }));
  let more = new Map();

  function show() {
    const asked = plain(words.value).split(/\s+/).filter(Boolean);
    const seen = new Set();
    for (const land of lands) {
      let any = false;
      for (const { entry, id, text } of land.entries) {
        const all = `${land.name} ${text} ${more.get(id) ?? ''}`;
        const fits = (!country.value || land.section.id === country.value)
          && (!kind.value || entry.dataset.kind === kind.value)
          && (!open.checked || entry.dataset.state === 'open' || entry.dataset.state === 'asylum')
          && asked.every((word) => all.includes(word));
        entry.hidden = !fits;
        any ||= fits;
        if (fits) seen.add(id);
      }
      land.section.hidden = !any;
    }
    found.textContent = seen.size === 1 ? say.one : say.found.replace('{0}', seen.size);
    nothing.hidden = seen.size > 0;
    clear.hidden = !(words.value || country.value || kind.value || open.checked);
  }

  // What doors are about is in the details; they come as one file for all doors.
  words.addEventListener('focus', async () => {
    try {
      const { pathways } = await (await fetch(say.details)).json();
      more = new Map(Object.entries(pathways).map(([id, door]) =>
        [id, plain([door.summary, door.authority, door.grants?.status].filter(Boolean).join(' '))]));
      show();
    } catch {
      // The titles are searched all the same.
    }
  }, { once: true });
  form.addEventListener('input', show);
  form.addEventListener('submit', (event) => event.preventDefault());
  clear.addEventListener('click', () => {
    form.reset();
    show();
    words.focus();
  });

  const chosen = [];
  const boxes = [];
  for (const { entries } of lands) {
    for (const { entry, id } of entries) {
      // Asylum is never compared with other doors.
      if (entry.dataset.state === 'asylum' || entry.dataset.kind === 'barrier') continue;
      const box = el('input', { type: 'checkbox' });
      box.dataset.id = id;
      const title = entry.querySelector('.entry-title').textContent;
      entry.append(el('label', { class: 'check check-small' }, box, ` ${say.label}`,
        el('span', { class: 'away' }, `: ${title}`)));
      box.addEventListener('change', () => choose(id, box.checked));
      boxes.push(box);
    }
  }

  function choose(id, yes) {
    const at = chosen.indexOf(id);
    if (yes && at < 0 && chosen.length < MOST) chosen.push(id);
    if (!yes && at >= 0) chosen.splice(at, 1);
    for (const box of boxes) {
      box.checked = chosen.includes(box.dataset.id);
      box.disabled = chosen.length >= MOST && !box.checked;
    }
    const link = bar.querySelector('a');
    link.href = `compare.html#${chosen.join(',')}`;
    link.textContent = say.go.replace('{0}', chosen.length);
    link.hidden = chosen.length < 2;
    bar.querySelector('p').textContent =
      chosen.length === 1 ? say.two : chosen.length >= MOST ? say.most : '';
    bar.hidden = chosen.length === 0;
  }

  form.hidden = false;
  show();
}

async function compare(box) {
  const say = JSON.parse(document.getElementById('texts').textContent);
  const fault = document.querySelector('[data-compare-fault]');
  const empty = document.querySelector('[data-compare-empty]');
  let pathways;
  try {
    ({ pathways } = await (await fetch(box.dataset.details)).json());
  } catch {
    fault.hidden = false;
    return;
  }
  const ids = decodeURIComponent(location.hash.slice(1)).split(',')
    .filter((id) => Object.hasOwn(pathways, id)
      && pathways[id].category !== 'asylum' && pathways[id].category !== 'barrier')
    .slice(0, MOST);
  empty.hidden = ids.length > 0;
  box.replaceChildren();
  if (!ids.length) return;
  const rows = [
    ['door.effect.title', (door) => (door.effectOnAsylum === 'none' ? '' : [say[`effect.${door.effectOnAsylum}`], door.effectNote])],
    ['doors.country', (door) => door.destinations.map((code) => say[`country.${code}`] ?? code).join(', ')],
    ['doors.kind', (door) => say[`category.${door.category}`]],
    ['door.what', (door) => [door.grants.status, door.summary]],
    ['compare.length', (door) => length(door.grants.months, say)],
    ['country.stay', (door) => say[`stay.${door.grants.permanent}`]],
    ['country.work', (door) => say[`can.${door.grants.work}`]],
    ['country.family', (door) => say[`can.${door.grants.family}`]],
    ['country.cost', (door) => door.cost],
    ['door.where.title', (door) => door.apply],
    ['door.limits.title', (door) => door.limits],
  ];
  const head = el('tr', {}, el('td', {}));
  for (const id of ids) {
    const left = ids.filter((other) => other !== id);
    head.append(el('th', { scope: 'col' }, el('a', { href: `${id}.html` }, pathways[id].title), ' ',
      el('a', { class: 'remove', href: `#${left.join(',')}` }, say['compare.remove'],
        el('span', { class: 'away' }, `: ${pathways[id].title}`))));
  }
  const body = el('tbody');
  for (const [key, value] of rows) {
    const values = ids.map((id) => [value(pathways[id])].flat().filter(Boolean));
    // What a door does to an asylum claim is said only where there is something to say, and first.
    if (key === 'door.effect.title' && values.every((lines) => !lines.length)) continue;
    const row = el('tr', key === 'door.effect.title' ? { class: 'attention' } : {},
      el('th', { scope: 'row' }, say[key]));
    values.forEach((lines, index) => {
      const cell = el('td', { 'data-label': pathways[ids[index]].title });
      const shown = lines.length ? lines : [key === 'door.effect.title' ? '–' : say['door.unknown']];
      cell.append(el('div', {}, ...shown.map((line) => el('p', {}, line))));
      row.append(cell);
    });
    body.append(row);
  }
  box.append(el('table', { class: 'matrix compared' }, el('thead', {}, head), body));
}

function length(months, say) {
  if (!months) return '';
  if (months % 12) return say['length.months'].replace('{0}', months);
  return months === 12 ? say['length.year'] : say['length.years'].replace('{0}', months / 12);
}
