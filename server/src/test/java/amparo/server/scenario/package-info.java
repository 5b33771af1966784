/** Stories of several people over a day, kept as specifications. */
@NullMarked
package amparo.server.scenario;

import org.jspecify.annotations.NullMarked;
