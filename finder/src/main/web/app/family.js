/** Which doors are open to each of the family, from the few things that were told of them. */
import { fill, h, uid } from './dom.js';
import { country, t, today } from './texts.js';
import { grouped } from './groups.js';
import { relativeJson } from './person.js';
import { availability } from './results.js';
import { recordTitle } from './say.js';

const SHOWN = ['seems_open', 'ask_first'];

/** The cards of the family, if there are any. */
export function relatives(app) {
  const { relative } = app.state.answers;
  return Array.isArray(relative) ? relative : [];
}

export function familyView(app) {
  const members = relatives(app).map((card, i) => {
    const id = uid();
    const body = h('div', {}, h('p', { class: 'wait', role: 'status' }, t('wait')));
    return { i, card, body, element: h('section', { class: 'group', 'data-relative': i, 'aria-labelledby': id },
      h('h2', { id }, recordTitle(app.facts.relative, card)), body) };
  });
  showAll(app, members);
  return [
    h('h1', { tabindex: -1 }, t('family.title')),
    h('p', { class: 'lead' }, t('family.lead')),
    h('p', { class: 'box' }, t('family.asylum')),
    members.map((member) => member.element),
    h('div', { class: 'tools' }, h('button', { type: 'button', class: 'quiet', onclick: () => app.back() }, t('back.results'))),
  ];
}

/** One after another, so that the first is there soon. */
async function showAll(app, members) {
  // The page must stand before its parts are filled.
  await null;
  for (const { i, card, body } of members) {
    try {
      await app.ready;
      const report = await app.engine.call('check', relativeJson(app.state, app.facts.relative, i), today(), app.lang, app.state.destinations.join(','));
      if (!body.isConnected) return;
      fill(body, ...doors(grouped(report.pathways, card.country)));
    } catch (fault) {
      if (!body.isConnected) return;
      fill(body, h('p', { class: 'problem', role: 'alert' }, app.faultText(fault)));
    }
  }
}

function doors(groups) {
  const maybe = groups.may_be_open;
  return [
    ...SHOWN.map((name) => groups[name].length > 0 && [h('h3', {}, h('span', { class: `mark ${name}`, 'aria-hidden': 'true' }), t(`group.${name}`)), lines(groups[name])]),
    SHOWN.every((name) => groups[name].length === 0) && h('p', {}, t('family.none')),
    maybe.length > 0 && h('details', { class: 'more' }, h('summary', {}, `${t('group.may_be_open.short')} (${maybe.length})`), lines(maybe)),
  ].filter(Boolean);
}

/** The page of the door says what it is; it opens aside, so that no answer is lost. */
function lines(verdicts) {
  return h('ul', { class: 'doors plain' }, verdicts.map((verdict) => h('li', {},
    h('a', { href: `doors/${verdict.id}.html`, target: '_blank', rel: 'noopener noreferrer' }, verdict.title),
    verdict.title.includes(country(verdict.destination)) ? '' : ` (${country(verdict.destination)})`,
    verdict.effectOnAsylum === 'ends' ? `. ${t('effect.ends')}` : '',
    verdict.availability === 'open' ? '' : `. ${availability(verdict)}`)));
}
