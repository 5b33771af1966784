/**
 * Exercises in the real screens: a database beside that of real work, with the same tables and
 * walls, made when the first exercise needs it and dropped when nobody uses it. Which session works
 * on it, which addresses are open to it, and that nothing of it leaves (decision 0039).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "accounts", "database", "platform"})
package amparo.server.practice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
