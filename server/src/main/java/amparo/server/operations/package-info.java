/**
 * For whoever runs the server: health, metrics, logs without personal data, and what is answered
 * while the database is away.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"database"})
package amparo.server.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
