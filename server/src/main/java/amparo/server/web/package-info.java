/**
 * Ties pages to requests: renders templates, chooses the language, builds the navigation from the
 * matrix, answers errors, and holds the start page.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"access", "accounts", "platform", "pages", "practice"})
package amparo.server.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
