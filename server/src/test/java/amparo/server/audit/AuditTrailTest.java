package amparo.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.pages.Templates;
import amparo.server.platform.Ids;
import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import amparo.server.platform.View;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.ui.ExtendedModelMap;

@Tag("database")
class AuditTrailTest {

    private static World world;
    private static Actor worker;
    private static Actor officer;
    private static Actor stranger;

    @BeforeAll
    static void build() {
        world = new World(AuditTrail.class, AuditTrailPages.class);
        UUID home = world.organisation("Casa del Puente", OrganisationKind.NGO);
        UUID other = world.organisation("Puente Norte", OrganisationKind.NGO);
        worker = world.actor(home, OrganisationKind.NGO, Role.CASE_WORKER, "=Ana \"A\" Campos");
        officer = world.actor(home, OrganisationKind.NGO, Role.DATA_PROTECTION_OFFICER, "Noé");
        stranger = world.actor(other, OrganisationKind.NGO, Role.DATA_PROTECTION_OFFICER, "Eli");
        for (int i = 0; i < 70; i++) {
            String action = i % 7 == 0 ? "create" : "read";
            world.in(
                    worker,
                    () -> {
                        world.bean(AuditLog.class)
                                .record(
                                        action,
                                        "person",
                                        List.of(Ids.next()),
                                        "+1 reason",
                                        "facts=1");
                        return true;
                    });
        }
    }

    @AfterAll
    static void close() {
        world.close();
    }

    private static Map<String, Object> page(
            Actor actor, String action, String account, String day, String before) {
        ExtendedModelMap model = new ExtendedModelMap();
        Acting.as(
                actor,
                () -> {
                    assertThat(
                                    world.bean(AuditTrailPages.class)
                                            .page(action, account, day, before, model))
                            .isEqualTo("audit/log");
                    return true;
                });
        for (Language language : List.of(Language.ES, Language.EN)) {
            Map<String, Object> values = new HashMap<>(model);
            values.put("view", View.in(Texts.strict(), language).at("/audit").build());
            assertThat(new Templates().render("audit/log", values)).doesNotContain("[es]", "[en]");
        }
        return model;
    }

    private static List<?> entries(Map<String, Object> model) {
        return (List<?>) Objects.requireNonNull(model.get("entries"));
    }

    @Test
    void nobodyButTheOfficerOfTheOrganisationSeesItsAudit() {
        assertThat(world.sql(stranger, "select number::text from audit_entry")).isEmpty();
        Actor monitor =
                new Actor(
                        officer.account(),
                        officer.organisation(),
                        officer.kind(),
                        officer.room(),
                        java.util.Set.of(Role.MONITOR),
                        officer.scope(),
                        java.util.Set.of(),
                        "test");
        assertThat(world.sql(monitor, "select number::text from audit_entry")).isEmpty();
        assertThat(world.sql(officer, "select number::text from audit_entry")).isNotEmpty();
    }

    @Test
    void filtersNarrowAndNonsenseDoesNotFail() {
        assertThat(entries(page(officer, "create", "", "", ""))).hasSize(10);
        assertThat(entries(page(officer, "read", String.valueOf(worker.account()), "", "")))
                .hasSize(50);
        assertThat(entries(page(officer, "", "", "2001-01-01", ""))).isEmpty();
        Map<String, Object> wrong = page(officer, "' or 1=1 --", "nobody", "yesterday", "x");
        assertThat(wrong).containsEntry("dayWrong", true);
        assertThat(entries(wrong)).isEmpty();
    }

    @Test
    void pagesFollowWithoutRepetition() {
        Map<String, Object> first = page(officer, "", "", "", "");
        String older = String.valueOf(first.get("older"));
        assertThat(older).startsWith("/audit?before=");
        Map<String, Object> second =
                page(officer, "", "", "", older.substring(older.indexOf('=') + 1));
        assertThat(entries(first)).hasSize(50);
        assertThat(entries(second)).hasSizeGreaterThanOrEqualTo(20);
        TreeSet<Long> numbers = new TreeSet<>();
        for (Object entry : entries(first)) {
            numbers.add(((AuditTrail.Entry) entry).number());
        }
        for (Object entry : entries(second)) {
            assertThat(numbers.add(((AuditTrail.Entry) entry).number())).isTrue();
        }
    }

    @Test
    void theFileIsHarmlessToSpreadsheetsAndIsAudited() {
        byte[] body =
                Acting.as(
                        officer,
                        () ->
                                Objects.requireNonNull(
                                        world.bean(AuditTrailPages.class)
                                                .file("create", "", "")
                                                .getBody()));
        String csv = new String(body, StandardCharsets.UTF_8);
        assertThat(csv.lines()).hasSize(11);
        assertThat(csv).contains("\"'=Ana \"\"A\"\" Campos\"").contains("\"'+1 reason\"");
        assertThat(world.seen("select detail from audit_entry where action = 'export'"))
                .containsExactly("entries=10 filter=action");
    }

    @Test
    void theWordsForPersonsAreTheSameKeysInAllFiveLanguages() {
        for (String language : PersonWords.LANGUAGES) {
            assertThat(PersonWords.in(language).all().keySet())
                    .as(language)
                    .isEqualTo(PersonWords.in("es").all().keySet());
            assertThat(PersonWords.in(language).act("nonsense", "thing")).isNotBlank();
        }
    }
}
