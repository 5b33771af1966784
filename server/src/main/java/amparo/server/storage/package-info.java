/**
 * Where the data lives: the data folder, the PostgreSQL that runs in it, backup and restore. Plain
 * Java and JDBC; it knows no table by name and nothing of the application above it.
 */
@NullMarked
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
package amparo.server.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
