package amparo.server.accounts;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Scope;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The part of a form that says what somebody does and how much they reach. */
final class DutiesForm {

    static final String ROLES = "roles";
    static final String SCOPE = "scope";
    static final String COUNTRY = "country";
    static final String SITES = "sites";

    private DutiesForm() {}

    /** Fills the form with what is. */
    static void fill(Answers answers, Duties duties) {
        answers.put(ROLES, duties.roles().stream().map(Role::code).toList());
        answers.put(SCOPE, duties.scope().code());
        answers.put(SITES, duties.sites().stream().map(UUID::toString).toList());
        String country = duties.country();
        if (country != null) {
            answers.put(COUNTRY, country);
        }
    }

    /** Reads it; empty, with faults in the answers, if it does not go. */
    static Optional<Duties> read(
            MultiValueMap<String, String> form,
            Answers answers,
            OrganisationKind kind,
            List<Organisations.Site> known) {
        for (String field : List.of(ROLES, SCOPE, COUNTRY, SITES)) {
            answers.put(field, Objects.requireNonNullElse(form.get(field), List.of()));
        }
        Set<Role> roles = roles(form, answers, kind);
        Optional<Scope> scope =
                Arrays.stream(Scope.values())
                        .filter(one -> one.code().equals(answers.value(SCOPE)))
                        .findFirst();
        if (scope.isEmpty()) {
            answers.fault(SCOPE, "people.scope.missing");
            return Optional.empty();
        }
        String country = scope.get() == Scope.COUNTRY ? answers.value(COUNTRY) : null;
        if (country != null && known.stream().noneMatch(site -> site.country().equals(country))) {
            answers.fault(COUNTRY, "people.country.missing");
        }
        Set<UUID> sites = scope.get() == Scope.SITE ? sites(form.get(SITES), known) : Set.of();
        if (scope.get() == Scope.SITE && sites.isEmpty()) {
            answers.fault(SITES, "people.sites.missing");
        }
        return answers.wrong()
                ? Optional.empty()
                : Optional.of(new Duties(roles, scope.get(), country, sites));
    }

    private static Set<Role> roles(
            MultiValueMap<String, String> form, Answers answers, OrganisationKind kind) {
        List<Role> possible = Separation.possible(kind);
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String code : Objects.requireNonNullElse(form.get(ROLES), List.<String>of())) {
            possible.stream()
                    .filter(role -> role.code().equals(code))
                    .findFirst()
                    .ifPresentOrElse(
                            roles::add, () -> answers.fault(ROLES, "people.roles.not-here"));
        }
        if (roles.isEmpty()) {
            answers.fault(ROLES, "people.roles.missing");
        }
        Separation.conflict(roles)
                .ifPresent(name -> answers.fault(ROLES, "people.conflict." + name));
        return roles;
    }

    private static Set<UUID> sites(@Nullable List<String> chosen, List<Organisations.Site> known) {
        Set<UUID> sites = new HashSet<>();
        for (Organisations.Site site : known) {
            if (chosen != null && chosen.contains(site.id().toString())) {
                sites.add(site.id());
            }
        }
        return sites;
    }
}
