/** The walls, seen from outside. */
@NullMarked
package amparo.server.access;

import org.jspecify.annotations.NullMarked;
