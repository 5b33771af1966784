/** Organisations, sites, people who work with Amparo, their roles, sign-in and sessions. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "audit", "platform"})
package amparo.server.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
