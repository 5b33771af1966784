/**
 * "Keep on this phone": only if the person asks. One entry, with the number of its form and a sum over its
 * text, so that a damaged one is noticed.
 */
const KEY = 'amparo.kept';
const FORM = 1;

function sum(text) {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return value.toString(16);
}

/** @returns true if it was written */
export function keep(state, labels, rulebook, day, unused) {
  const body = JSON.stringify({ ...state, labels, rulebook, day, unused: unused ?? [] });
  try {
    localStorage.setItem(KEY, JSON.stringify({ form: FORM, sum: sum(body), body }));
    return true;
  } catch {
    return false;
  }
}

export function isKept() {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

/** {state: 'none' | 'good' | 'damaged' | 'newer', kept, raw} */
export function readKept() {
  let raw = null;
  try {
    raw = localStorage.getItem(KEY);
  } catch {
    return { state: 'none' };
  }
  if (raw === null) return { state: 'none' };
  try {
    const outer = JSON.parse(raw);
    if (typeof outer.form === 'number' && outer.form > FORM) return { state: 'newer', raw };
    const kept = JSON.parse(outer.body);
    if (typeof kept !== 'object' || kept === null) return { state: 'damaged', raw };
    // What can still be read is offered, with a word that something may be wrong.
    return { state: sum(outer.body) === outer.sum && outer.form === FORM ? 'good' : 'damaged', kept, raw };
  } catch {
    return { state: 'damaged', raw };
  }
}

export function dropKept() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing can have been kept then.
  }
}
