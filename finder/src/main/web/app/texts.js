/** The words of the page, and the names that the rulebook gives. */
let words = {};
let lang = 'es';
let names = {};

export function setTexts(language, texts) {
  lang = language;
  words = texts;
}

/** Names of codes by list: what the engine calls its vocabulary. */
export function setNames(codes) {
  names = codes;
}

export function language() {
  return lang;
}

/** A text with its gaps filled: t('more', {n: 6}), or by place: t('length.years', {0: 2}). */
export function t(key, gaps = {}) {
  const text = words[key];
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (all, gap) => (gap in gaps ? String(gaps[gap]) : all));
}

export function has(key) {
  return key in words;
}

export function country(code) {
  return names.country?.[code] ?? code;
}

export function codeName(list, code) {
  return names[list]?.[code] ?? code;
}

export function codesOf(list) {
  return names[list] ?? {};
}

export function byName(codes, list = 'country') {
  return [...codes].sort((a, b) => codeName(list, a).localeCompare(codeName(list, b), locale()));
}

/** Browsers know no Haitian Creole: French has its letters. */
function locale() {
  return lang === 'ht' ? 'fr' : lang;
}

/** "12 March 2024", "March 2024" or "2024". */
export function day(iso) {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(iso ?? '');
  if (!parts) return iso ?? '';
  const [, year, month, date] = parts;
  if (!month) return year;
  const name = monthNames()[Number(month) - 1];
  if (!date) return t('date.month', { 0: name, 1: year });
  return t('date.day', { 0: date === '01' ? t('date.first') : Number(date), 1: name, 2: year });
}

export function monthNames() {
  return t('date.months').split(',');
}

/** "a, b and c" */
export function list(items) {
  const all = items.filter(Boolean);
  if (all.length < 2) return all.join('');
  return `${all.slice(0, -1).join(', ')} ${t('and')} ${all[all.length - 1]}`;
}

/** Today where the person is. */
export function today() {
  const now = new Date();
  const two = (n) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
