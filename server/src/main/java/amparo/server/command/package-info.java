/** The command line of the server: serve, backup, restore, audit. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "storage",
            "database",
            "audit",
            "platform",
            "accounts",
            "access",
            "demo"
        })
package amparo.server.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
