/** What may be printed or sent on: the doors, and the person's own answers only if they tick them. */
import { fill, h, uid } from './dom.js';
import { country, day, t } from './texts.js';
import { words } from './say.js';
import { grouped } from './groups.js';
import { availability } from './results.js';

const SHOWN = ['asylum', 'seems_open', 'ask_first', 'may_be_open'];

export function summaryView(app) {
  const body = h('div', {}, h('p', { class: 'wait' }, t('wait')));
  app.check().then((report) => {
    if (body.isConnected) show(app, body, report);
  }).catch((fault) => {
    if (body.isConnected) fill(body, h('p', { class: 'problem', role: 'alert' }, app.faultText(fault)));
  });
  return [h('h1', { tabindex: -1, class: 'screen' }, t('summary.title')), body];
}

function show(app, body, report) {
  const groups = grouped(report.pathways, app.state.answers.country_now);
  const told = Object.entries(app.state.answers).filter(([name]) => app.facts[name]);
  const ticked = new Set();
  const paper = h('article', { class: 'paper', 'data-paper': true });
  const groupBoxes = SHOWN.map((name) => h('input', { type: 'checkbox', id: uid(), checked: true, onchange: draw }));
  const factBoxes = told.map(([name]) => h('input', { type: 'checkbox', id: uid(), value: name, onchange: (event) => {
    if (event.target.checked) ticked.add(name);
    else ticked.delete(name);
    draw();
  } }));
  const done = h('p', { role: 'status' });

  function draw() {
    fill(paper, ...sheet(app, report, groups, SHOWN.filter((_, i) => groupBoxes[i].checked), told.filter(([name]) => ticked.has(name))));
  }

  draw();
  fill(body,
    h('div', { class: 'screen' },
      h('p', {}, t('summary.warn')),
      h('fieldset', {}, h('legend', {}, t('summary.what')), h('div', { class: 'choices' },
        groupBoxes.map((box, i) => h('div', { class: 'choice small' }, box, h('label', { for: box.id }, heading(SHOWN[i])))))),
      told.length > 0 && h('details', { class: 'plain' }, h('summary', {}, t('summary.answers')),
        h('p', { class: 'hint' }, t('summary.answers.hint')),
        h('div', { class: 'choices' }, factBoxes.map((box, i) => h('div', { class: 'choice small' }, box, h('label', { for: box.id }, app.facts[told[i][0]].question))))),
      h('div', { class: 'tools' },
        h('button', { type: 'button', class: 'main', 'data-do': 'print', onclick: () => window.print() }, t('print')),
        navigator.share && h('button', { type: 'button', class: 'quiet', onclick: () => share(paper, done) }, t('share')),
        h('button', { type: 'button', class: 'quiet', 'data-do': 'copy', onclick: () => copy(paper, done) }, t('copy'))),
      done),
    paper,
    h('button', { type: 'button', class: 'quiet screen', onclick: () => app.back() }, t('back.results')));
}

function sheet(app, report, groups, names, told) {
  return [
    h('h2', {}, t('summary.heading')),
    h('p', {}, t('summary.of', { day: day(report.day), rules: report.rulebook })),
    ...names.map((name) => (name === 'asylum' ? asylum(groups) : doors(name, groups[name]))),
    told.length > 0 && h('section', {}, h('h3', {}, t('summary.told')),
      h('ul', {}, told.map(([name, value]) => h('li', {}, app.facts[name].question, ' ', h('strong', {}, words(app.facts[name], value)))))),
    h('p', { class: 'hint' }, t('summary.foot')),
  ].filter(Boolean);
}

function heading(name) {
  return t(name === 'asylum' ? 'asylum.title' : `group.${name}`);
}

/** Nothing here says where the person is. */
function asylum(groups) {
  return h('section', {}, h('h3', {}, t('asylum.title')), h('p', {}, t('asylum.say')),
    groups.protection.length > 0 && h('ul', {}, groups.protection.map(door)));
}

function doors(name, verdicts) {
  return verdicts.length > 0 && h('section', {}, h('h3', {}, heading(name)), h('p', { class: 'hint' }, t(`group.${name}.note`)), h('ul', {}, verdicts.map(door)));
}

function door(verdict) {
  return h('li', {}, h('strong', {}, verdict.title), ` (${country(verdict.destination)})`,
    verdict.effectOnAsylum === 'ends' ? `. ${t('effect.ends')}` : '',
    verdict.availability === 'open' ? '' : `. ${availability(verdict)}`);
}

async function copy(paper, done) {
  try {
    await navigator.clipboard.writeText(paper.innerText);
    done.textContent = t('copied');
  } catch {
    const range = document.createRange();
    range.selectNodeContents(paper);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    done.textContent = t('copy.self');
  }
}

async function share(paper, done) {
  try {
    await navigator.share({ text: paper.innerText });
  } catch (fault) {
    if (fault.name !== 'AbortError') done.textContent = t('share.not');
  }
}
