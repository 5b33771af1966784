/** How fast the engine and the rulebook are. */
@NullMarked
package amparo.benchmarks;

import org.jspecify.annotations.NullMarked;
