/**
 * What persons agreed to: per purpose, in the words that were read to them, with who witnessed it.
 * A withdrawal takes effect in the transaction that records it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "audit", "platform", "registry"})
package amparo.server.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
