/** All answers on one page, each can be changed; and what is kept on the phone. */
import { h, uid } from './dom.js';
import { country, t } from './texts.js';
import { recordTitle, words } from './say.js';
import { valueOf } from './person.js';

export function reviewView(app) {
  const rows = app.state.asked.filter((name) => name !== 'destinations').map((name) => row(app, name)).filter(Boolean);
  const kept = app.kept;
  return [
    h('h1', { tabindex: -1 }, t('review.title')),
    app.unused.length > 0 && h('div', { class: 'box', role: 'note' }, h('p', {}, t('kept.unused')),
      h('ul', {}, app.unused.map((one) => h('li', {}, one.label ?? one.fact, ': ', one.text ?? JSON.stringify(one.value))))),
    rows.length === 0 ? h('p', {}, t('review.empty')) : h('dl', { class: 'review' }, rows),
    h('dl', { class: 'review' }, line(t('scope.question'),
      app.state.destinations.length === 0 ? t('scope.all') : app.state.destinations.map(country).join(', '),
      () => app.go({ view: 'scope', back: true }), false)),
    h('div', { class: 'tools' },
      h('button', { type: 'button', class: 'main', 'data-go': 'on', onclick: () => app.goOn() }, t('review.on')),
      app.canSeeResults() && h('button', { type: 'button', class: 'quiet', 'data-go': 'results', onclick: () => app.go({ view: 'results' }) }, t('results.now'))),
    h('section', { class: 'keep' }, h('h2', {}, t('keep.title')),
      h('p', {}, t(kept ? 'keep.is' : 'keep.not')),
      kept ? h('button', { type: 'button', class: 'quiet', 'data-keep': 'drop', onclick: () => app.drop() }, t('keep.drop'))
        : h('button', { type: 'button', class: 'quiet', 'data-keep': 'keep', onclick: () => app.keep() }, t('keep.do')),
      again(app)),
  ];
}

/** Asks once, says what it does. */
function again(app) {
  const sure = h('div', { class: 'box', hidden: true },
    h('p', {}, t('restart.sure')),
    h('button', { type: 'button', class: 'main', 'data-restart': 'yes', onclick: () => app.restart() }, t('restart.yes')),
    h('button', { type: 'button', class: 'quiet', onclick: () => { sure.hidden = true; } }, t('cancel')));
  return [h('button', { type: 'button', class: 'quiet', 'data-restart': 'ask', onclick: () => {
    sure.hidden = false;
    sure.querySelector('button').focus();
  } }, t('restart')), sure];
}

function row(app, name) {
  const [fact, record] = name.split('#');
  const asked = app.facts[fact];
  if (!asked) return null;
  const index = record === undefined ? undefined : Number(record);
  const list = fact.split('.')[0];
  const one = index === undefined ? null : app.state.answers[list]?.[index];
  if (index !== undefined && !one) return null;
  const value = valueOf(app.state, fact, index);
  const reason = app.state.skips[name];
  const answer = value === undefined ? t(reason ? `skipped.${reason}` : 'answer.none') : words(asked, value);
  const question = one ? `${recordTitle(app.facts[list], one)}: ${asked.question}` : asked.question;
  return line(question, answer, () => app.go({ view: 'question', fact, record: index, back: true }), value === undefined);
}

function line(question, answer, change, empty) {
  const id = uid();
  return h('div', { class: 'row' }, h('dt', { id }, question), h('dd', { class: empty ? 'empty' : '' }, answer),
    h('dd', {}, h('button', { type: 'button', class: 'quiet', 'aria-describedby': id, onclick: change }, t('change'))));
}
