/** Answers in words: how a value is read back to the person. */
import { codeName, day, list, t } from './texts.js';

export function words(fact, value) {
  if (value === undefined || value === null) return t('answer.none');
  switch (fact.type) {
    case 'boolean':
      return value ? t('yes') : t('no');
    case 'whole number':
      return span(fact, value);
    case 'date':
      return value === 'ongoing' ? t('date.ongoing') : day(value);
    case 'code':
      return codeName(fact.codes, value);
    case 'codes':
      return codesWords(fact, value);
    case 'records':
      return recordsWords(fact, value);
    default:
      return String(value);
  }
}

function span(fact, value) {
  const spread = /^(\d+)\.\.(\d+)$/.exec(String(value));
  const text = spread ? t('between', { a: spread[1], b: spread[2] }) : String(value);
  return fact.unit === 'years' || fact.fact === 'age' ? t('years', { n: text }) : text;
}

function codesWords(fact, value) {
  const known = value.filter((code) => code !== 'UNKNOWN').map((code) => codeName(fact.codes, code));
  if (value.includes('UNKNOWN')) known.push(t('maybe.another'));
  return known.length === 0 ? t(fact.fact === 'nationality' ? 'nationality.none' : 'none') : list(known);
}

function recordsWords(fact, value) {
  if (value === 'none') return t('none');
  return value.map((record) => recordTitle(fact, record)).join('; ');
}

/** A card by its heading: "Brother or sister, Chile". */
export function recordTitle(fact, record) {
  const parts = [];
  for (const name of ['relation', 'programme', 'kind', 'level', 'sector', 'country', 'state']) {
    const field = fact.fields.find((one) => one.fact === name);
    if (!field || record[name] === undefined) continue;
    if (name === 'state' && fact.fact !== 'claim') continue;
    parts.push(codeName(field.codes, record[name]));
  }
  return parts.length > 0 ? parts.join(', ') : t('card.empty');
}

/** The other things on a card, a line each. */
export function recordLines(fact, record) {
  const lines = [];
  for (const field of fact.fields) {
    if (record[field.fact] === undefined || field.asked === false) continue;
    if (['relation', 'programme', 'kind', 'level', 'sector'].includes(field.fact)) continue;
    if (field.fact === 'country' && field.codes === 'country') continue;
    lines.push([field.question, words(field, record[field.fact])]);
  }
  return lines;
}

/** A change that would help, in words: {fact, value} of `wouldChange`. */
export function changeWords(facts, change) {
  const [name, fieldName] = change.fact.split('.');
  const fact = facts[fieldName ? `${name}.${fieldName}` : name];
  if (!fact) return null;
  if (change.value === undefined) return { question: fact.question, answer: null };
  if (fact.type === 'records' && Array.isArray(change.value)) {
    // Countries are left out where they are only one example of many.
    const shown = change.value.map((record) => {
      const parts = [];
      for (const field of fact.fields) {
        if (record[field.fact] === undefined || field.type !== 'code') continue;
        if (['state', 'country'].includes(field.fact) && Object.keys(record).length > 1) continue;
        parts.push(codeName(field.codes, record[field.fact]));
      }
      return parts.join(', ');
    });
    return { question: fact.question, answer: list(shown) };
  }
  return { question: fact.question, answer: words(fact, change.value) };
}
