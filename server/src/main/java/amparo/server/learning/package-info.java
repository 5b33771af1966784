/**
 * Learning with the invented stories of the rulebook: an officer hears the persons of a story, says
 * which screens see them and what to do, and is told what was found, missed and too much, by rule.
 * Worked on paper, or in the real screens on the practice database: no person, answer, case or
 * figure of real work is read or written.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "audit",
            "directory",
            "groups",
            "platform",
            "practice",
            "profiling",
            "registry"
        })
package amparo.server.learning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
