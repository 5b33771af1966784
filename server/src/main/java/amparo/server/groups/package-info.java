/**
 * People who travel together: registered in two minutes, with a code of their own, cards with QR
 * codes, and a quiet way out for whoever must not stay with the others.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "audit", "lists", "platform", "registry"})
package amparo.server.groups;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
