/**
 * Rules as records: pathways and screens with their versions, conditions, citations and texts; and
 * the rulebook.
 */
@NullMarked
package amparo.engine.rule;

import org.jspecify.annotations.NullMarked;
