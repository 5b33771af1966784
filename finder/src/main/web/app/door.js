/** One door with everything that is known of it, and two or three side by side. */
import { fill, h } from './dom.js';
import { country, day, t } from './texts.js';
import { doorKey, groupOf } from './groups.js';
import { changeWords, words } from './say.js';
import { availability, draft } from './results.js';

export function doorView(app, view) {
  const body = h('div', {}, h('p', { class: 'wait', role: 'status' }, t('wait')));
  show(app, view, body).catch((fault) => {
    if (body.isConnected) fill(body, h('p', { class: 'problem', role: 'alert' }, app.faultText(fault)), app.retryButton());
  });
  return [body];
}

async function show(app, view, body) {
  const report = await app.check();
  const verdict = report.pathways.find((one) => doorKey(one) === view.door);
  if (!body.isConnected) return;
  if (!verdict) {
    fill(body, h('h1', { tabindex: -1 }, t('door.gone')), backButton(app));
    app.focusTitle();
    return;
  }
  const waiting = h('div', {}, h('p', { class: 'wait', role: 'status' }, t('details.wait')));
  fill(body, frame(app, verdict, {}, waiting));
  app.focusTitle();
  try {
    const bundle = await app.details();
    if (!body.isConnected) return;
    fill(body, frame(app, verdict, bundle.pathways?.[verdict.id] ?? {}, null));
    app.focusTitle();
  } catch {
    if (waiting.isConnected) {
      fill(waiting, h('p', { class: 'box', role: 'alert' }, t('details.missing')),
        h('button', { type: 'button', class: 'quiet', onclick: () => app.render() }, t('again')));
    }
  }
}

function backButton(app) {
  return h('button', { type: 'button', class: 'quiet', onclick: () => app.back() }, t('back.results'));
}

function frame(app, verdict, more, waiting) {
  const group = groupOf(verdict);
  return h('article', { class: 'door-page' },
    h('p', { class: 'about' }, country(verdict.destination)),
    h('h1', { tabindex: -1 }, verdict.title),
    status(app, verdict, group),
    effect(verdict, more),
    fear(app, verdict),
    more.summary && h('p', { class: 'lead' }, more.summary),
    draft(app, verdict.draft),
    waiting,
    gives(more),
    verdict.outcome === 'open' && missing(app, verdict),
    verdict.outcome === 'not-met' && changes(app, verdict),
    conditions(app, verdict, more),
    checklist(verdict, more),
    apply(more),
    more.contest && h('section', {}, h('h2', {}, t('barrier.contest')), h('p', {}, more.contest)),
    sure(verdict),
    h('div', { class: 'tools' },
      backButton(app),
      h('button', { type: 'button', class: 'quiet', onclick: () => window.print() }, t('print')),
      h('a', { href: `doors/${verdict.id}.html`, target: '_blank', rel: 'noopener noreferrer' }, t('door.page'))));
}

function status(app, verdict, group) {
  const own = Array.isArray(app.state.answers.nationality) && app.state.answers.nationality.includes(verdict.destination);
  if (verdict.kind === 'asylum') {
    const here = app.state.answers.country_now === verdict.destination;
    const name = own ? (here ? 'own-country' : 'own-there')
      : verdict.outcome === 'advice-first' ? (here ? 'advice-here' : 'advice-there') : (here ? 'here' : 'reaching');
    return [h('p', { class: 'status asylum' }, t(`asylum.${name}`, { 0: country(verdict.destination) })),
      verdict.outcome === 'advice-first' && !own && h('p', {}, t('asylum.not-too-late'))];
  }
  if (verdict.kind === 'barrier') return h('p', { class: 'status barrier' }, t(verdict.outcome === 'touches' ? 'barrier.yes' : 'barrier.maybe'));
  return h('p', { class: `status ${group}` }, h('span', { class: `mark ${group}`, 'aria-hidden': 'true' }),
    h('strong', {}, t(['not_now', 'closed'].includes(group) ? `status.${group}` : `group.${group}.short`)), '. ', availability(verdict));
}

/** Said before anything that a door gives. */
function effect(verdict, more) {
  if (verdict.kind !== 'pathway' || verdict.effectOnAsylum === 'none') return null;
  return h('div', { class: verdict.effectOnAsylum === 'ends' ? 'warn' : 'box', 'data-effect': verdict.effectOnAsylum },
    h('p', { class: 'strong' }, t(`effect.${verdict.effectOnAsylum}`)),
    more.effectNote && h('p', {}, more.effectNote));
}

/** Consulates and papers from home are a danger to whoever fears their State; silence counts as fear. */
function fear(app, verdict) {
  const { answers } = app.state;
  if (verdict.kind !== 'pathway' || answers.fears_authorities === false || answers.fear_of_return === false) return null;
  return h('p', { class: 'box' }, t('door.fear'));
}

function gives(more) {
  const g = more.grants ?? {};
  const rows = [
    [t('door.status'), g.status],
    [t('door.months'), g.months ? monthsWords(g.months) : null],
    [t('door.renewable'), three('renewable', g.renewable)],
    [t('door.permanent'), g.permanent && (g.permanent === 'unknown' ? t('value.unknown') : t(`grants.permanent.${g.permanent}`))],
    [t('door.work'), three('work', g.work)],
    [t('door.family'), three('family', g.family)],
  ].filter(([, text]) => text);
  if (rows.length === 0) return null;
  return h('section', {}, h('h2', {}, t('h.gives')), h('dl', { class: 'facts' }, rows.map(([name, text]) => pair(name, text))),
    g.note && h('p', { class: 'hint' }, g.note),
    more.limits?.length > 0 && [h('h3', {}, t('h.limits')), h('ul', {}, more.limits.map((one) => h('li', {}, one)))]);
}

function three(name, value) {
  if (!value) return null;
  return value === 'unknown' ? t('value.unknown') : t(`grants.${name}.${value}`);
}

function monthsWords(months) {
  if (months === 12) return t('length.year');
  return months % 12 === 0 ? t('length.years', { 0: months / 12 }) : t('length.months', { 0: months });
}

function pair(name, text) {
  return h('div', {}, h('dt', {}, name), h('dd', {}, text));
}

function missing(app, verdict) {
  const facts = app.askable(verdict.missing);
  return h('section', {}, h('h2', {}, t('h.missing')),
    facts.length === 0 ? h('p', {}, t('door.ask-there'))
      : h('ul', { class: 'ask' }, facts.map((fact) => h('li', {}, whole(app, fact), ' ',
        h('button', { type: 'button', class: 'quiet', 'data-ask': fact, onclick: () => app.go({ view: 'question', fact: fact.split('.')[0], back: true }) }, t('answer.it'))))));
}

/** A question about one of a list says of whom: "this person" alone would be nobody. */
function whole(app, fact) {
  const { question } = app.facts[fact];
  return fact.includes('.') ? `${app.facts[fact.split('.')[0]].question} ${question}` : question;
}

function changes(app, verdict) {
  const sets = verdict.wouldChange
    .map((set) => ({ then: set.then, lines: set.changes.map((change) => changeLine(app, change)) }))
    .filter((set) => set.lines.every(Boolean));
  return h('section', {}, h('h2', {}, t('h.change')),
    sets.map((set, i) => [h('p', {}, t(i === 0 ? 'change.would' : 'change.or')), h('ul', {}, set.lines.map((one) => h('li', {}, one))),
      set.then === 'open' && h('p', { class: 'hint' }, t('change.then-open'))]),
    sets.length === 0 && !verdict.withheldForSafety && h('p', {}, t('change.cannot')),
    sets.length > 0 && h('p', { class: 'hint' }, t('group.not_now.note')),
    verdict.withheldForSafety && h('p', { class: 'box' }, t('change.withheld')));
}

function changeLine(app, change) {
  if (change.kind === 'time') return change.day ? t('change.time', { 0: day(change.day) }) : t('change.time.unknown');
  const said = changeWords(app.facts, change);
  if (!said) return null;
  const answer = said.answer ? t('change.answer', { 0: said.question, 1: said.answer }) : said.question;
  return t(change.kind === 'obtain' ? 'change.obtain' : 'change.another', { 0: answer });
}

function conditions(app, verdict, more) {
  const deciding = verdict.conditions.filter((node) => node.role === 'eligibility');
  const judged = verdict.conditions.filter((node) => node.role === 'authority');
  const chance = verdict.conditions.filter((node) => node.role === 'chance');
  // Asylum is never graded: what a law counts against somebody is a reason to get advice.
  const advice = verdict.kind === 'asylum';
  const nodes = (list, against) => h('ul', { class: 'conditions' }, list.map((node) => condition(app, node, more, against, advice)));
  const plain = (list) => h('ul', {}, list.map((node) => h('li', {}, textOf(node, more), source(node, more))));
  return [
    deciding.length > 0 && h('section', {}, h('h2', {}, t(verdict.kind === 'asylum' ? 'h.limits.law' : 'h.conditions')), nodes(deciding, false)),
    verdict.exceptions.length > 0 && h('section', {}, h('h2', {}, t(verdict.kind === 'barrier' ? 'barrier.exceptions' : 'h.exceptions')), nodes(verdict.exceptions, verdict.kind !== 'barrier')),
    judged.length > 0 && h('section', {}, h('h2', {}, t('h.judged')), plain(judged)),
    chance.length > 0 && h('section', {}, h('h2', {}, t('h.chance')), plain(chance)),
  ];
}

function textOf(node, more) {
  return node.text || more.texts?.[node.id] || '';
}

function condition(app, node, more, against, advice) {
  const applies = node.applies !== 'false';
  const truth = applies ? node.truth : 'none';
  const stands = truth === (against ? 'true' : 'false');
  const mark = advice && stands ? 'truth.advice' : `truth.${against && truth !== 'none' ? 'against.' : ''}${truth}`;
  const told = (node.read ?? []).filter((one) => one.value !== null && app.facts[one.fact]);
  const parts = (node.parts ?? []).flatMap((part) => (part.id === undefined ? part.parts ?? [] : [part]));
  return h('li', { class: `condition ${against ? 'against-' : ''}${truth}` },
    h('p', {}, h('span', { class: 'truth' }, t(mark)), ' ', textOf(node, more)),
    node.heldBack && h('p', { class: 'hint' }, t('condition.capped')),
    told.length > 0 && h('p', { class: 'hint told' }, t('door.told', { answers: told.map((one) => words(app.facts[one.fact], one.value)).join('; ') })),
    parts.length > 0 && applies && h('details', { class: 'plain' }, h('summary', {}, t('door.parts')),
      h('ul', { class: 'conditions' }, parts.map((part) => condition(app, part, more, against, advice)))),
    source(node, more));
}

function source(node, more) {
  const cite = node.cite?.act ? node.cite : more.cites?.[node.id];
  if (!cite?.act) return null;
  const name = [cite.act, cite.article].filter(Boolean).join(', ');
  return h('details', { class: 'source' }, h('summary', {}, t('source')),
    h('p', {}, cite.url ? h('a', { href: cite.url, target: '_blank', rel: 'noopener noreferrer' }, name) : name,
      cite.read ? ` (${t('source.read', { day: day(cite.read) })})` : '', `. ${t(`class.${cite.class}`)}.`));
}

function checklist(verdict, more) {
  return ['paper', 'step'].map((role) => {
    const list = verdict.conditions.filter((node) => node.role === role && node.applies !== 'false');
    return list.length > 0 && h('section', {}, h('h2', {}, t(`h.${role}`)), h('ul', { class: 'conditions' }, list.map((node) => h('li', { class: `condition paper-${node.truth}` },
      h('p', {}, h('span', { class: 'truth' }, t(`paper.${node.truth}`)), ' ', textOf(node, more)), source(node, more)))));
  });
}

function apply(more) {
  const rows = [
    [t('door.cost.name'), more.cost],
    [t('door.authority.name'), more.authority],
  ].filter(([, text]) => text);
  if (rows.length === 0 && !more.apply) return null;
  return h('section', {}, h('h2', {}, t('h.where')), more.apply && h('p', {}, more.apply),
    more.how && more.how !== 'apply' && h('p', {}, t(`how.${more.how}`)),
    h('dl', { class: 'facts' }, rows.map(([name, text]) => pair(name, text))));
}

function sure(verdict) {
  return h('section', {}, h('h2', {}, t('h.sure')),
    h('p', {}, t(`confidence.${verdict.confidence}`)),
    h('p', {}, t('door.confirmed', { 0: day(verdict.dates.confirmed) })),
    verdict.dates.benefitEnd && h('p', {}, t('availability.benefit-end', { 0: day(verdict.dates.benefitEnd) })));
}

/** Two or three doors, a row for each thing to weigh; on a narrow screen the rows stack. */
export function compareView(app) {
  const body = h('div', {}, h('p', { class: 'wait', role: 'status' }, t('wait')));
  compare(app, body).catch((fault) => {
    if (body.isConnected) fill(body, h('p', { class: 'problem', role: 'alert' }, app.faultText(fault)));
  });
  return [h('h1', { tabindex: -1 }, t('compare.title')), body, h('div', { class: 'tools' }, backButton(app))];
}

async function compare(app, body) {
  const report = await app.check();
  let bundle = null;
  try {
    bundle = await app.details();
  } catch {
    // What is known without them is shown.
  }
  if (!body.isConnected) return;
  const doors = app.compared.map((key) => report.pathways.find((one) => doorKey(one) === key)).filter(Boolean);
  if (doors.length === 0) {
    fill(body, h('p', {}, t('compare.none')));
    return;
  }
  const more = doors.map((verdict) => bundle?.pathways?.[verdict.id] ?? {});
  const line = (name, cell) => [name, doors.map((verdict, i) => cell(verdict, more[i]) || t('value.unknown'))];
  // What it does to an asylum claim stands before what it gives.
  const table = [
    line(t('compare.country'), (v) => country(v.destination)),
    line(t('compare.now'), (v) => t(v.kind === 'pathway' ? `group.${groupOf(v)}` : 'asylum.heading')),
    line(t('compare.asylum'), (v) => t(v.effectOnAsylum === 'none' ? 'effect.none' : `effect.${v.effectOnAsylum}`)),
    line(t('door.status'), (_, m) => m.grants?.status),
    line(t('door.months'), (_, m) => m.grants?.months && monthsWords(m.grants.months)),
    line(t('door.permanent'), (_, m) => m.grants?.permanent && m.grants.permanent !== 'unknown' && t(`grants.permanent.${m.grants.permanent}`)),
    line(t('door.work'), (_, m) => three('work', m.grants?.work)),
    line(t('door.family'), (_, m) => three('family', m.grants?.family)),
    line(t('door.cost.name'), (_, m) => m.cost),
    line(t('h.where'), (_, m) => m.apply),
    line(t('h.sure'), (v) => t(`confidence.${v.confidence}`)),
    line(t('compare.confirmed'), (v) => day(v.dates.confirmed)),
  ];
  fill(body, bundle ? null : h('p', { class: 'box', role: 'alert' }, t('details.missing')),
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': t('compare.title') }, h('table', { class: 'compare' },
      h('thead', {}, h('tr', {}, h('td', {}), doors.map((verdict) => h('th', { scope: 'col' }, verdict.title)))),
      h('tbody', {}, table.map(([name, cells]) => h('tr', {}, h('th', { scope: 'row' }, name), cells.map((cell, i) => h('td', { 'data-of': doors[i].title }, cell))))))));
}
