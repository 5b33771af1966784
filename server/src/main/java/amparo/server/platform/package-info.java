/** What every page and address needs and no domain word: ids, languages, layout, errors. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package amparo.server.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
