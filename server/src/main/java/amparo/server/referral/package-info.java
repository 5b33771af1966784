/**
 * Referrals: from a need to the queue of an organisation, with the least that it must know, a clock
 * that goes on until somebody answers, and the answer back to the sender and to the person.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "accounts",
            "audit",
            "consent",
            "directory",
            "lists",
            "platform",
            "privacy",
            "profiling",
            "registry"
        })
package amparo.server.referral;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
