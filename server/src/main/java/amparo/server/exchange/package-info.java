/** Persons in and out as files: CSV with a preview before anything is written, and streamed out. */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "audit", "groups", "platform", "registry"})
package amparo.server.exchange;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
