/** The pages of one interview: how it is held, what is needed now, questions, answers. */
import { fill, h, uid } from './app/dom.js';
import { codesOf, t } from './app/texts.js';
import { questionView } from './app/question.js';
import { words } from './app/say.js';

/** What can be told or seen at once, before any question; the codes are those of the rulebook. */
const NOW = ['medical', 'safety', 'child_care', 'food', 'water', 'shelter', 'contact_family'];
const SEEN = ['life_in_danger', 'looks_ill', 'talks_of_dying', 'late_pregnancy_or_newborn', 'confused', 'no_common_language'];

function yesNo(name, legend, value, hint) {
  const inputs = [['yes', true], ['no', false]].map(([word, one]) => {
    const id = uid();
    return h('div', { class: 'choice' }, h('input', { type: 'radio', name, id, value: word, checked: value === one }), h('label', { for: id }, t(word)));
  });
  return h('fieldset', { class: 'field' }, h('legend', {}, legend), hint && h('p', { class: 'hint' }, hint), h('div', { class: 'choices' }, inputs));
}

function select(name, label, options, value) {
  const id = uid();
  return h('div', { class: 'field' }, h('label', { class: 'label', for: id }, label),
    h('select', { id, name }, options.map(([code, text]) => h('option', { value: code, selected: code === value }, text))));
}

const PLACES = ['room', 'desk', 'outside', 'vehicle', 'telephone', 'other'];
const WAYS = ['direct', 'interpreter', 'companion'];
const CONSENTS = ['yes', 'no', 'not-asked'];

/** How the interview is held. It goes with every answer that follows. */
export function frameView(app) {
  const { frame } = app.person;
  const problem = h('p', { class: 'problem', hidden: true, role: 'alert' });
  const form = h('form', { novalidate: true, onsubmit: (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const given = (name) => (data.has(name) ? data.get(name) === 'yes' : null);
    const made = { place: data.get('place'), private: given('private'), language: data.get('language'), through: data.get('through'),
      understood: given('understood'), informed: given('informed'), consent: data.get('consent'), guardian: given('guardian') };
    if (Object.values(made).some((one) => one === null || one === '')) {
      problem.hidden = false;
      problem.textContent = t('frame.missing');
      return;
    }
    app.framed(made);
  } },
  problem,
  select('place', t('frame.place'), PLACES.map((one) => [one, t(`frame.place.${one}`)]), frame?.place ?? 'room'),
  yesNo('private', t('frame.private'), null),
  select('language', t('frame.language'), app.shift.facts.languages.map((one) => [one, t(`language.${one}`)]), frame?.language ?? app.shift.facts.language),
  select('through', t('frame.through'), [['', t('choose')], ...WAYS.map((one) => [one, t(`frame.through.${one}`)])], frame?.through === 'draft' ? 'direct' : frame?.through ?? ''),
  yesNo('understood', t('frame.understood'), frame?.understood ?? null, t('frame.understood.hint')),
  yesNo('informed', t('frame.informed'), null, t('frame.informed.hint')),
  // Nobody's agreement is filled in beforehand, and an earlier one does not hold for this interview.
  select('consent', t('frame.consent'), [['', t('choose')], ...CONSENTS.map((one) => [one, t(`frame.consent.${one}`)])], ''),
  yesNo('guardian', t('frame.guardian'), null, t('frame.guardian.hint')),
  // Behind a closed line: whoever came along and says it is them need not read the name.
  app.person.guardian && h('details', { class: 'covered', 'data-guardian': true }, h('summary', {}, t('frame.guardian.named')), h('p', {}, app.person.guardian)),
  h('button', { type: 'submit', class: 'main' }, t('frame.save')));
  return [h('h1', { tabindex: -1 }, t('frame.title')), h('p', { class: 'help' }, t('frame.lead')), form];
}

/** Signs that an officer sees and nobody is asked for; the facts are those of the rulebook. */
const SIGNS = ['age_doubt', 'control_signs'];

/** Closed, and closed again after each tap: whoever looks on reads nothing of it, and nothing of what was noted. */
function signs(app) {
  const tap = (key, text, on, note) => h('button', { type: 'button', class: 'answer', 'data-sign': key, 'aria-pressed': String(on), onclick: () => note(!on) }, text);
  const of = (fact) => {
    const asked = app.facts[fact];
    const told = app.person.state.answers[fact];
    if (!asked) return null;
    return asked.type === 'boolean'
      ? tap(fact, asked.question, told === true, (on) => app.sign(fact, on))
      : Object.entries(codesOf(asked.codes)).map(([code, text]) => tap(code, text, (told ?? []).includes(code), (on) => app.need(fact, code, on, t('now.noted'))));
  };
  return h('details', { class: 'covered', 'data-signs': true }, h('summary', {}, t('now.more')), h('p', { class: 'hint' }, t('now.more.hint')),
    h('div', { class: 'answers taps' }, SIGNS.map(of)));
}

/** One tap for each need; a second tap takes it back. */
export function nowView(app) {
  const tap = (fact, code, text) => {
    const told = app.person.state.answers[fact] ?? [];
    const on = told.includes(code);
    return h('button', { type: 'button', class: 'answer', 'data-need': code, 'aria-pressed': String(on), onclick: () => app.need(fact, code, !on) }, text);
  };
  const buttons = (fact, codes) => {
    const names = codesOf(app.facts[fact]?.codes);
    return codes.filter((code) => names[code]).map((code) => tap(fact, code, names[code]));
  };
  return [
    h('h1', { tabindex: -1 }, t('now.title')),
    h('p', { class: 'help' }, t('now.lead')),
    h('h2', {}, t('now.told')),
    h('div', { class: 'answers taps' }, buttons('needs_now', NOW)),
    h('h2', {}, t('now.seen')),
    h('div', { class: 'answers taps' }, buttons('seen_needs', SEEN)),
    signs(app),
    h('button', { type: 'button', class: 'main', 'data-go': 'questions', onclick: () => app.questions() }, t('now.on')),
  ];
}

/** A question that is asked alone only waits behind this. */
export function gateView(app, view) {
  return [
    h('h1', { tabindex: -1 }, t('alone.title')),
    h('p', {}, t('alone.lead')),
    h('div', { class: 'answers' },
      h('button', { type: 'button', class: 'answer', 'data-alone': 'yes', onclick: () => app.setAlone(true) }, t('alone.yes')),
      h('button', { type: 'button', class: 'answer', 'data-alone': 'later', onclick: () => app.postpone(view) }, t('alone.later'))),
  ];
}

/** Nothing more is asked until somebody has taken care of the person. */
export function careView(app) {
  return [
    h('h1', { tabindex: -1 }, t('care.title')),
    h('p', {}, t('care.lead')),
    h('button', { type: 'button', class: 'main', 'data-cared': true, onclick: () => app.cared() }, t('care.done')),
  ];
}

export function askView(app, view) {
  return [questionView(app, view), sound(app, view.fact)];
}

/** The question in the voice of somebody whom the organisation recorded, if it is small enough to be here. */
function sound(app, fact) {
  const recorded = app.shift.sounds.get(`${fact}:${app.spoken}`);
  if (!recorded) return null;
  if (!recorded.data) return h('p', { class: 'hint', 'data-sound': 'too-large' }, t('sound.too-large'));
  const bytes = Uint8Array.from(atob(recorded.data), (one) => one.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: recorded.type }));
  return h('div', { 'data-sound': 'here' }, h('p', { class: 'hint' }, t('sound.play')), h('audio', { controls: true, src: address, 'aria-label': t('sound.play') }));
}

const SPANS = ['0..17', '18..59', '60..120'];
const LEAST = ['sex', 'nationality', 'languages', 'accompanied_by'];

/** The least of one person of many: nothing here is a label, and the number says nothing of whoever holds it. */
export function surgeView(app, arrived) {
  const text = (name, label) => {
    const id = uid();
    return [h('label', { class: 'label', for: id }, label), h('input', { type: 'text', id, name, autocomplete: 'off', maxlength: 200 })];
  };
  const asked = (fact) => select(fact, app.facts[fact]?.question ?? fact, [['', t('choose')], ...Object.entries(codesOf(app.facts[fact]?.codes))], '');
  const boxes = (fact, codes) => {
    const names = codesOf(app.facts[fact]?.codes);
    return h('fieldset', { class: 'field' }, h('legend', {}, app.facts[fact]?.question ?? fact), h('div', { class: 'choices' }, codes.filter((one) => names[one]).map((one) => {
      const id = uid();
      return h('div', { class: 'choice' }, h('input', { type: 'checkbox', name: fact, id, value: one }), h('label', { for: id }, names[one]));
    })));
  };
  const problem = h('p', { class: 'problem', hidden: true, role: 'alert' });
  const form = h('form', { novalidate: true, id: 'surge', onsubmit: async (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const answers = {};
    if (data.get('age')) answers.age = data.get('age');
    for (const fact of LEAST) {
      const value = data.get(fact);
      if (value) answers[fact] = app.facts[fact]?.type === 'codes' ? [value, 'UNKNOWN'] : value;
    }
    for (const fact of ['needs_now', 'seen_needs']) {
      if (data.getAll(fact).length > 0) answers[fact] = [...data.getAll(fact), 'UNKNOWN'];
    }
    if (data.get('age_doubt')) answers.age_doubt = true;
    if (!answers.age) {
      problem.hidden = false;
      problem.textContent = t('surge.missing');
      problem.scrollIntoView();
      return;
    }
    form.inert = true;
    const given = await app.shift.arrived({ name: String(data.get('name')).trim(), answers }).catch(() => undefined);
    form.inert = false;
    if (!given) {
      problem.hidden = false;
      problem.textContent = t(given === null ? 'list.no-codes' : 'save.failed');
      problem.scrollIntoView();
      return;
    }
    app.sync?.now();
    app.surgePage(given);
  } },
  problem,
  select('age', t('surge.age'), [['', t('choose')], ...SPANS.map((one) => [one, t(`surge.age.${one.split('.')[0]}`)])], ''),
  app.facts.age_doubt && (() => {
    const id = uid();
    return h('details', { class: 'covered', 'data-signs': true }, h('summary', {}, t('now.more')),
      h('div', { class: 'choices' }, h('div', { class: 'choice' }, h('input', { type: 'checkbox', name: 'age_doubt', id, value: 'yes' }), h('label', { for: id }, app.facts.age_doubt.question))));
  })(),
  boxes('seen_needs', SEEN),
  boxes('needs_now', NOW),
  LEAST.filter((fact) => app.facts[fact]).map(asked),
  text('name', t('list.name')),
  h('button', { type: 'submit', class: 'main' }, t('surge.save')));
  return [
    h('h1', { tabindex: -1 }, t('surge.title')),
    // Where the numbers ran out, the code that was reserved: it stays as well.
    arrived ? h('div', { class: 'box', role: 'status' }, h('p', {}, t('surge.number')), h('p', { class: 'number', 'data-number': arrived.number ?? '', 'data-code': arrived.code }, arrived.number ? String(arrived.number) : `${arrived.code.slice(0, 4)} ${arrived.code.slice(4)}`)) : h('p', { class: 'help' }, t('surge.lead')),
    form,
    h('div', { class: 'tools' }, h('button', { type: 'button', class: 'quiet', 'data-go': 'list', onclick: () => app.list() }, t('list.back'))),
  ];
}

/** Nothing is left to ask now. No interview ends without a moment alone. Who it seems to be is said only when alone. */
export function doneView(app) {
  const waits = app.postponed.size;
  const { aloneAt, closedAt } = app.person;
  return [
    h('h1', { tabindex: -1 }, t(waits > 0 ? 'done.alone' : app.least() ? 'done.child' : 'done.title')),
    h('p', {}, waits > 0 ? t('done.alone.lead', { 0: waits }) : t(!app.least() ? 'done.lead' : app.alone ? 'done.child.lead' : 'done.later')),
    waits > 0 && h('button', { type: 'button', class: 'main', 'data-alone': 'yes', onclick: () => app.setAlone(true) }, t('alone.yes')),
    closedAt
      ? h('p', { class: 'box' }, t('done.closed'))
      : aloneAt
        ? h('button', { type: 'button', class: 'quiet', 'data-close': true, onclick: () => app.close() }, t('done.close'))
        : h('p', { class: 'box', 'data-not-closed': true }, t('done.never-alone')),
  ];
}

/** What was told, to be read back and changed. */
export function answersView(app) {
  const rows = h('dl', { class: 'review' });
  for (const [fact, value] of Object.entries(app.person.state.answers)) {
    const asked = app.facts[fact];
    if (!asked) continue;
    // What an officer noted about somebody is for no other eyes than what they told in confidence.
    const covered = !app.alone && (asked.sensitivity === 'sensitive' || asked.asked === false);
    const shown = covered ? t('answers.covered') : words(asked, value);
    fill(rows, ...rows.children, h('div', { class: 'row' }, h('dt', {}, asked.question), h('dd', {}, shown,
      asked.asked === false || covered ? null
        : h('button', { type: 'button', class: 'quiet', 'data-change': fact, onclick: () => app.go({ view: 'question', fact, back: true }) }, t('change')))));
  }
  return [h('h1', { tabindex: -1 }, t('answers.title')), rows.childElementCount > 0 ? rows : h('p', {}, t('answers.none'))];
}
