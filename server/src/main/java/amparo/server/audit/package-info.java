/**
 * The log of every read and write of personal data: append-only, one hash chain per organisation.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "platform"})
package amparo.server.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
