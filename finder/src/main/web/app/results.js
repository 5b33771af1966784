/** What is open, group by group. */
import { fill, h, uid } from './dom.js';
import { byName, codeName, country, day, list, t } from './texts.js';
import { DOORS, doorKey, groupOf, grouped } from './groups.js';
import { helpPanel } from './help.js';

const FEW = 6;
const MOST_COMPARED = 3;
const FOLDED = new Set(['not_now', 'closed']);

export function resultsView(app) {
  const body = h('div', {}, h('p', { class: 'wait', role: 'status' }, t('results.wait')));
  const page = [h('h1', { tabindex: -1 }, t('results.title')), body];
  Promise.all([app.check(), app.doors()])
    .then(([report, doors]) => {
      if (body.isConnected) show(app, body, report, doors);
    })
    .catch((fault) => {
      if (body.isConnected) fill(body, h('p', { class: 'problem', role: 'alert' }, app.faultText(fault)), app.retryButton());
    });
  return page;
}

function show(app, body, report, doors) {
  const groups = grouped(report.pathways, app.state.answers.country_now);
  fill(body,
    h('p', { class: 'lead' }, t('results.lead', { day: day(report.day) })),
    unfinished(app),
    draft(app, report.draft),
    overview(groups),
    filters(app, doors),
    app.needed.kinds.length > 0 ? helpPanel(app.needed) : null,
    asylum(app, groups),
    barriers(app, groups.barrier),
    DOORS.map((name) => section(app, name, groups[name])),
    Array.isArray(app.state.answers.relative) && h('section', { class: 'group family' }, h('h2', {}, t('family.title')), h('p', {}, t('family.note')),
      h('button', { type: 'button', class: 'quiet', 'data-go': 'family', onclick: () => app.go({ view: 'family' }) }, t('family.open'))),
    h('p', { class: 'hint' }, t('results.notice')),
    h('div', { class: 'tools' },
      h('button', { type: 'button', class: 'main', 'data-go': 'summary', onclick: () => app.go({ view: 'summary' }) }, t('summary.open')),
      h('button', { type: 'button', class: 'quiet', 'data-go': 'review', onclick: () => app.go({ view: 'review' }) }, t('review.link'))),
    compareBar(app));
  app.live(t('results.count', { open: groups.seems_open.length, ask: groups.ask_first.length, maybe: groups.may_be_open.length }));
  performance.mark('amparo-results');
}

/** What there is at a glance; each line leads to its group. The address does not change. */
function overview(groups) {
  const jump = (name) => {
    const heading = document.querySelector(`[data-group="${name}"] h2`);
    heading.tabIndex = -1;
    heading.focus();
    heading.scrollIntoView();
  };
  const line = (name, text, count) => h('li', {}, h('button', { type: 'button', class: 'quiet', onclick: () => jump(name) },
    h('span', { class: `mark ${name}`, 'aria-hidden': 'true' }), text, count === null ? '' : ` (${count})`));
  return h('ul', { class: 'overview' },
    line('asylum', t('asylum.title'), null),
    DOORS.map((name) => line(name, t(['not_now', 'closed'].includes(name) ? `group.${name}` : `group.${name}.short`), groups[name].length)));
}

/** Questions that are left do not keep anybody from the results, but they are said. */
function unfinished(app) {
  if (app.next === null) return null;
  return h('div', { class: 'box' }, h('p', {}, t('results.unfinished')),
    h('button', { type: 'button', class: 'quiet', 'data-go': 'on', onclick: () => app.goOn() }, t('results.goon')));
}

/** In the language, and in Spanish or English for whoever knows one of them better. */
export function draft(app, isDraft) {
  if (!isDraft) return null;
  return h('p', { class: 'hint' }, t('results.draft'),
    ['es', 'en'].includes(app.lang) ? null : [' ', h('span', { lang: 'es' }, 'Esta traducción es un borrador: todavía no la revisó nadie que hable esta lengua desde niño.')]);
}

function filters(app, doors) {
  const here = app.state.answers.country_now;
  const destinations = byName(new Set(Object.values(doors).flatMap((door) => door.destinations)));
  const boxes = destinations.map((code) => h('input', { type: 'checkbox', id: uid(), value: code, checked: app.state.destinations.includes(code) }));
  const chosen = app.state.destinations;
  const set = (codes) => {
    app.state.destinations = codes;
    app.state.scope = codes.length === 0 ? 'all' : 'some';
    app.changed();
    app.render();
  };
  return h('details', { class: 'filters' },
    h('summary', {}, chosen.length === 0 ? t('filter.all') : t('filter.some', { names: chosen.map(country).join(', ') })),
    h('form', { onsubmit: (event) => {
      event.preventDefault();
      set(boxes.filter((box) => box.checked).map((box) => box.value));
    } },
    h('fieldset', {}, h('legend', {}, t('filter.legend')),
      h('div', { class: 'choices columns' }, boxes.map((box, i) => h('div', { class: 'choice small' }, box, h('label', { for: box.id }, codeName('country', destinations[i])))))),
    h('button', { type: 'submit', class: 'main' }, t('filter.apply')),
    chosen.length > 0 && h('button', { type: 'button', class: 'quiet', onclick: () => set([]) }, t('filter.clear'))),
    h('p', {}, here ? t('filter.here', { name: country(here) }) : t('filter.nowhere'), ' ',
      h('button', { type: 'button', class: 'quiet', onclick: () => app.go({ view: 'question', fact: 'country_now', back: true }) }, t('change'))));
}

/** Always first, always there, never graded: what to say, where it can be said, what to look out for. */
function asylum(app, groups) {
  const { answers } = app.state;
  const here = answers.country_now;
  const own = (code) => Array.isArray(answers.nationality) && answers.nationality.includes(code);
  const pending = Array.isArray(answers.claim) && answers.claim.some((claim) => claim.country === here && claim.state === 'pending');
  const near = here && !own(here) ? groups.asylum.filter((verdict) => verdict.destination === here) : [];
  const others = groups.asylum.filter((verdict) => verdict.destination !== here);
  const asked = others.filter((verdict) => app.state.destinations.includes(verdict.destination));
  const rest = others.filter((verdict) => !asked.includes(verdict) && !own(verdict.destination));
  const id = uid();
  return h('section', { class: 'group asylum', 'data-group': 'asylum', 'aria-labelledby': id },
    h('h2', { id }, h('span', { class: 'mark asylum', 'aria-hidden': 'true' }), t('asylum.title')),
    h('p', { class: 'lead' }, t('asylum.say')),
    pending && h('p', { class: 'warn' }, t('asylum.pending')),
    near.length === 0 && h('p', {}, t(here === undefined ? 'asylum.place-unknown' : own(here) ? 'asylum.own-country' : 'asylum.not-described', { 0: country(here ?? '') })),
    h('ul', { class: 'doors' },
      near.map((verdict) => asylumCard(app, verdict, verdict.outcome === 'advice-first' ? 'asylum.advice-here' : 'asylum.here')),
      asked.map((verdict) => asylumCard(app, verdict, own(verdict.destination) ? 'asylum.own-there' : verdict.outcome === 'advice-first' ? 'asylum.advice-there' : 'asylum.reaching')),
      groups.protection.map((verdict) => card(app, verdict))),
    rest.length > 0 && h('details', { class: 'more' }, h('summary', {}, t('asylum.others', { n: rest.length })),
      h('p', {}, t('asylum.elsewhere', { 0: list(byName(new Set(rest.map((verdict) => verdict.destination))).map(country)) })),
      h('ul', { class: 'doors plain' }, rest.map((verdict) => h('li', {}, opener(app, verdict))))));
}

function asylumCard(app, verdict, sentence) {
  return h('li', { class: 'door', 'data-door': doorKey(verdict) },
    h('h3', {}, opener(app, verdict)),
    h('p', {}, t(sentence, { 0: country(verdict.destination) })),
    verdict.outcome === 'advice-first' && h('p', {}, t('asylum.not-too-late')));
}

function barriers(app, verdicts) {
  if (verdicts.length === 0) return null;
  const id = uid();
  const touches = verdicts.some((verdict) => verdict.outcome === 'touches');
  return h('section', { class: 'group barrier', 'data-group': 'barrier', 'aria-labelledby': id },
    h('h2', { id }, t(touches ? 'barrier.touches' : 'barrier.may-touch')),
    h('p', { class: 'help' }, t('barrier.note')),
    h('ul', { class: 'doors' }, verdicts.map((verdict) => h('li', { class: 'door', 'data-door': doorKey(verdict) },
      h('h3', {}, opener(app, verdict)),
      h('p', { class: 'where' }, country(verdict.destination)),
      h('p', {}, t(verdict.outcome === 'touches' ? 'barrier.yes' : 'barrier.maybe'))))));
}

function section(app, name, verdicts) {
  const id = uid();
  return h('section', { class: `group ${name}`, 'data-group': name, 'aria-labelledby': id },
    h('h2', { id }, h('span', { class: `mark ${name}`, 'aria-hidden': 'true' }), t(`group.${name}`), h('span', { class: 'count' }, ` (${verdicts.length})`)),
    verdicts.length === 0 ? h('p', { class: 'empty' }, t(`empty.${name}`))
      : [h('p', { class: 'help' }, t(`group.${name}.note`)), cards(app, name, verdicts)]);
}

/** The long groups stay folded: nobody in a hard hour reads a hundred refusals. */
function cards(app, name, verdicts) {
  const first = FOLDED.has(name) ? [] : verdicts.slice(0, FEW);
  const rest = FOLDED.has(name) ? verdicts : verdicts.slice(FEW);
  const shown = first.length > 0 && h('ul', { class: 'doors' }, first.map((verdict) => card(app, verdict)));
  if (rest.length === 0) return shown;
  const more = h('details', { class: 'more', ontoggle: () => {
    if (more.open && more.childElementCount === 1) {
      more.append(h('ul', { class: 'doors' }, rest.map((verdict) => card(app, verdict))));
    }
  } }, h('summary', {}, t(FOLDED.has(name) ? 'show.all' : 'show.others', { n: rest.length })));
  return [shown, more];
}

function opener(app, verdict) {
  return h('button', { type: 'button', class: 'link', onclick: () => app.go({ view: 'door', door: doorKey(verdict) }) }, verdict.title);
}

function card(app, verdict) {
  const key = doorKey(verdict);
  const group = groupOf(verdict);
  const box = h('input', { type: 'checkbox', id: uid(), checked: app.compared.includes(key), onchange: () => {
    if (box.checked && app.compared.length >= MOST_COMPARED) {
      box.checked = false;
      app.live(t('compare.most'));
      return;
    }
    app.compared = app.compared.filter((other) => other !== key);
    if (box.checked) app.compared.push(key);
    document.querySelector('.compare-bar')?.replaceWith(compareBar(app));
  } });
  const countries = [verdict.destination, ...(verdict.others ?? [])].map(country);
  return h('li', { class: 'door', 'data-door': key },
    verdict.effectOnAsylum === 'ends' && h('p', { class: 'warn' }, t('effect.ends')),
    h('h3', {}, opener(app, verdict)),
    h('p', { class: 'where' }, list(countries), ` · ${t(`category.${verdict.category}`)}`),
    h('p', {}, line(app, group, verdict)),
    h('div', { class: 'choice small' }, box, h('label', { for: box.id }, t('compare.choose'), h('span', { class: 'hide' }, `: ${verdict.title}`))));
}

function line(app, group, verdict) {
  switch (group) {
    case 'seems_open': return t('availability.open');
    case 'ask_first': return availability(verdict);
    case 'closed': return availability(verdict);
    case 'may_be_open': {
      const missing = app.askable(verdict.missing);
      const sentence = missing.length === 0 ? t('card.authority') : missing.length === 1 ? t('card.missing.one') : t('card.missing', { n: missing.length });
      return verdict.availability === 'open' ? sentence : `${sentence} ${availability(verdict)}`;
    }
    default: return t(verdict.wouldChange.length > 0 ? 'card.change' : 'card.nochange');
  }
}

/** Whether it takes applications, in a sentence. */
export function availability(verdict) {
  switch (verdict.availability) {
    case 'unconfirmed': return t('availability.unconfirmed', { 0: day(verdict.dates.confirmed) });
    case 'suspended': {
      const from = /^(\d{4}-\d{2}-\d{2})\.\.$/.exec(verdict.dates.suspended ?? '');
      return from ? t('availability.suspended.from', { 0: day(from[1]) }) : t('availability.suspended');
    }
    default: return t(`availability.${verdict.availability}`);
  }
}

export function compareBar(app) {
  return h('div', { class: 'compare-bar', hidden: app.compared.length === 0 },
    h('p', {}, t(app.compared.length === 1 ? 'compare.one' : 'compare.count', { n: app.compared.length })),
    h('button', { type: 'button', class: 'main', 'data-go': 'compare', disabled: app.compared.length < 2, onclick: () => app.go({ view: 'compare' }) }, t('compare.open')));
}
