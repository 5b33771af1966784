/**
 * Who may see and do what. One matrix decides; the web layer and the row-level security of
 * PostgreSQL both enforce it. Knows none of the domain modules.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"database"})
package amparo.server.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
