/**
 * The JSON API: tokens with scopes, idempotency keys, problem details (RFC 9457), keyset paging,
 * and its description as OpenAPI 3.1 under {@code /api/openapi.json}. Modules offer their resources
 * here through their front doors.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "access",
            "accounts",
            "audit",
            "cases",
            "consent",
            "directory",
            "exchange",
            "groups",
            "lists",
            "matching",
            "paper",
            "platform",
            "profiling",
            "referral",
            "registry"
        })
package amparo.server.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
