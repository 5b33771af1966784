/** The interview in the terminal. */
@NullMarked
package amparo.app.ask;

import org.jspecify.annotations.NullMarked;
