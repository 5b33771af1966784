package amparo.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two organisations, people who work there, and the hands that fill in forms. */
final class CaseWorld {

    final WholeServer server = WholeServer.get();
    final UUID ours;
    final UUID theirs;
    final Browser worker;

    CaseWorld() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        theirs = server.organisation(OrganisationKind.UN_AGENCY);
        worker = server.worker(ours, Role.CASE_WORKER, "own");
    }

    Browser someone(UUID organisation, Role role) throws Exception {
        return server.worker(organisation, role, "organisation");
    }

    /** Enters somebody and gives the code. */
    static String enter(Browser by, String name) throws Exception {
        String to =
                WholeServer.location(
                        by.post("/persons", "name", name, "nationality", "HND", "age", "31"));
        assertThat(to).matches(".*/persons/[0-9A-HJKMNP-TV-Z]{8}");
        return to.substring(to.length() - 8);
    }

    /** Opens a case and gives its address. */
    static String open(Browser by, String code, String... form) throws Exception {
        List<String> all = new ArrayList<>(List.of("owned", "yes"));
        all.addAll(List.of(form));
        HttpResponse<String> answer =
                by.post("/persons/" + code + "/cases", all.toArray(String[]::new));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        String to = WholeServer.location(answer);
        return to.substring(to.indexOf("/cases/"));
    }

    /** A hidden or shown value of a form. */
    static String value(String page, String name) {
        Matcher found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
        assertThat(found.find()).as(name).isTrue();
        return found.group(1);
    }

    static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    static List<String> day(String name, LocalDate day) {
        return List.of(
                name + "-day",
                Integer.toString(day.getDayOfMonth()),
                name + "-month",
                Integer.toString(day.getMonthValue()),
                name + "-year",
                Integer.toString(day.getYear()));
    }

    static HttpResponse<String> note(Browser by, String at, String level, String words)
            throws Exception {
        return by.post(at + "/notes", "sensitivity", level, "words", words);
    }

    static HttpResponse<String> task(Browser by, String at, String what, LocalDate due, UUID who)
            throws Exception {
        List<String> form = new ArrayList<>(day("due", due));
        form.addAll(List.of("what", what, "assignee", who.toString()));
        return by.post(at + "/tasks", form.toArray(String[]::new));
    }

    /** Offers a case, and says what was answered. */
    static HttpResponse<String> offer(Browser by, String at, UUID to, String code, String... facts)
            throws Exception {
        List<String> form = new ArrayList<>(day("until", today().plusDays(90)));
        form.addAll(day("answer", today().plusDays(2)));
        form.addAll(
                List.of(
                        "receiver",
                        to.toString(),
                        "help",
                        "legal",
                        "basis",
                        "consent",
                        "reason",
                        "Needs a lawyer near the lake"));
        for (String fact : facts) {
            form.addAll(List.of("facts-" + code, fact));
        }
        return by.post(at + "/transfer", form.toArray(String[]::new));
    }

    /** The id of the newest offer to an organisation. */
    String offerTo(UUID organisation) throws Exception {
        return server.column(
                        "select id::text from case_transfer where organisation = ? order by id desc",
                        organisation)
                .getFirst();
    }
}
