/**
 * Cases: the work for a person or a family. Owner and status, notes, tasks, files, the doors that
 * somebody tries, and the transfer to another organisation. A case is seen by those of its
 * organisation who may see the person it is of.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "accounts",
            "audit",
            "lists",
            "platform",
            "privacy",
            "registry"
        })
package amparo.server.cases;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
