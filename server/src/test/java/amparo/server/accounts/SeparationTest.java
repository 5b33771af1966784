package amparo.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** FEATURE: nobody holds two roles of which one watches or undoes the other. */
class SeparationTest {

    @Test
    void aReturnOfficerIsNeverACaseWorkerToo() {
        assertThat(Separation.conflict(Set.of(Role.RETURN_OFFICER, Role.CASE_WORKER)))
                .contains("return-and-care");
    }

    @Test
    void aMonitorNeverDoesWhatIsMonitored() {
        for (Role act : plus(Separation.CARE, Role.RETURN_OFFICER, Role.ADMINISTRATOR)) {
            assertThat(Separation.conflict(Set.of(Role.MONITOR, act)))
                    .as("%s", act)
                    .contains("watch-and-act");
        }
    }

    @Test
    void theDataProtectionOfficerNeitherReadsNorGivesAccess() {
        for (Role act : plus(Separation.CARE, Role.RETURN_OFFICER, Role.ADMINISTRATOR)) {
            assertThat(Separation.conflict(Set.of(Role.DATA_PROTECTION_OFFICER, act)))
                    .as("%s", act)
                    .isPresent();
        }
    }

    @Test
    void aSmallOrganisationCanHaveOnePersonForCasesAndAccounts() {
        assertThat(
                        Separation.conflict(
                                Set.of(Role.CASE_WORKER, Role.SUPERVISOR, Role.ADMINISTRATOR)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void oneRoleAloneIsNeverAConflict(Role role) {
        assertThat(Separation.conflict(Set.of(role))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(OrganisationKind.class)
    void everyKindCanBeAdministeredAndOnlyBordersReturn(OrganisationKind kind) {
        assertThat(Separation.possible(kind)).contains(Role.ADMINISTRATOR);
        assertThat(Separation.possible(kind).contains(Role.RETURN_OFFICER))
                .isEqualTo(kind == OrganisationKind.BORDER_AUTHORITY);
    }

    @Test
    void nobodyInAMonitorWorksWithPersons() {
        assertThat(Separation.possible(OrganisationKind.MONITOR))
                .noneMatch(role -> role.room(OrganisationKind.MONITOR) == Room.FRONTLINE);
    }

    @Test
    void whatSomebodySeesIsSaidForTheRoomAndNotForTheNameOfTheRole() {
        Duties duties = new Duties(Set.of(Role.CASE_WORKER), Scope.ORGANISATION, null, Set.of());
        assertThat(duties.sees(OrganisationKind.NGO))
                .containsExactly("people.sees.frontline.organisation", "people.sees.no-survivors");
        assertThat(duties.sees(OrganisationKind.BORDER_AUTHORITY))
                .containsExactly("people.sees.own-entries");
    }

    private static Set<Role> plus(Set<Role> roles, Role... more) {
        Set<Role> all = EnumSet.copyOf(roles);
        all.addAll(Set.of(more));
        return all;
    }
}
