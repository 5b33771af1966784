/** What the rulebook forbids, and that it cannot be done here. */
@NullMarked
package amparo.server.forbidden;

import org.jspecify.annotations.NullMarked;
