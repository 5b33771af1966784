/** The sheet to take home, made and printed without a line: doors in the person's words, asylum first; no name, no code, no reason. */
import { fill, h } from './app/dom.js';
import { t, today } from './app/texts.js';
import { grouped } from './app/groups.js';

const SVG = 'http://www.w3.org/2000/svg';
const MOST = 6;

/** Puts the sheet into a place; a border post decides on no door and has the discreet one alone. */
export function sheetView(app) {
  const border = app.shift.facts.room !== 'frontline';
  const chosen = { language: app.spoken, discreet: border };
  const place = h('div', {});
  const show = async () => {
    fill(place, h('p', { class: 'wait', role: 'status' }, t('doors.wait')));
    try {
      const [words, pictures, report] = await app.sheet(chosen.language, chosen.discreet);
      fill(place, controls(), !chosen.discreet && byWord(app, words, report), paper(app, chosen, words, pictures, report));
    } catch {
      fill(place, controls(), h('p', { class: 'box', role: 'alert' }, t('engine.failed')));
    }
  };
  const controls = () => h('div', { class: 'no-print' },
    h('div', { class: 'inline' }, app.shift.facts.languages.map((one) => h('button', { type: 'button', class: 'quiet', 'data-sheet-language': one, 'aria-pressed': String(one === chosen.language), onclick: () => { chosen.language = one; show(); } }, t(`language.${one}`)))),
    !border && h('button', { type: 'button', class: 'quiet', 'data-discreet': String(chosen.discreet), onclick: () => { chosen.discreet = !chosen.discreet; show(); } }, t(chosen.discreet ? 'sheet.whole' : 'sheet.discreet')),
    h('button', { type: 'button', class: 'main', 'data-print': true, onclick: () => print() }, t('sheet.print')));
  show();
  return [h('div', { class: 'no-print' }, h('h1', { tabindex: -1 }, t('sheet.title')), h('p', { class: 'help' }, t('sheet.lead'))), place];
}

/** Those where the person is, each once: a sheet that people carry proposes no journey. */
function here(app, verdicts) {
  const place = app.person.state.answers.country_now;
  const titles = new Set();
  return verdicts.filter((one) => one.destination === place && !titles.has(one.title) && titles.add(one.title));
}

function doors(app, report) {
  const own = app.person.state.answers.nationality ?? [];
  const groups = grouped(report.pathways.filter((one) => one.kind !== 'asylum' || !own.includes(one.destination)), app.person.state.answers.country_now);
  // Other protection stands among the doors here, by what its answers come to.
  const other = (outcome) => groups.protection.filter((one) => (one.settled ?? one.outcome) === outcome);
  return {
    own: own.includes(app.person.state.answers.country_now),
    asylum: here(app, groups.asylum),
    met: here(app, [...other('met'), ...groups.seems_open, ...groups.ask_first]),
    open: here(app, [...groups.protection.filter((one) => (one.settled ?? one.outcome) !== 'met'), ...groups.may_be_open]),
    not: here(app, groups.not_now),
  };
}

/** What by itself tells what somebody went through is told and not printed, and only shown when alone. */
function byWord(app, words, report) {
  const told = doors(app, report).met.filter((one) => words.doors[one.id]?.tells);
  if (told.length === 0) return null;
  return h('details', { class: 'covered no-print', 'data-by-word': String(told.length) }, h('summary', {}, t('sheet.by-word')), app.alone ? h('ul', {}, told.map((one) => h('li', {}, one.title))) : h('p', {}, t('steps.others')));
}

function paper(app, { language, discreet }, { words, draft, doors: about }, pictures, report) {
  const say = (key) => words[`sheet.${key}`] ?? '';
  if (discreet) {
    return h('section', { class: 'sheet take-home', lang: language, 'data-sheet': 'discreet' }, h('h2', { class: 'sheet-title' }, say('discreet-title')), h('p', {}, say('discreet')), qr(pictures[''], 'help.unhcr.org'));
  }
  const all = doors(app, report);
  const line = (one, whole) => h('li', {}, h('h3', {}, one.title),
    whole && about[one.id]?.summary && h('p', {}, about[one.id].summary),
    about[one.id]?.ends && h('p', {}, h('strong', {}, say('ends-asylum'))),
    whole && about[one.id]?.apply && h('p', {}, about[one.id].apply),
    whole && pictures[one.id] && h('div', { class: 'take-home-picture' }, qr(pictures[one.id], one.title)));
  const part = (key, list, whole) => {
    const shown = list.filter((one) => !about[one.id]?.tells).slice(0, MOST);
    return shown.length > 0 && [h('h2', {}, say(key)), h('ul', {}, shown.map((one) => line(one, whole)))];
  };
  return h('section', { class: 'sheet take-home', lang: language, 'data-sheet': 'doors' },
    h('h2', { class: 'sheet-title' }, say('title')), h('p', {}, say('free')),
    h('h2', {}, say('asylum')), h('p', {}, say(all.own ? 'own-country' : 'asylum-say')),
    h('ul', {}, all.asylum.map((one) => line(one, true))),
    part('met', all.met, true), part('open', all.open, true), part('not-now', all.not, false),
    h('p', { class: 'sheet-note' }, `${say('no-decision')} ${today()} ${draft ? say('draft') : ''}`));
}

/** Squares from their bits; drawn, as no script may make a picture of them. */
function qr(packed, label) {
  const [width, bits] = packed.split(':');
  const size = Number(width);
  const bytes = Uint8Array.from(atob(bits), (one) => one.charCodeAt(0));
  let path = '';
  for (let i = 0; i < size * size; i += 1) {
    if ((bytes[i >> 3] >> (7 - (i & 7))) & 1) path += `M${i % size} ${Math.floor(i / size)}h1v1h-1z`;
  }
  const shape = (d, color) => {
    const one = document.createElementNS(SVG, 'path');
    one.setAttribute('d', d);
    one.setAttribute('fill', color);
    return one;
  };
  const svg = document.createElementNS(SVG, 'svg');
  const given = { class: 'qr', viewBox: `-4 -4 ${size + 8} ${size + 8}`, width: '240', height: '240', role: 'img', 'aria-label': label, 'shape-rendering': 'crispEdges' };
  for (const [name, value] of Object.entries(given)) svg.setAttribute(name, value);
  svg.append(shape(`M-4-4h${size + 8}v${size + 8}H-4z`, '#fff'), shape(path, '#000'));
  return svg;
}
