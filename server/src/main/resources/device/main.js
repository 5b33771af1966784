/** The interview on a device: the PIN, the persons of the shift, one interview, and what waits to be sent. */
import { announce, fill, h, listen, uid } from './app/dom.js';
import { setNames, setTexts, t, today } from './app/texts.js';
import { engineClient } from './app/engine-client.js';
import { key as questionKey, skippedCsv } from './app/person.js';
import { answersView, askView, careView, doneView, frameView, gateView, nowView, surgeView } from './ask.js';
import { doorsView, stepsView } from './flags.js';
import { sheetView } from './sheet.js';
import { copy, engineJson, giveIds, opened } from './shift.js';
import { Sync } from './sync.js';
import { isThere, marked, onWiped, possible, unlock, uuid, wipe } from './store.js';

const main = document.getElementById('app');
const line = document.getElementById('line');
const base = new URL('.', import.meta.url);
/** A country without doors: only what concerns needs is looked at, which is quick. */
const NOWHERE = 'ATA';
const LANGUAGE = 'amparo.device.language';
/** So long after the last touch the tablet locks by itself. */
const IDLE = 10 * 60 * 1000;
/** "Perhaps others", among several codes. */
const OTHERS = 'UNKNOWN';
const CHILD_ALONE = 'child-alone';
const EMERGENCY = 'medical-emergency';
const MEDICAL = 'medical';
const COMPANY = 'accompanied_by';
/** The same as the server asks of every child. */
const OF_EVERY_CHILD = ['needs_now', 'languages', 'country_now', 'nationality'];

const isChildAlone = (report) => (report?.screens ?? []).some((one) => one.id === CHILD_ALONE && one.outcome === 'refer');

const read = async (name) => {
  const answer = await fetch(new URL(name, base));
  if (!answer.ok) throw new Error(name);
  return answer.json();
};

class App {
  shift = null;

  sync = null;

  facts = {};

  rulebook = '';

  person = null;

  key = null;

  alone = false;

  stepsOpen = false;

  postponed = new Set();

  stack = [];

  at = 0;

  details = { screens: {} };

  spoken = null;

  turn = 0;

  saving = Promise.resolve(true);

  async start() {
    const known = localStorage.getItem(LANGUAGE) ?? document.documentElement.lang;
    this.officer = await read(`officer.${known === 'en' ? 'en' : 'es'}.json`);
    setTexts(known, this.officer);
    document.documentElement.lang = known;
    listen();
    onWiped(() => this.emptied('wiped.elsewhere'));
    addEventListener('popstate', (event) => this.moved(event.state));
    if (!possible()) this.only(h('h1', {}, t('not-possible.title')), h('p', {}, t('not-possible.lead')));
    else if (await isThere()) this.locked();
    else this.emptied('nothing');
  }

  only(...content) {
    this.person = null;
    fill(main, content);
    this.focusTitle();
  }

  // --- the lock

  locked(left) {
    const waits = marked();
    const id = uid();
    const pin = h('input', { type: 'password', id, autocomplete: 'off', class: 'pin' });
    const problem = h('p', { class: 'problem', role: 'alert', hidden: left === undefined }, left === undefined ? '' : t(left === 1 ? 'lock.left.one' : 'lock.left.other', { 0: left }));
    const button = h('button', { type: 'submit', class: 'main' }, t('lock.open'));
    this.only(h('h1', { tabindex: -1 }, t('lock.title')), h('p', {}, t('lock.lead')),
      waits > 0 && h('p', { class: 'box' }, t(waits === 1 ? 'lock.waiting.one' : 'lock.waiting.other', { 0: waits })),
      h('form', { novalidate: true, id: 'lock', onsubmit: async (event) => {
        event.preventDefault();
        if (button.disabled) return;
        button.disabled = true;
        button.textContent = t('lock.opening');
        const tried = await unlock(pin.value);
        if (tried.store) await this.opened(tried.store);
        else if (tried.left !== undefined) this.locked(tried.left);
        else this.emptied(tried.wiped ? 'wiped.pin' : 'nothing');
      } }, problem, h('label', { class: 'label', for: id }, t('lock.pin')), pin, button));
    main.dataset.view = 'lock';
    pin.focus();
  }

  /** Nothing is here any more, and why. */
  emptied(why) {
    this.sync?.stop();
    this.shift?.close();
    this.shift = null;
    this.sync = null;
    line.textContent = '';
    this.only(h('h1', { tabindex: -1 }, t(`${why}.title`)), h('p', {}, t(`${why}.lead`)), h('p', {}, h('a', { class: 'button button-main', href: '/device' }, t('prepare'))));
    main.dataset.view = 'emptied';
    main.dataset.why = why;
  }

  async opened(store) {
    this.shift = await opened(store);
    const { language } = this.shift.facts;
    localStorage.setItem(LANGUAGE, language);
    document.documentElement.lang = language;
    this.officer = await read(`officer.${language === 'en' ? 'en' : 'es'}.json`);
    setTexts(language, this.officer);
    this.sync = new Sync(this.shift);
    this.sync.onChange = () => this.said();
    this.sync.onEnded = async () => {
      await wipe();
      this.emptied('wiped.ended');
    };
    this.shift.onChange = () => this.said();
    this.lockWhenIdle();
    this.said();
    this.engine = engineClient(base);
    await this.speak(language);
    this.list();
    this.sync.look().then((goesOn) => { if (goesOn) this.sync?.now(); });
  }

  /** The rules and the questions in a language. */
  async speak(language) {
    if (this.spoken === language) return;
    const [core, details, texts] = await Promise.all([
      fetch(new URL(`core.${language}.json`, base)).then((answer) => answer.text()),
      read(`screens.${language}.json`),
      read(`texts.${language}.json`),
    ]);
    const loaded = await this.engine.call('load', core, language);
    this.rulebook = loaded.summary.rulebook;
    this.loadedDoors = loaded.doors;
    this.details = details;
    this.facts = {};
    for (const fact of loaded.vocabulary.facts) {
      this.facts[fact.fact] = fact;
      for (const field of fact.fields ?? []) this.facts[`${fact.fact}.${field.fact}`] = field;
    }
    this.shift.lists = new Set(loaded.vocabulary.facts.filter((one) => one.type === 'records').map((one) => one.fact));
    this.shift.observed = new Set(loaded.vocabulary.facts.filter((one) => one.asked === false).map((one) => one.fact));
    // The person's words, and over them those that only the officer reads.
    setTexts(language, { ...texts, ...this.officer });
    setNames(loaded.vocabulary.codes);
    this.spoken = language;
    const empty = await this.engine.call('check', '{}', today(), language, NOWHERE);
    this.draft = empty.draft === true;
  }

  // --- the line at the top: always there, and never silent about what waits

  said() {
    if (!this.shift) return;
    const waiting = this.shift.count('waiting');
    const refused = this.shift.count('refused');
    const counted = waiting === 0 ? t('line.none') : t(waiting === 1 ? 'line.waiting.one' : 'line.waiting.other', { 0: waiting });
    const state = this.sync && waiting > 0 && ['no-line', 'sign-in', 'other', 'sending'].includes(this.sync.state) ? ` ${t(`line.${this.sync.state}`)}` : '';
    fill(line, `${counted}${state}`,
      refused > 0 && h('strong', {}, ` ${t(refused === 1 ? 'line.refused.one' : 'line.refused.other', { 0: refused })}`),
      h('button', { type: 'button', class: 'link', 'data-go': 'waiting', onclick: () => this.waitingPage() }, t('line.see')),
      this.sync?.state === 'sign-in' && h('a', { href: '/device' }, t('line.sign-in')));
    line.dataset.waiting = String(waiting);
    line.dataset.refused = String(refused);
    line.dataset.state = this.sync?.state ?? '';
    if (main.dataset.view === 'waiting') this.waitingPage();
  }

  // --- the persons of the shift

  list() {
    this.leavePerson();
    const persons = [...this.shift.persons].map(([key, person]) => h('li', {},
      h('button', { type: 'button', class: 'answer person', 'data-person': person.code, onclick: () => this.open(key) },
        h('span', { class: 'name' }, person.name ?? t('list.no-name')),
        h('span', { class: 'hint' }, [person.number && t('list.number', { 0: person.number }), person.code, person.group].filter(Boolean).join(' · ')))));
    const name = h('input', { type: 'text', id: uid(), autocomplete: 'off', maxlength: 200 });
    const groups = [...new Set([...this.shift.persons.values()].map((one) => one.group).filter(Boolean))];
    const group = h('select', { id: uid() }, h('option', { value: '' }, t('list.no-group')), groups.map((one) => h('option', { value: one }, one)));
    this.only(
      h('h1', { tabindex: -1 }, t('list.title')),
      this.shift.broken > 0 && h('p', { class: 'box' }, t('list.broken', { 0: this.shift.broken })),
      persons.length > 0 ? h('ul', { class: 'people' }, persons) : h('p', {}, t('list.nobody')),
      h('details', { class: 'plain' }, h('summary', { 'data-new': true }, t('list.new')),
        h('form', { novalidate: true, id: 'new-person', onsubmit: async (event) => {
          event.preventDefault();
          const key = await this.shift.newPerson(name.value.trim(), group.value);
          if (key === null) {
            announce(t('list.no-codes'));
            return;
          }
          this.sync.now();
          this.open(key);
        } },
        h('p', { class: 'hint' }, this.shift.facts.codes.length > 0 ? t('list.codes', { 0: this.shift.facts.codes.length }) : t('list.no-codes')),
        h('label', { class: 'label', for: name.id }, t('list.name')), name,
        groups.length > 0 && [h('label', { class: 'label', for: group.id }, t('list.group')), group],
        h('button', { type: 'submit', class: 'main' }, t('list.begin')))),
      h('div', { class: 'tools' },
        h('button', { type: 'button', class: 'quiet', 'data-go': 'surge', onclick: () => this.surgePage() }, t('surge.title')),
        h('button', { type: 'button', class: 'quiet', 'data-go': 'lock', onclick: () => this.lock() }, t('lock.now')),
        h('button', { type: 'button', class: 'quiet', 'data-go': 'end', onclick: () => this.endPage() }, t('end.title'))));
    main.dataset.view = 'list';
  }

  lock() {
    location.reload();
  }

  /** Everything is kept with each answer: locking by itself loses nothing. */
  lockWhenIdle() {
    let touched = Date.now();
    for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, () => { touched = Date.now(); }, { passive: true });
    setInterval(() => { if (this.shift && Date.now() - touched > IDLE) this.lock(); }, 5_000);
  }

  leavePerson() {
    this.person = null;
    this.key = null;
    this.alone = false;
    this.stepsOpen = false;
    this.postponed.clear();
  }

  // --- what waits

  waitingPage() {
    const items = this.shift.open();
    const what = (item) => (item.kind !== 'answer' ? t(`waiting.${item.kind}`) : this.facts[item.fact]?.question ?? item.fact);
    this.leavePerson();
    this.only(
      h('h1', { tabindex: -1 }, t('waiting.title')),
      h('p', {}, items.length === 0 ? t('waiting.none') : t('waiting.lead')),
      h('ul', { class: 'cards' }, items.map((item) => h('li', { class: 'card', 'data-item': item.id, 'data-state': item.state },
        h('h2', {}, what(item)),
        h('p', { class: 'hint' }, item.about),
        h('p', { class: `pill pill-${item.state === 'refused' ? 'attention' : 'doing'}` }, t(`waiting.${item.state}`)),
        item.state === 'refused' && [
          h('p', { class: 'sentence' }, item.sentence ?? ''),
          h('p', { class: 'todo' }, item.todo ?? ''),
          h('div', { class: 'inline' },
            h('button', { type: 'button', class: 'quiet', 'data-again': true, onclick: async () => { await this.shift.again(item.id); this.sync.now(); } }, t('waiting.again')),
            h('details', { class: 'plain' }, h('summary', {}, t('waiting.give-up')), h('p', {}, t('waiting.give-up.what')),
              h('button', { type: 'button', class: 'quiet', 'data-give-up': true, onclick: () => this.shift.giveUp(item.id) }, t('waiting.give-up.yes')))),
        ]))),
      h('div', { class: 'tools' },
        h('button', { type: 'button', class: 'main', 'data-go': 'send', onclick: () => this.sync.now() }, t('waiting.send')),
        h('button', { type: 'button', class: 'quiet', 'data-go': 'list', onclick: () => this.list() }, t('list.back'))));
    main.dataset.view = 'waiting';
  }

  /** The end of the shift: first everything is sent, then everything goes. */
  async endPage() {
    this.leavePerson();
    this.only(h('h1', { tabindex: -1 }, t('end.title')), h('p', { role: 'status' }, t('end.sending')));
    main.dataset.view = 'ending';
    await this.sync.now();
    if (!this.shift || main.dataset.view !== 'ending') return;
    const left = this.shift.unsent;
    const sure = h('input', { type: 'checkbox', id: uid() });
    const go = async () => {
      if (left > 0 && !sure.checked) {
        announce(t('end.sure.missing'));
        return;
      }
      await this.sync.end();
      await wipe();
      this.emptied('wiped.end');
    };
    this.only(
      h('h1', { tabindex: -1 }, t('end.title')),
      left === 0 ? h('p', {}, t('end.lead')) : h('div', { class: 'message message-danger' }, h('div', {},
        h('p', { class: 'strong' }, t(left === 1 ? 'end.lost.one' : 'end.lost.other', { 0: left })),
        h('p', {}, t('end.lost.now')),
        h('div', { class: 'choices' }, h('div', { class: 'choice' }, sure, h('label', { for: sure.id }, t('end.sure')))))),
      h('div', { class: 'tools' },
        h('button', { type: 'button', class: 'main', 'data-go': 'list', onclick: () => this.list() }, t('end.not')),
        h('button', { type: 'button', class: 'quiet', 'data-end': String(left), onclick: go }, t('end.yes'))));
    main.dataset.view = 'end';
  }

  // --- one interview

  async open(key) {
    this.leavePerson();
    this.key = key;
    this.person = copy(this.shift.persons.get(key));
    this.before = copy(this.person.state);
    await this.speak(this.person.frame?.language ?? this.shift.facts.language);
    this.stack = [{ view: this.person.frame && !this.person.closedAt ? 'now' : 'frame' }];
    this.at = 0;
    history.replaceState({ amparo: 0 }, '');
    this.report = null;
    this.render();
    this.look();
  }

  /** For the question pages: the answers of the person who is asked now. */
  get state() {
    return this.person?.state ?? null;
  }

  /** The frame of a new interview: from here on answers belong to it. */
  async framed(given) {
    await this.speak(given.language);
    // A draft translation that is read without an interpreter is no interpreter.
    const frame = { ...given, through: given.through === 'direct' && this.draft ? 'draft' : given.through };
    const counts = frame.understood && (frame.through === 'direct' || frame.through === 'interpreter');
    this.person.frame = frame;
    this.person.interview = uuid();
    this.person.aloneAt = null;
    this.person.closedAt = null;
    // The server writes this down with the frame itself.
    this.person.state.answers.interview_language_understood = counts;
    this.before.answers.interview_language_understood = counts;
    if (!(await this.note({ kind: 'frame', person: this.person.code, ...frame }))) return;
    this.stack = [{ view: 'now' }];
    this.at = 0;
    history.replaceState({ amparo: 0 }, '');
    this.look();
    this.render();
  }

  /** Keeps something about the interview; whether it could. */
  note(what) {
    const { key } = this;
    const person = copy(this.person);
    this.saving = this.saving.then(async () => {
      try {
        await this.shift.noted(key, person, what);
        return true;
      } catch {
        this.notSaved();
        return false;
      }
    });
    this.saving.then((kept) => { if (kept) this.sync?.now(); });
    return this.saving;
  }

  /** What the officer thinks of a step, kept with the person and sent like an answer. */
  async opine({ kind, screen, opinion, reason }) {
    // What is seen holds the questions back like what is told.
    if (kind === 'observe' && screen === EMERGENCY) this.person.care = 'waits';
    this.person.opinions = [...(this.person.opinions ?? []), { screen, opinion, reason }];
    if (!(await this.note({ kind, person: this.person.code, screen, ...(kind === 'opinion' ? { opinion } : {}), reason }))) return;
    announce(t('opinion.kept'));
    const place = document.getElementById('beside');
    if (place && this.report) fill(place, stepsView(this, this.report, this.details));
  }

  /** Large arrivals: the least of each person, one after the other; the number of the day is what they are called by. */
  async surgePage(given) {
    this.leavePerson();
    await this.speak(this.shift.facts.language);
    this.only(surgeView(this, given));
    main.dataset.view = 'surge';
  }

  async close() {
    this.person.closedAt = new Date().toISOString();
    if (await this.note({ kind: 'close' })) this.list();
  }

  /** Whether only the least may be asked: a child alone, and nobody here who answers for them. */
  least() {
    return this.person?.frame?.guardian === false && !this.person.guardian && (isChildAlone(this.report) || this.report?.perhapsAlone === true);
  }

  /** While nobody has said who is with somebody who may be a child, they are taken for alone: that is asked first. */
  async weigh(report) {
    if (!this.person || report.perhapsAlone !== undefined || (this.person.state.answers[COMPANY] ?? null) !== null) return;
    const alone = copy(this.person.state);
    alone.answers[COMPANY] = 'nobody';
    report.perhapsAlone = isChildAlone(await this.engine.call('check', engineJson(alone), today(), this.spoken, NOWHERE));
  }

  /** Whether nothing more is asked until somebody has taken care of the person, as on the pages of the server. */
  careFirst() {
    const { care } = this.person;
    const emergency = (this.report?.screens ?? []).some((one) => one.id === EMERGENCY && one.outcome === 'refer');
    return care === 'waits' || (emergency && care !== 'done');
  }

  /** Somebody noted that it was taken care of. */
  async cared() {
    this.person.care = 'done';
    if (await this.note({ kind: 'care', person: this.person.code })) this.questions();
  }

  async need(fact, code, on, note) {
    // Who needs a nurse again waits for one again.
    if (on && code === MEDICAL && this.person.care === 'done') this.person.care = null;
    const told = this.person.state.answers[fact] ?? [];
    // A tap says nothing of the others: they are asked still, unless somebody asked before.
    const whole = told.length > 0 && !told.includes(OTHERS);
    const codes = told.filter((one) => one !== code && one !== OTHERS);
    if (on) codes.push(code);
    if (codes.length === 0 && !whole) delete this.person.state.answers[fact];
    else this.person.state.answers[fact] = whole ? codes : [...codes, OTHERS];
    if (await this.save()) this.render(note);
  }

  /** Something that is seen and is so or not; taken back, it is open again. */
  async sign(fact, on) {
    if (on) this.person.state.answers[fact] = true;
    else delete this.person.state.answers[fact];
    if (await this.save()) this.render(t('now.noted'));
  }

  setAlone(alone) {
    this.alone = alone;
    if (alone) {
      this.postponed.clear();
      if (!this.person.aloneAt && this.person.interview) {
        this.person.aloneAt = new Date().toISOString();
        this.note({ kind: 'alone' });
      }
      this.questions();
    } else {
      this.stepsOpen = false;
      this.render();
    }
  }

  postpone(view) {
    this.postponed.add(questionKey(view.fact, view.record));
    this.questions();
  }

  /** Keeps everything on the device before anything else happens: whether it could. */
  save() {
    giveIds(this.person.state, this.shift.lists);
    const { key, before } = this;
    const person = copy(this.person);
    this.before = copy(person.state);
    this.saving = this.saving.then(async () => {
      try {
        await this.shift.answered(key, person, before);
        return true;
      } catch {
        this.before = before;
        this.notSaved();
        return false;
      }
    });
    this.report = null;
    this.saving.then((kept) => { if (kept) this.sync?.now(); });
    this.look();
    return this.saving;
  }

  notSaved() {
    fill(main, h('div', { class: 'message message-danger', role: 'alert' }, h('div', {}, h('p', { class: 'strong' }, t('save.failed')), h('p', {}, t('save.failed.now')))),
      h('button', { type: 'button', class: 'main', onclick: async () => { if (await this.save()) this.render(); } }, t('again')));
  }

  /** An answer was given or left open. */
  async answered(view) {
    if (!(await this.save())) return;
    if (view.back) this.back();
    else this.questions();
  }

  /** A record was changed inside a list. */
  changed() {
    this.save();
  }

  check(destinations) {
    return this.engine.call('check', engineJson(this.person.state), today(), this.spoken, destinations);
  }

  /** What the answers point to, looked at beside the questions. */
  async look() {
    this.turn += 1;
    const { turn } = this;
    try {
      const report = await this.check(NOWHERE);
      await this.weigh(report);
      if (turn !== this.turn || !this.person) return;
      this.report = report;
      const view = this.stack[this.at];
      if (view?.view === 'question' && !view.back && this.careFirst()) this.go({ view: 'care' });
      const place = document.getElementById('beside');
      if (place) fill(place, stepsView(this, report, this.details));
    } catch {
      const place = document.getElementById('beside');
      if (place && turn === this.turn) fill(place, h('p', { class: 'box' }, t('engine.failed')));
    }
  }

  /** To the next question of the engine. */
  async questions() {
    await this.saving;
    const skipped = [skippedCsv(this.person.state), ...this.postponed].filter(Boolean).join(',');
    main.inert = true;
    try {
      this.report ??= await this.check(NOWHERE);
      await this.weigh(this.report);
      if (this.careFirst()) {
        this.go({ view: 'care' });
        return;
      }
      if (this.least()) {
        const next = this.nextLeast();
        this.go(next ? { view: 'question', fact: next } : { view: 'done' });
        return;
      }
      const planned = await this.engine.call('nextQuestion', engineJson(this.person.state), today(), this.spoken, '', skipped, 'officer');
      main.inert = false;
      if (!this.person) return;
      if (planned.question === null) this.go({ view: 'done' });
      else {
        const { fact, record, why, more } = planned.question;
        this.go({ view: 'question', fact, record, why, more });
      }
    } catch (fault) {
      main.inert = false;
      this.fault(fault);
    }
  }

  /** Of a child alone: what keeps them safe, and whether they are alone, until a guardian is there. */
  nextLeast() {
    const { answers, skips } = this.person.state;
    return [...OF_EVERY_CHILD, ...(this.details.screens[CHILD_ALONE]?.reads ?? [])].find((fact) => {
      const asked = this.facts[fact];
      const told = answers[fact];
      const open = told === undefined || (Array.isArray(told) && told.includes(OTHERS));
      return asked && asked.asked !== false && asked.sensitivity !== 'survivor' && open && !skips[fact] && !this.postponed.has(fact);
    });
  }

  fault(fault) {
    fill(main, h('h1', { tabindex: -1 }, t('engine.failed')), h('p', {}, this.faultText(fault)),
      h('button', { type: 'button', class: 'main', onclick: () => this.render() }, t('again')));
    this.focusTitle();
  }

  faultText() {
    return t('engine.failed.now');
  }

  // --- what the question pages need of their page

  canSeeResults() {
    return false;
  }

  async doors() {
    return this.loadedDoors;
  }

  async ask(call, fact) {
    return (await this.engine.call(call, fact, engineJson(this.person.state), today())).why;
  }

  go(view) {
    this.stack.length = this.at + 1;
    this.stack.push(view);
    this.at += 1;
    // Only a number: neither the address nor the history says what is asked or answered.
    history.pushState({ amparo: this.at }, '');
    this.render();
  }

  back() {
    if (this.at > 0) history.back();
    else this.list();
  }

  moved(state) {
    if (!this.person) return;
    this.at = Math.min(Math.max(0, Number(state?.amparo ?? 0)), this.stack.length - 1);
    this.render();
  }

  render(note) {
    if (!this.person) return;
    const view = this.stack[this.at];
    const asked = this.facts[view.fact];
    const gated = view.view === 'question' && !this.alone && asked && [asked, this.facts[view.fact.split('.')[0]]].some((one) => one.sensitivity === 'sensitive');
    const tabs = [['now', 'tab.now'], ['question', 'tab.ask'], ['answers', 'tab.answers'], ['doors', 'tab.doors'], ['sheet', 'tab.sheet'], ['frame', 'tab.frame']];
    // Also on the way back: what is told is heard, nothing more is asked.
    const held = view.view === 'question' && !view.back && this.careFirst();
    const place = held ? 'care' : gated ? 'gate' : view.view;
    fill(main,
      h('div', { class: 'who' },
        h('button', { type: 'button', class: 'goback', 'data-go': 'list', onclick: () => this.list() }, t('list.back')),
        h('p', { class: 'name' }, this.person.name ?? t('list.no-name'), h('span', { class: 'hint' }, ` ${this.person.code}`)),
        h('button', { type: 'button', class: 'quiet alone', 'data-toggle': 'alone', 'aria-pressed': String(this.alone), onclick: () => this.setAlone(!this.alone) }, t(this.alone ? 'alone.on' : 'alone.off'))),
      h('nav', { class: 'places', 'aria-label': t('tab.label') }, tabs.map(([name, text]) => h('button', {
        type: 'button', class: 'place', 'data-tab': name, 'aria-current': view.view === name ? 'page' : null,
        onclick: () => (name === 'question' ? this.questions() : this.go({ view: name })),
      }, t(text)))),
      note && h('p', { class: 'box', role: 'status' }, note),
      h('div', { class: 'interview' },
        h('div', { class: 'asked' }, this.content(place, view)),
        h('aside', { id: 'beside', class: 'beside', 'aria-label': t('steps.title') }, this.report && stepsView(this, this.report, this.details))));
    main.dataset.view = place;
    main.dataset.question = view.view === 'question' ? questionKey(view.fact, view.record) : '';
    main.inert = false;
    this.focusTitle();
  }

  content(place, view) {
    switch (place) {
      case 'frame': return frameView(this);
      case 'now': return nowView(this);
      case 'care': return careView(this);
      case 'gate': return gateView(this, view);
      case 'question': return askView(this, view);
      case 'answers': return answersView(this);
      case 'doors': return this.doorsPlace();
      case 'sheet': return sheetView(this);
      default: return doneView(this);
    }
  }

  doorsPlace() {
    const box = h('div', {}, h('p', { class: 'wait', role: 'status' }, t('doors.wait')));
    this.check('').then((report) => fill(box, doorsView(this, report)), () => fill(box, h('p', {}, t('engine.failed'))));
    return box;
  }

  /** What the sheet to take home needs, in the words of a language; the questions go back to theirs. */
  async sheet(language, discreet) {
    const before = this.spoken;
    const words = read(`sheet.${language}.json`);
    const pictures = read('pictures.json');
    if (discreet) return [await words, await pictures, null];
    main.inert = true;
    try {
      await this.speak(language);
      return [await words, await pictures, await this.check('')];
    } finally {
      await this.speak(before);
      main.inert = false;
    }
  }

  focusTitle() {
    const title = main.querySelector('h1');
    title?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

const app = new App();
app.start().catch(() => {
  main.dataset.view = 'broken';
  main.append(h('p', { role: 'alert' }, t('engine.failed')));
});
