/**
 * Registration on paper: forms with codes that nobody has yet, and a fast screen to key them in.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "audit", "groups", "platform", "registry"})
package amparo.server.paper;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
