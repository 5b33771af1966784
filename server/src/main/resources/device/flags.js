/** What the answers point to: next steps with the reason, what to do and what never to do. */
import { announce, h, uid } from './app/dom.js';
import { country, day, list, t } from './app/texts.js';
import { words } from './app/say.js';
import { DOORS, grouped } from './app/groups.js';

const URGENT = { emergency: 0, high: 1, medium: 2, routine: 3 };

/** The steps that may stand on this screen, the most urgent first. At a border only those for now. */
export function steps(report, details, room) {
  return (report?.screens ?? [])
    .filter((one) => one.outcome === 'refer')
    .filter((one) => room !== 'border' || (URGENT[one.urgency] <= 1 && !details.screens[one.id]?.survivor))
    .sort((a, b) => URGENT[a.urgency] - URGENT[b.urgency]);
}

/** Covered until somebody asks for it: others may see the screen, and nothing outside of it is a label. */
export function stepsView(app, report, details) {
  const all = steps(report, details, app.shift.facts.room);
  const now = all.filter((one) => one.urgency === 'emergency').length;
  if (all.length === 0) return h('section', { class: 'steps', id: 'steps' }, h('h2', {}, t('steps.title')), h('p', { class: 'hint' }, t('steps.none')), observeForm(app, details));
  return h('section', { class: 'steps', id: 'steps' },
    h('h2', {}, t('steps.title')),
    h('details', { class: 'covered', 'data-steps': String(all.length), open: app.alone && app.stepsOpen, ontoggle: (event) => { app.stepsOpen = event.target.open; } },
      h('summary', {}, t(all.length === 1 ? 'steps.count.one' : 'steps.count.other', { 0: all.length }), now > 0 && h('strong', {}, ` ${t('steps.now')}`)),
      app.alone ? null : h('p', { class: 'hint' }, t('steps.others')),
      h('ul', { class: 'step-list' }, all.map((one) => stepCard(app, one, details.screens[one.id] ?? null))), observeForm(app, details)));
}

function stepCard(app, screen, detail) {
  const actions = detail?.actions ?? [];
  const never = detail?.never ?? [];
  return h('li', { class: 'step', 'data-screen': screen.id },
    h('h3', {}, screen.title),
    h('p', { class: 'when' }, screen.hours ? t(`steps.by.${screen.urgency}`, { 0: screen.hours }) : t(`steps.urgency.${screen.urgency}`)),
    screen.inDoubt && h('p', { class: 'hint' }, t('steps.doubt')),
    actions.length > 0 && [h('h4', {}, t('steps.do')), h('ul', {}, actions.map((one) => h('li', {}, one)))],
    never.length > 0 && [h('h4', {}, t('steps.never')), h('ul', { class: 'never' }, never.map((one) => h('li', {}, one)))],
    screen.refer.length > 0 && h('p', {}, t('steps.refer', { 0: list(screen.refer.map((kind) => t(`service.${kind}`))) })),
    // What a survivor told is not written on a screen again, not even as a reason.
    detail?.survivor ? h('p', { class: 'hint' }, t('steps.private')) : [whyPanel(app, screen, detail), opinions(app, screen, detail)]);
}

/** The words of the officer, with a reason; a fear of return is disagreed with by nobody. */
function opinions(app, screen, detail) {
  const said = (app.person.opinions ?? []).filter((one) => one.screen === screen.id);
  return [
    said.map((one) => h('p', { class: 'hint', 'data-said': one.opinion }, t(`opinion.said.${one.opinion}`, { 0: one.reason }))),
    reasoned('opinion', t('opinion.title'), null, [['confirm', t('opinion.confirm')], ...(detail?.fear ? [] : [['disagree', t('opinion.disagree')]])],
      (opinion, reason) => app.opine({ kind: 'opinion', screen: screen.id, opinion, reason })),
    detail?.fear && h('p', { class: 'hint' }, t('opinion.fear')),
  ];
}

/** What was seen and not told: a screen of the rulebook, never a label of one's own. */
function observeForm(app, details) {
  const id = uid();
  const choice = h('select', { id }, h('option', { value: '' }, t('choose')), Object.entries(details.screens).filter(([, one]) => app.shift.facts.room !== 'border' || !one.survivor).map(([screen, one]) => h('option', { value: screen }, one.title)));
  const said = (app.person.opinions ?? []).filter((one) => one.opinion === 'observe');
  return [
    said.map((one) => h('p', { class: 'hint', 'data-said': 'observe' }, t('opinion.said.observe', { 0: details.screens[one.screen]?.title ?? one.screen }))),
    reasoned('observe', t('opinion.add'), [h('label', { class: 'label', for: id }, t('opinion.what')), choice], [['observe', t('opinion.add.go')]], (_, reason) => {
      if (choice.value === '') return false;
      return app.opine({ kind: 'observe', screen: choice.value, opinion: 'observe', reason });
    }),
  ];
}

function reasoned(name, title, before, buttons, send) {
  const id = uid();
  const reason = h('textarea', { id, rows: 2, maxlength: 2000 });
  return h('details', { class: 'why', [`data-${name}`]: true }, h('summary', {}, title), before,
    h('label', { class: 'label', for: id }, t('opinion.reason')), h('p', { class: 'hint' }, t('opinion.reason.hint')), reason,
    h('div', { class: 'inline' }, buttons.map(([what, text]) => h('button', { type: 'button', class: 'quiet', 'data-opine': what, onclick: async () => {
      const words = reason.value.trim();
      if (words.length < 3 || (await send(what, words)) === false) announce(t('opinion.missing'));
    } }, text))));
}

function whyPanel(app, screen, detail) {
  return h('details', { class: 'why', 'data-why': screen.id },
    h('summary', {}, t('steps.why')),
    h('ul', { class: 'conditions' }, screen.because.map((one) => condition(app, one, detail))),
    detail?.cite?.act && h('p', { class: 'hint' }, t('steps.source', { 0: detail.cite.act })),
    h('p', { class: 'hint' }, t('steps.rule', { 0: screen.id, 1: app.rulebook })));
}

function condition(app, node, detail) {
  const cite = detail?.cites?.[node.id];
  return h('li', { class: 'condition true' },
    h('p', {}, detail?.texts?.[node.id] ?? node.text ?? ''),
    (node.read ?? []).filter((one) => one.value !== null).map((one) => answerLine(app, one)),
    (node.parts ?? []).filter((one) => one.truth === 'true' && one.id).map((one) => h('ul', {}, condition(app, one, detail))),
    cite?.act && h('p', { class: 'hint' }, t('steps.source', { 0: [cite.act, cite.article].filter(Boolean).join(', ') }), cite.read && ` (${day(cite.read)})`));
}

function answerLine(app, { fact, value }) {
  const asked = app.facts[fact];
  if (!asked || asked.sensitivity === 'survivor') return null;
  return h('p', { class: 'said' }, t('steps.said', { 0: asked.question, 1: words(asked, value) }));
}

/** Doors in words: asylum first, then what one can do with the others. */
export function doorsView(app, report) {
  const here = app.person.state.answers.country_now;
  const own = app.person.state.answers.nationality ?? [];
  const groups = grouped(report.pathways.filter((one) => one.kind !== 'asylum' || !own.includes(one.destination)), here);
  const line = (one) => h('li', {}, `${one.title} (${list([one.destination, ...(one.others ?? [])].map(country))})`);
  const asylum = groups.asylum.filter((one) => one.destination === here);
  return [
    h('h1', { tabindex: -1 }, t('doors.title')),
    h('p', { class: 'hint' }, t('doors.notice')),
    h('section', { 'data-group': 'asylum' }, h('h2', {}, t('doors.asylum')),
      asylum.length > 0
        ? h('ul', {}, asylum.map((one) => h('li', {}, one.title, h('p', { class: 'hint' }, t(`doors.asylum.${one.outcome}`)))))
        : h('p', {}, t('doors.asylum.elsewhere'))),
    groups.protection.length > 0 && h('section', { 'data-group': 'protection' }, h('h2', {}, t('doors.protection')), h('ul', {}, groups.protection.map(line))),
    DOORS.filter((name) => groups[name].length > 0).map((name) => h('section', { 'data-group': name },
      h('h2', {}, `${t(`doors.${name.replaceAll('_', '-')}`)} (${groups[name].length})`),
      name === 'seems_open' || name === 'ask_first'
        ? h('ul', {}, groups[name].map(line))
        : h('details', {}, h('summary', {}, t('doors.show')), h('ul', {}, groups[name].map(line))))),
  ];
}
