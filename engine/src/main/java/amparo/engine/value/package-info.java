/**
 * Values of facts and the logic on them: three truths, ranges of numbers and days, codes, records.
 */
@NullMarked
package amparo.engine.value;

import org.jspecify.annotations.NullMarked;
