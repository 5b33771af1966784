/**
 * The directory of services: what can be done for whom, where, in which languages, and whether
 * there is room. Each entry is kept by the organisation that answers for it; one that nobody
 * confirmed for long loses rank until its owner looks at it again.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "audit", "platform", "registry"})
package amparo.server.directory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
