/**
 * Sees protection needs and says why: flags by the screens of the rulebook and by observation, what
 * officers think of them, interviews with their frame, what cannot wait. A flag is never dismissed
 * by one side alone, and a fear of return by nobody but the person.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "accounts",
            "audit",
            "groups",
            "lists",
            "platform",
            "privacy",
            "registry"
        })
package amparo.server.profiling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
