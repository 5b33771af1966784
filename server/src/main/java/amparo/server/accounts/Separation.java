package amparo.server.accounts;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which roles somebody can hold, and which never together in one organisation: whoever decides must
 * not be the one who watches, and whoever returns people must not hear what they told in
 * confidence.
 */
final class Separation {

    /** Those who work with persons. */
    static final Set<Role> CARE =
            EnumSet.of(
                    Role.REGISTRAR,
                    Role.CASE_WORKER,
                    Role.PROTECTION_SPECIALIST,
                    Role.SUPERVISOR,
                    Role.REFERRAL_FOCAL_POINT,
                    Role.ASYLUM_OFFICER);

    private static final List<Rule> RULES =
            List.of(
                    new Rule("return-and-care", EnumSet.of(Role.RETURN_OFFICER), CARE),
                    new Rule(
                            "watch-and-act",
                            EnumSet.of(Role.MONITOR),
                            plus(CARE, Role.RETURN_OFFICER, Role.ADMINISTRATOR)),
                    new Rule(
                            "data-protection-and-act",
                            EnumSet.of(Role.DATA_PROTECTION_OFFICER),
                            plus(CARE, Role.RETURN_OFFICER, Role.ADMINISTRATOR)));

    private record Rule(String name, Set<Role> one, Set<Role> other) {}

    private Separation() {}

    /** The roles that exist in an organisation of that kind, in their order. */
    static List<Role> possible(OrganisationKind kind) {
        return Arrays.stream(Role.values()).filter(role -> possible(role, kind)).toList();
    }

    private static boolean possible(Role role, OrganisationKind kind) {
        return switch (role) {
            case REGISTRAR, CASE_WORKER, PROTECTION_SPECIALIST, SUPERVISOR, REFERRAL_FOCAL_POINT ->
                    kind != OrganisationKind.MONITOR;
            // UNHCR decides claims under its mandate where a State does not.
            case ASYLUM_OFFICER ->
                    kind == OrganisationKind.ASYLUM_AUTHORITY || kind == OrganisationKind.UN_AGENCY;
            case RETURN_OFFICER -> kind == OrganisationKind.BORDER_AUTHORITY;
            case MONITOR ->
                    kind == OrganisationKind.MONITOR
                            || kind == OrganisationKind.UN_AGENCY
                            || kind == OrganisationKind.NGO;
            case RULE_AUTHOR, ANALYST, DATA_PROTECTION_OFFICER, ADMINISTRATOR -> true;
        };
    }

    /**
     * Why these roles cannot be held together in one organisation; the name is the end of the key
     * of its text. Empty if they can.
     */
    static Optional<String> conflict(Set<Role> roles) {
        return RULES.stream()
                .filter(rule ->
                        roles.stream().anyMatch(rule.one()::contains)
                                && roles.stream().anyMatch(rule.other()::contains))
                .map(Rule::name)
                .findFirst();
    }

    private static Set<Role> plus(Set<Role> roles, Role... more) {
        EnumSet<Role> all = EnumSet.copyOf(roles);
        all.addAll(List.of(more));
        return all;
    }
}
