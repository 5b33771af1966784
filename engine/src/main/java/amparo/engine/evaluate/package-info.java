/** Truth, verdict and explanation. */
@NullMarked
package amparo.engine.evaluate;

import org.jspecify.annotations.NullMarked;
