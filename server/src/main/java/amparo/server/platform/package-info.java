/**
 * What every page and every answer shares: languages, texts, the view, the parts of a page, ids,
 * seals. No domain words.
 */
@NullMarked
@ApplicationModule(
        type = ApplicationModule.Type.OPEN,
        allowedDependencies = {})
package amparo.server.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
