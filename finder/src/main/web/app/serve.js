/**
 * What the page may ask of the engine; runs in the worker, or in the page where there is none.
 */
function load(engine, core, language) {
  const summary = JSON.parse(engine.load(core));
  if (summary.error) return { fault: 'rules' };
  const vocabulary = JSON.parse(engine.vocabulary(language));
  if (vocabulary.error) return { fault: 'rules' };
  return { summary, vocabulary, doors: index(core, language) };
}

/** Titles of the doors by id, to say why a question is asked. Screens are left out: none is named. */
function index(core, language) {
  const found = {};
  for (const rule of JSON.parse(core).pathways ?? []) {
    const title = rule.title?.[language] ?? rule.title ?? rule.id;
    found[rule.id] = {
      title: typeof title === 'string' ? title : rule.id,
      destinations: rule.destinations ?? [],
      category: rule.category,
    };
  }
  return found;
}

/** Answers a message {id, call, args} with {id, value} or {id, fault}. */
export function answer(engine, { id, call, args }) {
  try {
    if (call === 'load') return { id, ...wrap(load(engine, ...args)) };
    const value = JSON.parse(engine[call](...args));
    return value.error ? { id, fault: 'input', error: value.error } : { id, value };
  } catch {
    return { id, fault: 'engine' };
  }
}

function wrap(result) {
  return result.fault ? result : { value: result };
}
