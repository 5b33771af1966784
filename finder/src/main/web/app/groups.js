/** Where a verdict belongs among the results; the same groups as the command line. */
export const DOORS = ['seems_open', 'ask_first', 'may_be_open', 'not_now', 'closed'];

const ENDED = new Set(['closed', 'suspended', 'not-yet']);

/** An open question counts as answered if every answer would come to the same. */
function outcomeOf(verdict) {
  return verdict.outcome === 'open' && verdict.settled ? verdict.settled : verdict.outcome;
}

/** @returns 'asylum', 'barrier', one of DOORS, or null for a barrier that is none */
export function groupOf(verdict) {
  if (verdict.kind === 'asylum') return 'asylum';
  if (verdict.kind === 'barrier') {
    return verdict.outcome === 'does-not-touch' || verdict.availability === 'closed' ? null : 'barrier';
  }
  if (ENDED.has(verdict.availability)) return 'closed';
  const outcome = outcomeOf(verdict);
  if (outcome === 'met') return verdict.availability === 'open' ? 'seems_open' : 'ask_first';
  return outcome === 'not-met' ? 'not_now' : 'may_be_open';
}

/** Other protection than asylum stands with it, unless the answers leave no way to it. */
export function isProtection(verdict) {
  return verdict.category === 'complementary' && !['not_now', 'closed'].includes(groupOf(verdict));
}

/** Verdicts by group; those of the country where the person is come first. */
export function grouped(verdicts, here) {
  const groups = { asylum: [], protection: [], barrier: [], seems_open: [], ask_first: [], may_be_open: [], not_now: [], closed: [] };
  for (const verdict of verdicts) {
    const group = isProtection(verdict) ? 'protection' : groupOf(verdict);
    if (group) groups[group].push(verdict);
  }
  const rank = (verdict) => (verdict.destination === here ? 0 : 8)
    + (verdict.availability === 'open' ? 0 : 4)
    + (verdict.wouldChange.length > 0 ? 0 : 2);
  for (const list of Object.values(groups)) list.sort((a, b) => rank(a) - rank(b));
  // What something would change comes before what nothing would.
  groups.not_now.sort((a, b) => hopeless(a) - hopeless(b));
  // What was nearly theirs is what others may try to sell them.
  groups.closed.sort((a, b) => (a.outcome === 'not-met') - (b.outcome === 'not-met'));
  groups.not_now = together(groups.not_now);
  groups.closed = together(groups.closed);
  return groups;
}

function hopeless(verdict) {
  return verdict.wouldChange.length > 0 || verdict.withheldForSafety ? 0 : 1;
}

/** One line for one agreement with several countries, where it comes to the same. */
function together(verdicts) {
  const merged = new Map();
  for (const verdict of verdicts) {
    const key = [verdict.id, verdict.availability, verdict.outcome, hopeless(verdict)].join();
    if (merged.has(key)) merged.get(key).others.push(verdict.destination);
    else merged.set(key, { ...verdict, others: [] });
  }
  return [...merged.values()];
}

/** A door by its verdict: the same rule may lead to several countries. */
export function doorKey(verdict) {
  return `${verdict.id}@${verdict.destination}`;
}
