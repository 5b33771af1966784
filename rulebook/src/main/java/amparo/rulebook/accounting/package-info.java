/** What became of every entry of the researched facts packs: no entry is dropped silently. */
@NullMarked
package amparo.rulebook.accounting;

import org.jspecify.annotations.NullMarked;
