/** Persons and what was said about them, as assertions. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "accounts", "audit", "platform", "privacy"})
package amparo.server.registry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
