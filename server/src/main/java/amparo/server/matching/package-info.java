/** Finds persons by what is known of them, and knows when two files are of one person. */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"access", "audit", "lists", "platform", "privacy", "registry"})
package amparo.server.matching;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
