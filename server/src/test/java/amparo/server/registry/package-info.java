/** Persons, seen from outside. */
@NullMarked
package amparo.server.registry;

import org.jspecify.annotations.NullMarked;
