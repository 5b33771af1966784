/** The interview in the browser. */
@NullMarked
package amparo.finder.interview;

import org.jspecify.annotations.NullMarked;
