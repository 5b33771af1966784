/** The directory, seen from outside. */
@NullMarked
package amparo.server.directory;

import org.jspecify.annotations.NullMarked;
