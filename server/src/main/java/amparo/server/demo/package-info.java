/**
 * An invented world to try Amparo with: organisations, people who work in them, persons on the
 * move. Nobody in it exists.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "accounts",
            "cases",
            "consent",
            "directory",
            "groups",
            "registry",
            "platform"
        })
package amparo.server.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
