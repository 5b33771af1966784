/** One question on a page. */
import { fill, h, uid } from './dom.js';
import { codesOf, country, list, t } from './texts.js';
import { control } from './fields.js';
import { editRecords, key, setAnswer, setRecords, skip, valueOf } from './person.js';
import { recordLines, recordTitle } from './say.js';

/** On a card at once; whatever else a rule needs is asked later, and only then. */
const CARD = {
  relative: ['relation', 'country', 'status', 'age'],
  stay: ['country', 'entered', 'left'],
  document: ['kind', 'country', 'state'],
  claim: ['country', 'filed', 'state'],
  removal: ['country', 'ordered', 'in_force'],
  companion: ['relation', 'adult'],
};
const MOST_CARDS = 20;
const BUTTONS = 8;

/** Codes that say "I do not know" themselves. */
const OWN_UNKNOWN = ['not_known'];

export function questionView(app, view) {
  const { fact, record } = view;
  const asked = app.facts[fact];
  if (asked.type === 'records') return view.card === undefined ? recordsPage(app, view, asked) : cardPage(app, view, asked);
  const heading = uid();
  const hint = asked.help ? uid() : null;
  const value = valueOf(app.state, fact, record);
  const reason = app.state.skips[key(fact, record)];
  const options = asked.codes ? Object.entries(codesOf(asked.codes)) : [];
  const page = [context(app, fact, record), title(heading, asked), help(hint, asked)];

  const answered = (given) => {
    setAnswer(app.state, fact, record, given);
    app.answered(view);
  };

  if (asked.type === 'boolean' || (asked.type === 'code' && asked.codes !== 'country' && options.length <= BUTTONS)) {
    const choices = asked.type === 'boolean' ? [[true, t('yes')], [false, t('no')]] : options;
    page.push(h('div', { class: 'answers', role: 'group', 'aria-labelledby': heading, 'aria-describedby': hint },
      choices.map(([code, label]) => h('button', {
        type: 'button', class: 'answer', 'data-answer': String(code), 'aria-pressed': value === undefined ? null : String(value === code), onclick: () => answered(code),
      }, label, value === code && h('span', { class: 'was' }, t('your.answer'))))));
  } else {
    const field = control(asked, value, heading, hint);
    const problem = h('p', { class: 'problem', id: uid(), hidden: true });
    page.push(h('form', { novalidate: true, onsubmit: (event) => {
      event.preventDefault();
      const given = field.read();
      if (given.error || given.empty) {
        problem.hidden = false;
        problem.textContent = given.error ?? t('error.empty');
        problem.setAttribute('role', 'alert');
        field.focus();
      } else {
        answered(given.value);
      }
    } }, problem, field.element, h('button', { type: 'submit', class: 'main' }, t('continue'))));
  }
  page.push(leaveOpen(app, view, reason, options.some(([code]) => OWN_UNKNOWN.includes(code))), foot(app, view));
  return page;
}

function title(id, asked) {
  return h('h1', { id, tabindex: -1 }, asked.question);
}

function help(id, asked) {
  return asked.help ? h('p', { class: 'help', id }, asked.help) : null;
}

/** For a field of a list: which card is meant. */
function context(app, fact, record) {
  const name = fact.split('.')[0];
  if (name === fact) return null;
  const one = app.state.answers[name]?.[record];
  return one ? h('p', { class: 'about' }, t('about', { what: recordTitle(app.facts[name], one) })) : null;
}

function leaveOpen(app, view, reason, knowsUnknown) {
  const button = (why) => h('button', {
    type: 'button', class: 'quiet', 'data-skip': why, 'aria-pressed': reason ? String(reason === why) : null,
    onclick: () => {
      skip(app.state, view.fact, view.record, why);
      app.answered(view);
    },
  }, t(`skip.${why}`), reason === why && h('span', { class: 'was' }, t('your.answer')));
  return h('div', { class: 'open' }, knowsUnknown ? null : button('unknown'), button('private'));
}

/** Why, how many are left, and the way out to the results. */
export function foot(app, view) {
  const box = h('div', { class: 'why-text' });
  const why = view.fact && h('details', { class: 'why', ontoggle: async (event) => {
    if (!event.target.open || box.childElementCount > 0) return;
    fill(box, h('p', {}, t('wait')));
    fill(box, await whyText(app, view));
  } }, h('summary', {}, t('why')), box);
  return [
    why,
    h('p', { class: 'progress' }, progress(view.more)),
    app.canSeeResults() && h('button', { type: 'button', class: 'quiet', 'data-go': 'results', onclick: () => app.go({ view: 'results' }) }, t('results.now')),
    app.canSeeResults() && h('button', { type: 'button', class: 'quiet', 'data-go': 'review', onclick: () => app.go({ view: 'review' }) }, t('review.link')),
  ].filter(Boolean);
}

/** "about 6 more questions": the plan is a guess, so big numbers are rounded. */
export function progress(more) {
  if (more === undefined) return t('more.start');
  if (more <= 0) return t('more.last');
  if (more === 1) return t('more.one');
  if (more < 10) return t('more', { n: more });
  return t('more', { n: Math.ceil(more / 5) * 5 });
}

async function whyText(app, view) {
  let ids;
  let doors;
  try {
    doors = await app.doors();
    ids = view.why ?? (await app.ask('why', view.fact));
  } catch (fault) {
    return h('p', {}, app.faultText(fault));
  }
  const known = ids.filter((id) => doors[id]);
  const shown = known.slice(0, 4).map((id) => `${doors[id].title} (${list(doors[id].destinations.slice(0, 3).map(country))})`);
  return [
    known.length > 0 && h('p', {}, t(known.length === 1 ? 'why.door' : 'why.doors', { n: known.length })),
    known.length > 0 && h('ul', {}, shown.map((text) => h('li', {}, text)), known.length > shown.length && h('li', {}, t('why.more', { n: known.length - shown.length }))),
    known.length < ids.length && h('p', {}, t('why.help')),
    h('p', {}, t('why.free')),
  ].filter(Boolean);
}

function recordsPage(app, view, asked) {
  const name = view.fact;
  const told = app.state.answers[name];
  const records = Array.isArray(told) ? told : [];
  const heading = uid();
  const problem = h('p', { class: 'problem', hidden: true });
  const done = (whole, reason) => {
    setRecords(app.state, name, records, whole, reason);
    app.answered(view);
  };
  const cards = h('ul', { class: 'cards' }, records.map((record, i) => h('li', { class: 'card' },
    h('h2', {}, recordTitle(asked, record)),
    lines(asked, record),
    h('div', { class: 'inline' },
      h('button', { type: 'button', class: 'quiet', 'aria-label': t('card.change.which', { what: recordTitle(asked, record) }), onclick: () => app.go({ ...view, card: i }) }, t('change')),
      h('button', { type: 'button', class: 'quiet', 'aria-label': t('card.remove.which', { what: recordTitle(asked, record) }), onclick: () => {
        editRecords(app.state, name, records.filter((_, other) => other !== i));
        app.changed();
        app.render(t('card.removed'));
      } }, t('card.remove'))))));
  const add = h('button', { type: 'button', class: records.length === 0 ? 'answer' : 'quiet', 'data-add': true, onclick: () => {
    if (records.length >= MOST_CARDS) {
      problem.hidden = false;
      problem.setAttribute('role', 'alert');
      problem.textContent = t('card.most', { n: MOST_CARDS });
    } else {
      app.go({ ...view, card: records.length });
    }
  } }, records.length === 0 ? t(`add.${name}`) : t('card.add'));
  return [
    title(heading, asked),
    help(null, asked),
    problem,
    records.length > 0 && cards,
    h('div', { class: 'answers' }, add,
      records.length === 0
        ? h('button', { type: 'button', class: 'answer', 'data-answer': 'none', 'aria-pressed': told === 'none' ? 'true' : null, onclick: () => done(true) },
          t('records.none'), told === 'none' && h('span', { class: 'was' }, t('your.answer')))
        : h('button', { type: 'button', class: 'main', 'data-answer': 'all', onclick: () => done(true) }, t('records.all'))),
    records.length > 0
      ? h('div', { class: 'open' }, h('button', { type: 'button', class: 'quiet', 'data-skip': 'private', onclick: () => done(false, 'private') }, t('records.more')))
      : leaveOpen(app, view, app.state.skips[name], false),
    ...foot(app, view),
  ].filter(Boolean);
}

function lines(asked, record) {
  const told = recordLines(asked, record);
  return told.length > 0 && h('dl', { class: 'lines' }, told.map(([question, answer]) => h('div', {}, h('dt', {}, question), h('dd', {}, answer))));
}

function cardPage(app, view, asked) {
  const name = view.fact;
  const records = Array.isArray(app.state.answers[name]) ? app.state.answers[name] : [];
  const old = records[view.card];
  const names = CARD[name] ?? asked.fields.filter((field) => field.asked !== false).map((field) => field.fact);
  const told = old ? Object.keys(old) : [];
  const fields = asked.fields.filter((field) => names.includes(field.fact) || (told.includes(field.fact) && field.asked !== false));
  const place = (field) => (names.includes(field.fact) ? names.indexOf(field.fact) : names.length);
  fields.sort((a, b) => place(a) - place(b));
  const controls = fields.map((field) => {
    const label = uid();
    const problem = h('p', { class: 'problem', hidden: true });
    const made = control(field, old?.[field.fact], label, null);
    return { field, made, problem, element: h('div', { class: 'field', 'data-field': field.fact },
      h('h2', { id: label, class: 'label' }, field.question), field.help && h('p', { class: 'help' }, field.help), problem, made.element) };
  });
  const save = (event) => {
    event.preventDefault();
    const record = { ...old };
    let wrong = null;
    for (const one of controls) {
      const given = one.made.read();
      one.problem.hidden = !given.error;
      if (given.error) {
        one.problem.textContent = given.error;
        one.problem.setAttribute('role', 'alert');
        wrong ??= one;
      } else if (given.empty) {
        delete record[one.field.fact];
      } else {
        record[one.field.fact] = given.value;
      }
    }
    if (!wrong && Object.keys(record).length === 0) {
      wrong = controls[0];
      wrong.problem.hidden = false;
      wrong.problem.textContent = t('error.card');
      wrong.problem.setAttribute('role', 'alert');
    }
    if (wrong) {
      wrong.made.focus();
      return;
    }
    const changed = [...records];
    changed[view.card] = record;
    editRecords(app.state, name, changed);
    app.changed();
    app.back();
  };
  return [
    h('p', { class: 'about' }, asked.question),
    h('h1', { tabindex: -1 }, old ? recordTitle(asked, old) : t(`add.${name}`)),
    h('p', { class: 'help' }, t('card.optional')),
    h('form', { novalidate: true, onsubmit: save }, controls.map((one) => one.element),
      h('button', { type: 'submit', class: 'main' }, t('card.save')),
      h('button', { type: 'button', class: 'quiet', 'data-cancel': true, onclick: () => app.back() }, t('cancel'))),
  ];
}
