/** The interview: which view is shown, what was answered, and what the engine says of it. */
import { announce, fill, h, listen, uid } from './dom.js';
import { byName, codeName, country, day, setNames, setTexts, t, today } from './texts.js';
import { engineClient, Fault } from './engine-client.js';
import { emptyState, fit, isTold, key, personJson, skippedCsv, valueOf } from './person.js';
import { dropKept, keep, readKept } from './keep.js';
import { onLeave } from './exit.js';
import { applyUpdate } from './site.js';
import { foot, questionView } from './question.js';
import { helpNeeded, helpNote, helpView } from './help.js';
import { words } from './say.js';

/** Asked before the engine is there; it would ask them first as well. */
const FIRST = ['fear_of_return', 'nationality', 'country_now'];
/** A country without doors: only what concerns help is looked at, which is quick. */
const NOWHERE = 'ATA';
const SLOW = 300;
const LOCK = 'amparo-interview';

const main = document.getElementById('app');
const data = main.dataset;
const base = new URL('..', import.meta.url);
const at = (address) => new URL(address, document.baseURI);

class App {
  lang = data.lang;
  state = emptyState();
  facts = {};
  stack = [{ view: 'question', fact: FIRST[0] }];
  at = 0;
  next = null;
  needed = { kinds: [], soon: false };
  compared = [];
  unused = [];
  kept = false;
  left = false;
  leaving = false;
  engine = null;
  ready = null;
  report = null;
  bundle = null;
  turn = 0;
  release = null;
  news = null;
  loading = null;
  views = null;

  async start() {
    const read = async (address) => (await fetch(at(address))).json();
    const words = Promise.all([read(data.texts), read(data.words)]);
    this.first();
    this.loadEngine();
    const [texts, shared] = await words;
    setTexts(this.lang, { ...shared, ...texts });
    listen();
    const stored = readKept();
    this.kept = stored.state !== 'none';
    const reloaded = Number(history.state?.amparo ?? 0) > 0;
    history.replaceState({ amparo: 0 }, '');
    if (stored.state === 'none') this.render(reloaded ? t('reloaded') : undefined, true);
    else this.askKept(stored);
    this.loadViews().catch(() => {});
  }

  /** What is not needed for the first questions comes after them. */
  async loadViews() {
    this.loading ??= Promise.all([import('./results.js'), import('./door.js'), import('./review.js'), import('./summary.js'), import('./family.js')]);
    try {
      const [results, door, review, summary, family] = await this.loading;
      this.views = { ...results, ...door, ...review, ...summary, ...family };
    } catch {
      this.loading = null;
      throw new Fault('network');
    }
  }

  /** A view of another part, or a word while it comes. */
  late(name, view) {
    if (this.views) return this.views[name](this, view);
    this.loadViews().then(() => this.render(), (fault) => this.fault(fault));
    return h('p', { class: 'wait', role: 'status' }, t('wait'));
  }

  /** The first questions stand in the page itself. */
  first() {
    try {
      const first = JSON.parse(document.getElementById('first').textContent);
      for (const [name, fact] of Object.entries(first.questions)) this.facts[name] = { fact: name, codes: fact.type === 'boolean' ? undefined : 'country', ...fact };
      setNames({ country: first.countries });
    } catch {
      this.facts = {};
    }
  }

  loadEngine() {
    this.engine = engineClient(base);
    // The rules come to the page while the worker fetches the engine.
    const rules = fetch(at(data.core)).then((answer) => {
      if (!answer.ok) throw new Fault('network');
      return answer.text();
    }).catch(() => {
      throw new Fault('network');
    });
    this.ready = rules.then((text) => this.engine.call('load', text, this.lang))
      .then((loaded) => {
        this.rulebook = loaded.summary.rulebook;
        this.loadedDoors = loaded.doors;
        setNames(loaded.vocabulary.codes);
        for (const fact of loaded.vocabulary.facts) {
          this.facts[fact.fact] = fact;
          for (const field of fact.fields ?? []) this.facts[`${fact.fact}.${field.fact}`] = field;
        }
        document.documentElement.dataset.engine = 'ready';
        performance.mark('amparo-engine');
        this.look();
        return loaded;
      });
    this.ready.catch(() => { document.documentElement.dataset.engine = 'failed'; });
  }

  async doors() {
    await this.ready;
    return this.loadedDoors;
  }

  /** Asks the engine something about this person. */
  async ask(call, ...args) {
    await this.ready;
    if (call === 'why') {
      const found = await this.engine.call('why', args[0], personJson(this.state), today());
      return found.why;
    }
    return this.engine.call(call, ...args);
  }

  check() {
    if (this.report === null) {
      const wanted = this.ready.then(() => this.engine.call('check', personJson(this.state), today(), this.lang, this.state.destinations.join(',')));
      this.report = wanted;
      wanted.then((report) => { this.needed = helpNeeded(report.screens, this.state.answers); })
        .catch(() => { if (this.report === wanted) this.report = null; });
    }
    return this.report;
  }

  /** All details of all doors at once: a request for one would say which one is looked at. */
  details() {
    if (this.bundle === null) {
      this.bundle = fetch(at(data.details)).then((answer) => {
        if (!answer.ok) throw new Fault('network');
        return answer.json();
      });
      this.bundle.catch(() => { this.bundle = null; });
    }
    return this.bundle;
  }

  /** Which of the missing facts a person may be asked here. */
  askable(missing) {
    return missing.filter((name) => {
      const fact = this.facts[name];
      const list = this.facts[name.split('.')[0]];
      return fact && list && fact.asked !== false && list.asked !== false && fact.sensitivity !== 'survivor' && list.sensitivity !== 'survivor';
    });
  }

  canSeeResults() {
    return isTold(this.state);
  }

  /** An answer was given or left open. */
  answered(view) {
    this.changed();
    if (view.back) this.back();
    else this.goOn();
  }

  /** Something that verdicts depend on is different now. */
  changed() {
    this.hold();
    this.report = null;
    this.next = null;
    if (this.kept && !this.save()) announce(t('keep.full'));
    this.look();
  }

  /** While answers are in memory no new version of the page takes over. */
  hold() {
    if (this.release || !isTold(this.state)) return;
    navigator.locks?.request(LOCK, { mode: 'shared' }, () => new Promise((resolve) => { this.release = resolve; }));
    this.release ??= () => {};
  }

  /** Whether the answers point to help, looked at behind the questions. */
  look() {
    this.turn += 1;
    const { turn } = this;
    if (!this.rulebook || !isTold(this.state)) return;
    this.engine.call('check', personJson(this.state), today(), this.lang, NOWHERE).then((report) => {
      if (turn !== this.turn) return;
      this.needed = helpNeeded(report.screens, this.state.answers);
      const slot = document.getElementById('help-slot');
      if (slot) fill(slot, helpNote(this, this.needed));
    }).catch(() => {});
  }

  /** To the next question, or to the results if there is none. */
  async goOn() {
    const early = FIRST.find((name) => this.state.answers[name] === undefined && !this.state.skips[name]);
    if (early) {
      this.go({ view: 'question', fact: early });
      return;
    }
    if (this.state.scope === null) {
      this.go({ view: 'scope' });
      return;
    }
    const slow = setTimeout(() => this.busy(), SLOW);
    // A second tap on the old question would answer it again.
    main.inert = true;
    try {
      await this.ready;
      const { turn } = this;
      const planned = await this.engine.call('nextQuestion', personJson(this.state), today(), this.lang,
        this.state.destinations.join(','), skippedCsv(this.state), 'self');
      clearTimeout(slow);
      main.inert = false;
      if (turn !== this.turn || this.left) return;
      this.next = planned.question;
      if (planned.question === null) {
        this.go({ view: 'results' });
      } else {
        const { fact, record, why, more } = planned.question;
        this.go({ view: 'question', fact, record, why, more });
      }
    } catch (fault) {
      clearTimeout(slow);
      this.fault(fault);
    }
  }

  busy() {
    fill(main, h('p', { class: 'wait', role: 'status' }, t(this.rulebook ? 'wait.next' : 'wait.engine')));
  }

  fault(fault) {
    main.inert = false;
    fill(main, h('h1', { tabindex: -1 }, t('fault.title')), h('p', {}, this.faultText(fault)), h('p', {}, t('fault.safe')), this.retryButton());
    this.focusTitle();
  }

  faultText(fault) {
    return t(`fault.${['network', 'rules', 'input'].includes(fault.kind) ? fault.kind : 'engine'}`);
  }

  retryButton() {
    return h('div', { class: 'tools' }, h('button', { type: 'button', class: 'main', 'data-do': 'retry', onclick: () => {
      if (document.documentElement.dataset.engine !== 'ready') this.loadEngine();
      this.report = null;
      this.goOn();
    } }, t('again')), h('button', { type: 'button', class: 'quiet', onclick: () => this.go({ view: 'review' }) }, t('review.link')));
  }

  // --- where we are -------------------------------------------------------------------------------

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
    else location.assign('index.html');
  }

  moved(state) {
    if (this.left) return;
    this.at = Math.min(Math.max(0, Number(state?.amparo ?? 0)), this.stack.length - 1);
    this.render();
  }

  render(note, first) {
    main.inert = false;
    const view = this.stack[this.at];
    const content = this.content(view);
    fill(main,
      this.at > 0 && h('button', { type: 'button', class: 'goback', 'data-go': 'back', onclick: () => this.back() }, t('back')),
      note && h('p', { class: 'box', role: 'status' }, note),
      this.newsBox(view),
      content,
      view.view === 'question' || view.view === 'scope' ? h('div', { id: 'help-slot' }, helpNote(this, this.needed)) : null);
    main.dataset.view = view.view;
    main.dataset.question = view.view === 'question' ? key(view.fact, view.record) : '';
    if (!first) this.focusTitle();
    if (first) performance.mark('amparo-question');
  }

  /** New rules are told of; they are used only where no answers would be lost. */
  newsBox(view) {
    if (this.news === null || !['results', 'review', 'question'].includes(view.view)) return null;
    const told = isTold(this.state);
    if (told && view.view === 'question') return null;
    const sentence = h('p', { role: 'status' }, t('updated', { day: day(this.news) }));
    return h('div', { class: 'box', 'data-news': true }, sentence, told ? null
      : h('button', { type: 'button', class: 'quiet', onclick: async () => {
        if (!(await applyUpdate())) sentence.textContent = t('updated.not');
      } }, t('updated.now')));
  }

  content(view) {
    switch (view.view) {
      case 'question':
        // A card of a list that is not there any more (after "start again").
        if (view.fact.includes('.') && valueOf(this.state, view.fact.split('.')[0])?.[view.record] === undefined) return this.late('reviewView', view);
        return questionView(this, view);
      case 'scope': return scopeView(this, view);
      case 'results': return this.late('resultsView', view);
      case 'door': return this.late('doorView', view);
      case 'family': return this.late('familyView', view);
      case 'compare': return this.late('compareView', view);
      case 'summary': return this.late('summaryView', view);
      case 'help': return helpView(this);
      case 'leaving': return leavingView(this, view);
      default: return this.late('reviewView', view);
    }
  }

  focusTitle() {
    const title = main.querySelector('h1');
    window.scrollTo(0, 0);
    title?.focus({ preventScroll: true });
  }

  live(text) {
    announce(text);
  }

  // --- what is kept -------------------------------------------------------------------------------

  save() {
    const labels = {};
    for (const [name, value] of Object.entries(this.state.answers)) {
      if (this.facts[name]) labels[name] = [this.facts[name].question, words(this.facts[name], value)];
    }
    return keep(this.state, labels, this.rulebook ?? data.version, today(), this.unused);
  }

  keep() {
    if (this.save()) {
      this.kept = true;
      this.render(t('keep.done'));
    } else {
      this.render(t('keep.cannot'));
    }
  }

  drop() {
    dropKept();
    this.kept = false;
    this.render(t('keep.dropped'));
  }

  restart() {
    dropKept();
    this.forget();
    this.go({ view: 'question', fact: FIRST[0] });
    if (this.news !== null) applyUpdate();
  }

  forget() {
    this.state = emptyState();
    this.stack = this.stack.map(() => ({ view: 'question', fact: FIRST[0] }));
    this.needed = { kinds: [], soon: false };
    this.next = null;
    this.report = null;
    this.compared = [];
    this.unused = [];
    this.kept = false;
    this.release?.();
    this.release = null;
    this.turn += 1;
    // The engine remembers what it found out, to answer sooner; a failure leaves nothing to forget.
    this.engine?.call('forget').catch(() => {});
  }

  /** Something is kept from another time: what to do with it is for the person to say. */
  askKept(stored) {
    const choices = [];
    if (stored.kept) {
      choices.push(h('button', { type: 'button', class: 'answer', 'data-kept': 'use', onclick: () => this.useKept(stored) }, t('kept.use')));
    }
    choices.push(
      h('button', { type: 'button', class: 'answer', 'data-kept': 'leave', onclick: () => {
        // It stays as it is until the person asks to keep this one or deletes it.
        this.kept = false;
        this.render();
      } }, t('kept.leave')),
      h('button', { type: 'button', class: 'answer', 'data-kept': 'delete', onclick: () => {
        dropKept();
        this.kept = false;
        this.render(t('keep.dropped'));
      } }, t('kept.delete')));
    const note = { good: 'kept.good', newer: 'kept.newer' }[stored.state] ?? (stored.kept ? 'kept.partly' : 'kept.damaged');
    fill(main, h('h1', { tabindex: -1 }, t('kept.title')),
      h('p', {}, t(note, { day: stored.kept?.day ? day(String(stored.kept.day)) : '' })),
      h('div', { class: 'answers' }, choices));
    main.dataset.view = 'kept';
    performance.mark('amparo-question');
  }

  async useKept(stored) {
    this.busy();
    try {
      const { vocabulary } = await this.ready;
      const fitted = fit(stored.kept, this.facts, vocabulary.codes);
      const labels = stored.kept.labels ?? {};
      this.state = fitted.state;
      this.unused = [...(Array.isArray(stored.kept.unused) ? stored.kept.unused : []),
        ...fitted.unused.map((one) => ({ ...one, label: labels[one.fact]?.[0], text: labels[one.fact]?.[1] }))];
      this.kept = true;
      this.changed();
      const news = stored.kept.rulebook !== this.rulebook;
      this.stack[this.at] = { view: 'review' };
      this.render(news ? t('kept.rules', { day: day(data.updated ?? '') }) : t('kept.back'));
    } catch (fault) {
      this.fault(fault);
    }
  }
}

/** Which countries the person asks about: the page's own question, it makes the others fewer. */
function scopeView(app, view) {
  const heading = uid();
  const here = app.state.answers.country_now;
  const chosen = new Set(app.state.destinations);
  const decide = (scope, destinations) => {
    app.state.scope = scope;
    app.state.destinations = destinations;
    app.answered(view);
  };
  const list = h('div', {});
  const page = [
    h('h1', { id: heading, tabindex: -1 }, t('scope.question')),
    h('p', { class: 'help' }, t('scope.help')),
    h('div', { class: 'answers', role: 'group', 'aria-labelledby': heading },
      h('button', { type: 'button', class: 'answer', 'data-answer': 'all', onclick: () => decide('all', []) }, t('scope.all')),
      here && h('button', { type: 'button', class: 'answer', 'data-answer': 'here', onclick: () => decide('here', [here]) }, t('scope.here', { name: country(here) })),
      h('button', { type: 'button', class: 'answer', 'data-answer': 'some', onclick: async () => {
        if (list.childElementCount > 0) return;
        fill(list, h('p', { class: 'wait', role: 'status' }, t('wait.engine')));
        let doors;
        try {
          doors = await app.doors();
        } catch (fault) {
          fill(list, h('p', { class: 'problem', role: 'alert' }, app.faultText(fault)));
          return;
        }
        const codes = byName(new Set(Object.values(doors).flatMap((door) => door.destinations)));
        const boxes = codes.map((code) => h('input', { type: 'checkbox', value: code, id: uid(), checked: chosen.has(code) }));
        const problem = h('p', { class: 'problem', hidden: true }, t('error.empty'));
        fill(list, h('form', { onsubmit: (event) => {
          event.preventDefault();
          const some = boxes.filter((box) => box.checked).map((box) => box.value);
          if (some.length === 0) {
            problem.hidden = false;
            problem.setAttribute('role', 'alert');
            boxes[0].focus();
          } else {
            decide('some', some);
          }
        } }, problem, h('fieldset', {}, h('legend', {}, t('filter.legend')), h('div', { class: 'choices columns' },
          boxes.map((box, i) => h('div', { class: 'choice' }, box, h('label', { for: box.id }, codeName('country', codes[i])))))),
        h('button', { type: 'submit', class: 'main' }, t('continue'))));
        boxes[0].focus();
      } }, t('scope.some'))),
    list,
  ];
  page.push(...foot(app, view));
  return page;
}

/** A link to another page of ours would lose the answers: that is for the person to say. */
function leavingView(app, view) {
  const follow = () => {
    app.leaving = true;
    location.assign(view.href);
  };
  return [
    h('h1', { tabindex: -1 }, t('leaving.title')),
    h('p', {}, t('leaving.text')),
    h('div', { class: 'answers' },
      h('button', { type: 'button', class: 'answer', 'data-leaving': 'stay', onclick: () => app.back() }, t('leaving.stay')),
      h('button', { type: 'button', class: 'answer', 'data-leaving': 'keep', onclick: () => {
        if (app.save()) follow();
        else announce(t('keep.cannot'));
      } }, t('leaving.keep')),
      h('button', { type: 'button', class: 'answer', 'data-leaving': 'go', onclick: follow }, t('leaving.go'))),
    h('p', { class: 'hint' }, t('leaving.hint')),
  ];
}

const app = new App();

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]');
  if (!link || main.contains(link) || link.target || link.dataset.exit !== undefined || link.hash && link.pathname === location.pathname) return;
  if (app.kept || event.defaultPrevented || !isTold(app.state)) return;
  event.preventDefault();
  app.go({ view: 'leaving', href: link.href });
});

window.addEventListener('popstate', (event) => app.moved(event.state));
window.addEventListener('beforeunload', (event) => {
  if (!app.left && !app.leaving && !app.kept && isTold(app.state)) event.preventDefault();
});
window.addEventListener('pageshow', (event) => {
  // The browser may bring an emptied page back from its memory.
  if (event.persisted && app.left) location.reload();
});
onLeave(() => {
  app.left = true;
  app.forget();
});
navigator.serviceWorker?.addEventListener('message', (event) => {
  if (event.data?.type === 'updated') app.news = event.data.updated ?? '';
});

app.start().catch(() => {
  // Not even the words came; what stands in the page is all there is.
  document.documentElement.dataset.engine = 'failed';
});
