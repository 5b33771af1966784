/**
 * What the person has told: answers by fact, in the form of a person's file, questions left open, and the
 * countries they ask about. Lives in memory.
 */
export function emptyState() {
  return { answers: {}, complete: [], skips: {}, destinations: [], scope: null, asked: [] };
}

/** The JSON that the engine and `amparo check` read. */
export function personJson(state) {
  const person = { ...state.answers };
  const complete = state.complete.filter((name) => Array.isArray(person[name]) && person[name].length > 0);
  if (complete.length > 0) person.complete = complete;
  return JSON.stringify(person);
}

/** A tie seen from the other side; the same as the engine has for families. */
const REVERSE = {
  spouse: 'spouse', partner: 'partner', sibling: 'sibling', cousin: 'cousin', parent: 'child', child: 'parent',
  grandparent: 'grandchild', grandchild: 'grandparent', aunt_uncle: 'niece_nephew', niece_nephew: 'aunt_uncle',
};

/**
 * One of the family as a person of their own: what their card says, and how they are tied to whoever answers.
 * All else stays unknown: nothing is guessed from the rest of the family.
 */
export function relativeJson(state, list, index) {
  const card = state.answers.relative[index];
  const person = { id: `relative-${index}` };
  const tie = {};
  for (const field of list.fields) {
    if (!field.fromPerson) continue;
    if (card[field.fact] !== undefined) person[field.fromPerson] = card[field.fact];
    if (state.answers[field.fromPerson] !== undefined) tie[field.fact] = state.answers[field.fromPerson];
  }
  const relation = REVERSE[card.relation];
  if (relation) person.relative = [{ relation, ...tie }];
  return JSON.stringify(person);
}

export function skippedCsv(state) {
  return Object.keys(state.skips).join(',');
}

export function isTold(state) {
  return Object.keys(state.answers).length > 0 || Object.keys(state.skips).length > 0;
}

/** The name of a question: a fact, `list.field` with a record, or one of the page's own. */
export function key(fact, record) {
  return record === undefined || record === null || record < 0 ? fact : `${fact}#${record}`;
}

export function valueOf(state, fact, record) {
  const [name, field] = fact.split('.');
  if (field === undefined) return state.answers[name];
  const records = state.answers[name];
  return Array.isArray(records) ? records[record]?.[field] : undefined;
}

export function setAnswer(state, fact, record, value) {
  const [name, field] = fact.split('.');
  delete state.skips[key(fact, record)];
  if (field === undefined) {
    state.answers[name] = value;
  } else if (Array.isArray(state.answers[name]) && state.answers[name][record]) {
    state.answers[name][record][field] = value;
  }
  noteAsked(state, fact, record);
}

/** Leaves a question open: 'unknown' (they do not know) or 'private' (they would rather not say). */
export function skip(state, fact, record, reason) {
  const [name, field] = fact.split('.');
  if (field === undefined) {
    delete state.answers[name];
    state.complete = state.complete.filter((other) => other !== name);
    dropFieldSkips(state, name);
  } else if (Array.isArray(state.answers[name]) && state.answers[name][record]) {
    delete state.answers[name][record][field];
  }
  state.skips[key(fact, record)] = reason;
  noteAsked(state, fact, record);
}

/** A list with its records; `whole` says that there are no others. */
export function setRecords(state, name, records, whole, reason) {
  delete state.skips[name];
  state.complete = state.complete.filter((other) => other !== name);
  if (records.length === 0 && whole) {
    state.answers[name] = 'none';
  } else {
    if (records.length === 0) delete state.answers[name];
    else state.answers[name] = records;
    if (whole) state.complete.push(name);
    else state.skips[name] = reason ?? 'private';
  }
  noteAsked(state, name);
}

/** A record was added or changed or taken away: what was left open inside it may be another one now. */
export function editRecords(state, name, records) {
  dropFieldSkips(state, name);
  state.complete = state.complete.filter((other) => other !== name);
  if (records.length === 0) delete state.answers[name];
  else state.answers[name] = records;
}

function dropFieldSkips(state, name) {
  for (const skipped of Object.keys(state.skips)) {
    if (skipped.startsWith(`${name}.`)) delete state.skips[skipped];
  }
}

function noteAsked(state, fact, record) {
  const name = key(fact, record);
  if (!state.asked.includes(name)) state.asked.push(name);
}

/**
 * Fits what was kept to the rulebook of today. Gives the state and what could not be used, in the words that
 * were kept with it; nothing is dropped without being told.
 */
export function fit(kept, facts, codes) {
  const state = emptyState();
  const unused = [];
  const answers = isObject(kept.answers) ? kept.answers : {};
  for (const [name, value] of Object.entries(answers)) {
    const fact = facts[name];
    const good = fact ? fitValue(fact, value, codes) : undefined;
    if (good === undefined) unused.push({ fact: name, value });
    else {
      state.answers[name] = good;
      if (JSON.stringify(good) !== JSON.stringify(value)) unused.push({ fact: name, value });
    }
  }
  for (const name of asList(kept.complete)) {
    if (facts[name]?.type === 'records' && Array.isArray(state.answers[name])) state.complete.push(name);
  }
  for (const [name, reason] of Object.entries(isObject(kept.skips) ? kept.skips : {})) {
    const [path, record] = name.split('#');
    const known = facts[path];
    const inList = path.includes('.');
    const there = !inList || state.answers[path.split('.')[0]]?.[Number(record)] !== undefined;
    if (known && there) state.skips[name] = reason === 'unknown' ? 'unknown' : 'private';
  }
  for (const code of asList(kept.destinations)) {
    if (codes.country?.[code] !== undefined) state.destinations.push(code);
  }
  if (['all', 'here', 'some'].includes(kept.scope)) state.scope = kept.scope;
  for (const name of asList(kept.asked)) {
    const path = String(name).split('#')[0];
    if (facts[path] || path === 'destinations') state.asked.push(String(name));
  }
  return { state, unused };
}

function fitValue(fact, value, codes) {
  switch (fact.type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'whole number': {
      if (typeof value === 'string') return /^\d{1,4}\.\.\d{1,4}$/.test(value) ? value : undefined;
      if (!Number.isInteger(value)) return undefined;
      const [low, high] = fact.bounds ?? [-Infinity, Infinity];
      return value >= low && value <= high ? value : undefined;
    }
    case 'date':
      return value === 'ongoing' || isDate(value) ? value : undefined;
    case 'code':
      return codes[fact.codes]?.[value] !== undefined ? value : undefined;
    case 'codes': {
      if (!Array.isArray(value)) return undefined;
      const good = value.filter((code) => code === 'UNKNOWN' || codes[fact.codes]?.[code] !== undefined);
      // An empty list would say "none", which the person did not say.
      return good.length === 0 && value.length > 0 ? undefined : good;
    }
    case 'records':
      return fitRecords(fact, value, codes);
    default:
      return undefined;
  }
}

function fitRecords(fact, value, codes) {
  if (value === 'none') return 'none';
  if (!Array.isArray(value)) return undefined;
  const records = [];
  for (const record of value) {
    if (!isObject(record)) return undefined;
    const good = {};
    for (const field of fact.fields ?? []) {
      if (!(field.fact in record)) continue;
      const fitted = fitValue(field, record[field.fact], codes);
      if (fitted !== undefined) good[field.fact] = fitted;
    }
    records.push(good);
  }
  return records.length === 0 ? undefined : records;
}

/** A day, a month or a year that exists. */
export function isDate(text) {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!parts) return false;
  const [, year, month, date] = parts;
  if (Number(year) < 1890 || Number(year) > 2100) return false;
  if (month !== undefined && (Number(month) < 1 || Number(month) > 12)) return false;
  if (date === undefined) return true;
  const length = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(date) >= 1 && Number(date) <= length;
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asList(value) {
  return Array.isArray(value) ? value : [];
}
