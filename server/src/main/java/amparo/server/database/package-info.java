/** The database as the application knows it: where it is, its roles, its migrations. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package amparo.server.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
