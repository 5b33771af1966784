/** Files in and out, seen from outside. */
@NullMarked
package amparo.server.exchange;

import org.jspecify.annotations.NullMarked;
