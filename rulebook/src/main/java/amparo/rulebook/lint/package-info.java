/** What loads but is suspicious: unused facts, dead conditions, gaps, stale sources. */
@NullMarked
package amparo.rulebook.lint;

import org.jspecify.annotations.NullMarked;
