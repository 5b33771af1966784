/**
 * What a person can ask of those who hold data about them, and when it goes by itself: retention,
 * legal holds, erasure, a copy of everything.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "audit", "platform"})
package amparo.server.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
