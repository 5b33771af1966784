/** Builds elements. Text never passes through a parser of HTML. */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'class') element.className = value;
    else if (key === 'checked' || key === 'value' || key === 'selected' || key === 'open') element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  append(element, children);
  return element;
}

function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false || child === '') continue;
    element.append(child);
  }
}

/** Shows a view in place of what was there. */
export function fill(element, ...children) {
  element.replaceChildren();
  append(element, children);
}

let last = 0;

/** An id that nothing else on the page has. */
export function uid() {
  last += 1;
  return `i${last}`;
}

/** Makes the place from which things are said. */
export function listen() {
  if (!document.getElementById('live')) {
    document.body.append(h('div', { id: 'live', class: 'hide', 'aria-live': 'polite' }));
  }
}

/** Says something to those who do not see the page, without moving the focus. */
export function announce(text) {
  const live = document.getElementById('live');
  if (!live) return;
  live.textContent = '';
  setTimeout(() => { live.textContent = text; }, 50);
}
