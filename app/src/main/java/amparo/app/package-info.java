/** The command line. */
@NullMarked
package amparo.app;

import org.jspecify.annotations.NullMarked;
