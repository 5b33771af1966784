/** Controls for one answer. Each gives {element, read(), focus()}; read() gives {value} or {error}. */
import { h, uid } from './dom.js';
import { byName, codeName, codesOf, monthNames, t } from './texts.js';
import { isDate } from './person.js';

/** Where people on the move in the Americas most often come from or are: these stand first. */
const ORIGINS = ['VEN', 'HTI', 'CUB', 'COL', 'ECU', 'HND', 'GTM', 'SLV', 'NIC', 'PER', 'DOM', 'BRA', 'BOL', 'MEX', 'AFG', 'CHN', 'IND'];
const PLACES = ['MEX', 'COL', 'USA', 'BRA', 'CHL', 'PER', 'ECU', 'ARG', 'CRI', 'PAN', 'GTM', 'HND', 'DOM', 'CAN', 'URY', 'TTO', 'ESP'];
const ORIGIN_FACTS = new Set(['nationality', 'born_in', 'last_residence']);
const SHORT = 9;

export function control(fact, value, labelledBy, describedBy) {
  switch (fact.type) {
    case 'boolean':
      return radios(fact, [['true', t('yes')], ['false', t('no')]], value === undefined ? undefined : String(value),
        (text) => text === 'true', labelledBy, describedBy);
    case 'whole number':
      return number(fact, value, labelledBy, describedBy);
    case 'date':
      return date(fact, value, labelledBy, describedBy);
    case 'code':
      return fact.codes === 'country'
        ? countrySelect(fact, value, labelledBy, describedBy)
        : code(fact, value, labelledBy, describedBy);
    case 'codes':
      return fact.codes === 'country'
        ? countries(fact, value, labelledBy, describedBy)
        : checks(fact, value, labelledBy, describedBy);
    default:
      throw new Error(fact.type);
  }
}

function radios(fact, options, value, toValue, labelledBy, describedBy) {
  const name = uid();
  const inputs = options.map(([code]) => h('input', { type: 'radio', name, value: code, id: uid(), checked: code === value }));
  const element = h('div', { class: 'choices', role: 'radiogroup', 'aria-labelledby': labelledBy, 'aria-describedby': describedBy },
    options.map(([, label], i) => h('div', { class: 'choice' }, inputs[i], h('label', { for: inputs[i].id }, label))));
  return {
    element,
    read: () => {
      const chosen = inputs.find((input) => input.checked);
      return chosen ? { value: toValue(chosen.value) } : { empty: true };
    },
    focus: () => inputs[0].focus(),
  };
}

function code(fact, value, labelledBy, describedBy) {
  const options = Object.entries(codesOf(fact.codes));
  if (options.length <= SHORT) return radios(fact, options, value, (text) => text, labelledBy, describedBy);
  const select = h('select', { id: uid(), 'aria-labelledby': labelledBy, 'aria-describedby': describedBy },
    h('option', { value: '' }, t('choose')),
    options.map(([one, label]) => h('option', { value: one, selected: one === value }, label)));
  return selectControl(select);
}

function selectControl(select) {
  return {
    element: select,
    read: () => (select.value === '' ? { empty: true } : { value: select.value }),
    focus: () => select.focus(),
  };
}

function countryOptions(fact, value) {
  const first = ORIGIN_FACTS.has(fact.fact) ? ORIGINS : PLACES;
  const all = Object.keys(codesOf('country'));
  return [
    h('option', { value: '' }, t('choose.country')),
    h('optgroup', { label: t('country.often') }, byName(first.filter((one) => all.includes(one))).map((one) => h('option', { value: one }, codeName('country', one)))),
    h('optgroup', { label: t('country.all') }, byName(all).map((one) => h('option', { value: one, selected: one === value }, codeName('country', one)))),
  ];
}

function countrySelect(fact, value, labelledBy, describedBy) {
  const select = h('select', { id: uid(), 'aria-labelledby': labelledBy, 'aria-describedby': describedBy }, countryOptions(fact, value));
  return selectControl(select);
}

function countries(fact, value, labelledBy, describedBy) {
  const known = (value ?? []).filter((one) => one !== 'UNKNOWN');
  const rows = h('div', { class: 'rows' });
  const selects = [];
  const maybe = h('input', { type: 'checkbox', id: uid(), checked: (value ?? []).includes('UNKNOWN') });
  const none = h('input', { type: 'checkbox', id: uid(), checked: Array.isArray(value) && value.length === 0 });

  function addRow(one, focus) {
    const number = selects.length + 1;
    const select = h('select', {
      'aria-label': number === 1 ? null : t('country.another', { n: number }),
      'aria-labelledby': number === 1 ? labelledBy : null,
      'aria-describedby': describedBy,
      id: uid(),
      onchange: () => { if (select.value) none.checked = false; },
    }, countryOptions(fact, one));
    selects.push(select);
    rows.append(select);
    if (focus) select.focus();
  }
  (known.length > 0 ? known : [undefined]).forEach((one) => addRow(one, false));
  none.addEventListener('change', () => {
    if (none.checked) {
      selects.forEach((select) => { select.value = ''; });
      maybe.checked = false;
    }
  });
  maybe.addEventListener('change', () => { if (maybe.checked) none.checked = false; });
  const more = h('button', { type: 'button', class: 'quiet', onclick: () => addRow(undefined, true) }, t('country.add'));
  const element = h('div', {}, rows, more,
    h('div', { class: 'choices' },
      h('div', { class: 'choice' }, maybe, h('label', { for: maybe.id }, t('nationality.maybe'))),
      h('div', { class: 'choice' }, none, h('label', { for: none.id }, t('nationality.none')))));
  return {
    element,
    read: () => {
      const chosen = [...new Set(selects.map((select) => select.value).filter(Boolean))];
      if (none.checked && chosen.length === 0) return { value: [] };
      if (maybe.checked) chosen.push('UNKNOWN');
      return chosen.length === 0 ? { empty: true } : { value: chosen };
    },
    focus: () => selects[0].focus(),
  };
}

function checks(fact, value, labelledBy, describedBy) {
  const options = Object.entries(codesOf(fact.codes));
  const boxes = options.map(([one]) => h('input', { type: 'checkbox', value: one, id: uid(), checked: (value ?? []).includes(one) }));
  const none = h('input', { type: 'checkbox', id: uid(), checked: Array.isArray(value) && value.length === 0 });
  boxes.forEach((box) => box.addEventListener('change', () => { if (box.checked) none.checked = false; }));
  none.addEventListener('change', () => { if (none.checked) boxes.forEach((box) => { box.checked = false; }); });
  const element = h('div', { class: 'choices', role: 'group', 'aria-labelledby': labelledBy, 'aria-describedby': describedBy },
    options.map(([, label], i) => h('div', { class: 'choice' }, boxes[i], h('label', { for: boxes[i].id }, label))),
    h('div', { class: 'choice apart' }, none, h('label', { for: none.id }, t('none.these'))));
  return {
    element,
    read: () => {
      const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
      if (chosen.length === 0 && !none.checked) return { empty: true };
      return { value: chosen };
    },
    focus: () => boxes[0].focus(),
  };
}

function number(fact, value, labelledBy, describedBy) {
  const spread = /^(\d+)\.\.(\d+)$/.exec(String(value ?? ''));
  const whole = (preset, label) => h('input', {
    type: 'text', inputmode: 'numeric', autocomplete: 'off', maxlength: 4, class: 'number', id: uid(),
    value: preset ?? '', 'aria-label': label, 'aria-labelledby': label ? null : labelledBy, 'aria-describedby': describedBy,
  });
  const exact = whole(spread ? '' : value, null);
  const low = whole(spread?.[1], t('number.low'));
  const high = whole(spread?.[2], t('number.high'));
  const element = h('div', {},
    h('div', { class: 'inline' }, exact, unit(fact)),
    h('details', { class: 'plain', open: Boolean(spread) }, h('summary', {}, t('number.unsure')),
      h('div', { class: 'inline' }, h('span', {}, t('number.between')), low, h('span', {}, t('number.and')), high, unit(fact))));
  return {
    element,
    read: () => {
      const texts = [exact, low, high].map((input) => input.value.trim());
      if (texts.every((text) => text === '')) return { empty: true };
      const [bottom, top] = fact.bounds ?? [0, 9999];
      const good = (text) => /^\d{1,4}$/.test(text) && Number(text) >= bottom && Number(text) <= top;
      const wrong = { error: t('error.number', { a: bottom, b: top }) };
      if (texts[0] !== '') return good(texts[0]) ? { value: Number(texts[0]) } : wrong;
      if (!good(texts[1]) || !good(texts[2])) return wrong;
      if (Number(texts[1]) > Number(texts[2])) return { error: t('error.span') };
      return { value: texts[1] === texts[2] ? Number(texts[1]) : `${Number(texts[1])}..${Number(texts[2])}` };
    },
    focus: () => exact.focus(),
  };
}

function unit(fact) {
  if (fact.unit === 'years' || fact.fact === 'age') return h('span', {}, t('unit.years'));
  if (fact.fact === 'hours') return h('span', {}, t('unit.hours'));
  return null;
}

/** Dates that may not have ended: "I am still there". */
const ONGOING = { left: 'date.still', until: 'date.stillwork' };

function date(fact, value, labelledBy, describedBy) {
  const parts = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/.exec(value ?? '') ?? [];
  const year = h('input', { type: 'text', inputmode: 'numeric', autocomplete: 'off', maxlength: 4, class: 'year', id: uid(), value: parts[1] ?? '' });
  const month = h('select', { id: uid(), class: 'month' }, h('option', { value: '' }, t('date.nomonth')),
    monthNames().map((name, i) => h('option', { value: String(i + 1).padStart(2, '0'), selected: parts[2] === String(i + 1).padStart(2, '0') }, name)));
  const dayInput = h('input', { type: 'text', inputmode: 'numeric', autocomplete: 'off', maxlength: 2, class: 'day', id: uid(), value: parts[3] ? String(Number(parts[3])) : '' });
  const still = fact.fact in ONGOING ? h('input', { type: 'checkbox', id: uid(), checked: value === 'ongoing' }) : null;
  const element = h('div', { role: 'group', 'aria-labelledby': labelledBy, 'aria-describedby': describedBy },
    still && h('div', { class: 'choices' }, h('div', { class: 'choice' }, still, h('label', { for: still.id }, t(ONGOING[fact.fact])))),
    h('div', { class: 'date' },
      h('div', {}, h('label', { for: dayInput.id }, t('date.d')), dayInput),
      h('div', {}, h('label', { for: month.id }, t('date.m')), month),
      h('div', {}, h('label', { for: year.id }, t('date.y')), year)),
    fact.help ? null : h('p', { class: 'hint' }, t('date.partial')));
  return {
    element,
    read: () => {
      if (still?.checked) return { value: 'ongoing' };
      const y = year.value.trim();
      const d = dayInput.value.trim();
      if (y === '' && month.value === '' && d === '') return { empty: true };
      if (y === '') return { error: t('error.date.year') };
      if (d !== '' && month.value === '') return { error: t('error.date.month') };
      const text = [y, month.value, d === '' ? '' : d.padStart(2, '0')].filter(Boolean).join('-');
      return isDate(text) ? { value: text } : { error: t('error.date') };
    },
    focus: () => dayInput.focus(),
  };
}
