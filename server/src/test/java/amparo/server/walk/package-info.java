/** The running pages, walked as each kind of user. */
@NullMarked
package amparo.server.walk;

import org.jspecify.annotations.NullMarked;
