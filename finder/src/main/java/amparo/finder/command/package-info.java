/** The command line of the finder, and its local server. */
@NullMarked
package amparo.finder.command;

import org.jspecify.annotations.NullMarked;
