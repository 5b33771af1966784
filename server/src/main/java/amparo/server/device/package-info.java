/**
 * The interview on a tablet that goes on without a line for a whole shift: what the tablet takes
 * along, the scripts that work there, and what comes back, item by item.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "accounts",
            "audit",
            "groups",
            "paper",
            "platform",
            "profiling",
            "registry"
        })
package amparo.server.device;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
