/** The shift on this device: whom it was given, what they told, and what waits to be sent. All of it lies in the sealed store. */
import { emptyState, personJson } from './app/person.js';
import { today } from './app/texts.js';
import { mark, uuid } from './store.js';

/** Lists keep the id of each record beside its fields; the engine never sees it. */
const ID = '_id';

const copy = (value) => JSON.parse(JSON.stringify(value));

/** Puts a new shift into an empty store. */
export async function begin(store, { work, token, language, languages, sounds = [] }) {
  const shift = { id: work.shift, token, language, languages, room: work.room ?? '', organisation: work.organisation ?? '', ends: work.ends, codes: work.codes, numbers: work.numbers ?? [], order: 0 };
  const persons = work.persons.map((one) => [`p:${uuid()}`, personOf(one)]);
  await store.put([['shift', shift], ...persons, ...sounds.map((one) => [`r:${one.fact}:${one.language}`, one])]);
}

/** A person as the server gave them. */
function personOf(given) {
  const state = emptyState();
  Object.assign(state.answers, given.facts);
  for (const [list, records] of Object.entries(given.records)) {
    state.answers[list] = records.map((one) => ({ ...one.value, [ID]: one.id }));
  }
  state.complete = given.complete;
  for (const list of given.complete) {
    if (!state.answers[list]) state.answers[list] = 'none';
  }
  return { code: given.code, name: given.name ?? null, group: given.group ?? null, guardian: given.guardian ?? null, number: given.number ?? null, care: given.care ?? null, state, frame: null, aloneAt: null };
}

/** The answers as the engine reads them. */
export function engineJson(state) {
  const person = JSON.parse(personJson(state));
  for (const value of Object.values(person)) {
    if (!Array.isArray(value)) continue;
    for (const record of value) if (record && typeof record === 'object') delete record[ID];
  }
  return JSON.stringify(person);
}

/** Each record has an id before anybody sees it: it stays the same record when it is changed. */
export function giveIds(state, lists) {
  for (const list of lists) {
    const records = state.answers[list];
    if (Array.isArray(records)) for (const record of records) record[ID] ??= uuid();
  }
}

/** Opens what lies in the store. */
export async function opened(store) {
  const { all, broken } = await store.all();
  const shift = new Shift(store, all.get('shift'), broken);
  for (const [key, value] of all) {
    if (key.startsWith('p:')) shift.persons.set(key, value);
    if (key.startsWith('i:')) shift.items.set(key.slice(2), value);
    if (key.startsWith('r:')) shift.sounds.set(key.slice(2), value);
  }
  return shift;
}

class Shift {
  persons = new Map();

  items = new Map();

  /** Recorded questions by fact and language; those without sound were too large to take along. */
  sounds = new Map();

  /** Names of facts whose answers are records. */
  lists = new Set();

  /** Names of facts that the officer notes and nobody is asked. */
  observed = new Set();

  /** Called whenever the state of an item changed. */
  onChange = () => {};

  #store;

  constructor(store, facts, broken) {
    this.#store = store;
    this.facts = facts;
    this.broken = broken;
  }

  count(state) {
    return [...this.items.values()].filter((one) => one.state === state).length;
  }

  /** How many are not with the server yet. */
  get unsent() {
    return this.count('waiting') + this.count('refused');
  }

  waiting() {
    return [...this.items.values()].filter((one) => one.state === 'waiting').sort((a, b) => a.order - b.order);
  }

  /** Those that somebody should look at, and those that wait, in their order. */
  open() {
    return [...this.items.values()].filter((one) => one.state !== 'sent').sort((a, b) => a.order - b.order);
  }

  /** Begins somebody whom the server does not know yet, under a code that was reserved. */
  async newPerson(name, group) {
    const [code, ...codes] = this.facts.codes;
    if (!code) return null;
    const key = `p:${uuid()}`;
    const person = { code, name: name || null, group: group || null, state: emptyState(), frame: null, aloneAt: null };
    const item = this.#item(person, { kind: 'person', person: uuid(), code, ...(name ? { name } : {}), ...(group ? { group } : {}) });
    const facts = { ...this.facts, codes };
    await this.#write(key, person, [item], facts);
    return key;
  }

  /** Keeps the person as they are now, with an item for everything that differs from before. */
  async answered(key, person, before) {
    const interview = person.interview ? { interview: person.interview } : {};
    const items = changes(person.state, before, this.lists).map((one) => this.#item(person, {
      kind: 'answer',
      person: person.code,
      ...interview,
      ...one,
      source: this.observed.has(one.fact) ? 'officer' : 'person',
      ...(person.frame ? { language: person.frame.language } : {}),
      asOf: today(),
    }));
    if (person.interview) {
      for (const fact of Object.keys(person.state.skips)) {
        // "I prefer not to say" is an answer; "I do not know" is none, and is not asked again.
        if (person.state.skips[fact] === 'unknown' && before.skips[fact] !== 'unknown' && !fact.includes('.')) {
          items.push(this.#item(person, { kind: 'skip', interview: person.interview, fact }));
        }
      }
    }
    await this.#write(key, person, items, this.facts);
  }

  /** Keeps the person with something about the interview that is no answer: its frame, a moment alone, its end. */
  async noted(key, person, what) {
    await this.#write(key, person, [this.#item(person, { interview: person.interview, ...what })], this.facts);
  }

  /** Somebody of a large arrival: the person and the least of them, in one act. */
  async arrived({ name, answers }) {
    const [code, ...codes] = this.facts.codes;
    if (!code) return null;
    const [number = null, ...numbers] = this.facts.numbers ?? [];
    const person = { code, name: name || null, group: null, number, state: emptyState(), frame: null, aloneAt: null };
    Object.assign(person.state.answers, answers);
    const items = [this.#item(person, { kind: 'person', person: uuid(), code, ...(name ? { name } : {}), ...(number ? { number } : {}) })];
    for (const [fact, value] of Object.entries(answers)) {
      items.push(this.#item(person, { kind: 'answer', person: code, fact, value, source: this.observed.has(fact) ? 'officer' : 'person', asOf: today() }));
    }
    await this.#write(`p:${uuid()}`, person, items, { ...this.facts, codes, numbers });
    return { code, number };
  }

  /** What became of items that were sent. What the server has need not lie here any more. */
  async settle(results) {
    const entries = [];
    for (const { id, state, sentence, todo } of results) {
      const item = this.items.get(id);
      if (!item || state === 'later') continue;
      const next = state === 'refused'
        ? { ...item, state, sentence, todo }
        : { id, kind: item.kind, order: item.order, at: item.at, state: 'sent' };
      this.items.set(id, next);
      entries.push([`i:${id}`, next]);
    }
    await this.#store.put(entries);
    this.#tell();
  }

  /** A refused item may be sent once more, or be given up. */
  async again(id) {
    const item = { ...this.items.get(id), state: 'waiting' };
    this.items.set(id, item);
    await this.#store.put([[`i:${id}`, item]]);
    this.#tell();
  }

  async giveUp(id) {
    this.items.delete(id);
    await this.#store.put([], [`i:${id}`]);
    this.#tell();
  }

  close() {
    this.#store.close();
  }

  #item(person, what) {
    this.facts.order += 1;
    // Later is later, also where somebody sets the clock back: the server reckons with it (decision 0038).
    this.facts.told = Math.max(Date.now(), (this.facts.told ?? 0) + 1);
    return { id: uuid(), order: this.facts.order, at: this.facts.told, about: person.code, state: 'waiting', ...what };
  }

  /** Answer and item are written in one act: neither is ever there without the other. */
  async #write(key, person, items, facts) {
    await this.#store.put([['shift', facts], [key, person], ...items.map((one) => [`i:${one.id}`, one])]);
    this.facts = facts;
    this.persons.set(key, person);
    for (const one of items) this.items.set(one.id, one);
    this.#tell();
  }

  #tell() {
    mark(this.unsent);
    this.onChange();
  }
}

/** What an item says to the server: nothing of how it stands here. */
export function wire(item) {
  const { order, about, state, sentence, todo, ...rest } = item;
  return rest;
}

/** What was told now and was not before, as answers of the server's kind. */
export function changes(after, before, lists) {
  const all = [];
  for (const fact of new Set([...Object.keys(before.answers), ...Object.keys(after.answers), ...Object.keys(after.skips)])) {
    if (fact.includes('.') || fact.includes('#')) continue;
    const now = after.answers[fact];
    const then = before.answers[fact];
    if (lists.has(fact)) {
      all.push(...listChanges(fact, after, before));
    } else if (now !== undefined && JSON.stringify(now) !== JSON.stringify(then)) {
      all.push({ fact, value: now });
    } else if (now === undefined && (then !== undefined || (after.skips[fact] === 'private' && before.skips[fact] !== 'private'))) {
      all.push({ fact, value: null });
    }
  }
  return all;
}

function listChanges(fact, after, before) {
  const all = [];
  const now = Array.isArray(after.answers[fact]) ? after.answers[fact] : [];
  const then = Array.isArray(before.answers[fact]) ? before.answers[fact] : [];
  for (const record of now) {
    const old = record[ID] && then.find((one) => one[ID] === record[ID]);
    const { [ID]: id, ...value } = record;
    if (Object.keys(value).length === 0) continue;
    if (!old || JSON.stringify(old) !== JSON.stringify(record)) all.push({ fact, record: id, value });
  }
  for (const old of then) {
    if (!now.some((one) => one[ID] === old[ID])) all.push({ fact, record: old[ID], value: { removed: true } });
  }
  const whole = (state) => state.answers[fact] === 'none' || state.complete.includes(fact);
  if (whole(after) && !whole(before)) all.push({ fact, value: 'complete' });
  return all;
}

export { copy };
