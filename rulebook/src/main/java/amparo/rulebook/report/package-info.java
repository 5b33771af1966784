/** Texts about a rulebook for people: lists, one rule in full, differences, numbers, a matrix. */
@NullMarked
package amparo.rulebook.report;

import org.jspecify.annotations.NullMarked;
