/** Who can help. Calm, without naming what may have happened; nothing of it is stored. */
import { h } from './dom.js';
import { t } from './texts.js';

/** From the most pressing. Advice about going back, and consulates, are never offered unasked. */
const SERVICES = ['child-protection', 'medical', 'gbv', 'trafficking', 'shelter', 'asylum-legal', 'family-tracing', 'mhpss', 'food-nfi', 'cash',
  'disability', 'documentation', 'education', 'regularisation', 'livelihoods', 'transport'];
/** What anybody may ask for. */
const ALWAYS = ['asylum-legal', 'shelter', 'medical', 'mhpss'];

/** The kinds of help that the answers point to, and whether some of it works best today. */
export function helpNeeded(screens, answers) {
  const kinds = new Set();
  let soon = false;
  let doubt = false;
  for (const screen of screens ?? []) {
    if (screen.outcome !== 'refer') continue;
    screen.refer.forEach((kind) => kinds.add(kind));
    if (screen.urgency === 'emergency') soon = true;
    if (screen.inDoubt) doubt = true;
  }
  if (answers.wants_private_talk === true) kinds.add('mhpss');
  return { kinds: SERVICES.filter((kind) => kinds.has(kind)), soon, doubt };
}

/** A line on question pages that leads to the panel. */
export function helpNote(app, needed) {
  if (needed.kinds.length === 0) return null;
  return h('aside', { class: needed.soon ? 'help-note soon' : 'help-note', 'aria-label': t('help.title') },
    h('p', {}, t(needed.soon ? 'help.note.soon' : 'help.note')),
    h('button', { type: 'button', class: 'quiet', 'data-go': 'help', onclick: () => app.go({ view: 'help' }) }, t('help.see')));
}

export function helpPanel(needed, level = 'h2') {
  const kinds = needed.kinds.length > 0 ? needed.kinds : ALWAYS;
  return h('section', { class: 'help-panel' },
    h(level, { tabindex: -1 }, t('help.title')),
    needed.soon && h('p', { class: 'strong' }, t('help.soon')),
    h('p', {}, t('help.ask')),
    h('ul', {}, kinds.map((kind) => h('li', {}, t(`service.${kind}`)))),
    needed.doubt && h('p', {}, t('protection.in-doubt')),
    h('p', {}, t('help.where')),
    h('p', { class: 'hint' }, t('protection.consent')));
}

export function helpView(app) {
  return [
    helpPanel(app.needed, 'h1'),
    h('button', { type: 'button', class: 'main', onclick: () => app.back() }, t('back.to')),
  ];
}
