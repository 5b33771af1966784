/**
 * The next question: which missing answer settles most, at the least cost to the person who is
 * asked.
 */
@NullMarked
package amparo.engine.interview;

import org.jspecify.annotations.NullMarked;
