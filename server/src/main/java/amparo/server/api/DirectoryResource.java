package amparo.server.api;

import amparo.server.accounts.Directory;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;

/** Organisations and sites. */
@ApiResource
class DirectoryResource {

    private final Directory directory;

    DirectoryResource(Directory directory) {
        this.directory = directory;
    }

    record OrganisationJson(
            UUID id, String kind, String name, @Nullable String acronym, String country) {}

    static OrganisationJson json(Directory.Organisation one) {
        return new OrganisationJson(
                one.id(), one.kind().code(), one.name(), one.acronym(), one.country());
    }

    @GetMapping("/api/v1/organisations")
    ResponseEntity<byte[]> organisations(HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, "after", "limit");
        int limit = parameters.limit();
        return Answers.page(
                request,
                ApiPage.of(
                        directory.organisations(parameters.id("after"), limit + 1).stream()
                                .map(DirectoryResource::json)
                                .toList(),
                        limit,
                        one -> one.id().toString()),
                limit,
                "");
    }

    @GetMapping("/api/v1/sites")
    ResponseEntity<byte[]> sites(HttpServletRequest request) {
        Parameters parameters = Parameters.of(request, "organisation", "after", "limit");
        int limit = parameters.limit();
        UUID organisation = parameters.id("organisation");
        return Answers.page(
                request,
                ApiPage.of(
                        directory.sites(organisation, parameters.id("after"), limit + 1),
                        limit,
                        one -> one.id().toString()),
                limit,
                organisation == null ? "" : "&organisation=" + organisation);
    }
}
