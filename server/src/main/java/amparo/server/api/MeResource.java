package amparo.server.api;

import amparo.server.access.Role;
import amparo.server.accounts.Directory;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

/** Who calls, and what the token is good for. */
@ApiResource
class MeResource {

    private final Directory directory;

    MeResource(Directory directory) {
        this.directory = directory;
    }

    record Me(
            UUID client,
            String name,
            DirectoryResource.OrganisationJson organisation,
            String room,
            List<String> roles,
            List<String> scopes,
            Instant expiresAt) {}

    @GetMapping("/api/v1/me")
    ResponseEntity<byte[]> me(HttpServletRequest request) {
        Parameters.of(request);
        ApiClients.Caller caller =
                (ApiClients.Caller) Objects.requireNonNull(request.getAttribute(ApiFilter.CALLER));
        return Answers.one(
                request,
                new Me(
                        caller.client(),
                        caller.name(),
                        directory
                                .organisation(caller.organisation())
                                .map(DirectoryResource::json)
                                .orElseThrow(),
                        caller.actor().room().code(),
                        caller.actor().roles().stream().sorted().map(Role::code).toList(),
                        caller.scopes().stream().sorted().toList(),
                        caller.expiresAt()));
    }
}
