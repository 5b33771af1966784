/**
 * What would have to change: the smallest sets of changes that turn "not met" into something
 * better, and never bad advice.
 */
@NullMarked
package amparo.engine.change;

import org.jspecify.annotations.NullMarked;
