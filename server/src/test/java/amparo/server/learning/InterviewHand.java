package amparo.server.learning;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.Data;
import amparo.engine.data.JsonWriter;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.server.registry.LoadedRulebook;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds an interview in a browser, through the pages that officers have. */
class InterviewHand {

    private final Page page;
    private final String server;
    private final LoadedRulebook rulebook;
    private final Reading database;

    /** The database on which the pages work, read as its owner. */
    interface Reading {
        List<String> column(String sql, Object... values) throws Exception;
    }

    InterviewHand(Page page, String server, LoadedRulebook rulebook, Reading database) {
        this.page = page;
        this.server = server;
        this.rulebook = rulebook;
        this.database = database;
    }

    /** On the page of a question, before it is answered. */
    void onQuestion(Fact fact) {}

    private String at(String path) {
        return server + path;
    }

    /** At a counter: others hear, and nobody who answers for a child is there. */
    String frame(String code) {
        page.navigate(at("/persons/" + code + "/interview"));
        page.check("input[name=place][value=desk]");
        page.check("input[name=private][value=no]");
        page.selectOption("select[name=language]", "spanish");
        page.check("input[name=through][value=interpreter]");
        page.check("input[name=understood][value=yes]");
        page.check("input[name=informed][value=yes]");
        page.check("input[name=consent][value=yes]");
        page.check("input[name=guardian][value=no]");
        page.locator("main form:has(input[name=place]) button[type=submit]").last().click();
        assertThat(page.url()).contains("/interviews/");
        return page.url().replaceAll(".*/interviews/([0-9a-f-]{36}).*", "$1");
    }

    void tell(String code, String interview, Data.Fields moment) throws Exception {
        JsonNode told =
                JsonMapper.shared().readTree(new JsonWriter(false).value(moment).toString());
        for (Map.Entry<String, JsonNode> one : told.properties()) {
            Fact fact = rulebook.vocabulary().find(one.getKey());
            if (fact == null) {
                continue;
            }
            if (fact.type() == FactType.RECORDS) {
                records(code, interview, fact, one.getValue());
            } else {
                question(interview, fact);
                fill("value", fact.type(), one.getValue());
                page.check(
                        "input[name=source][value=" + (fact.asked() ? "person" : "officer") + "]");
                save(fact.name());
            }
        }
        for (JsonNode list : told.path("complete")) {
            question(
                    interview,
                    Objects.requireNonNull(rulebook.vocabulary().find(list.stringValue(""))));
            save(list.stringValue(""));
        }
    }

    private void question(String interview, Fact fact) {
        page.navigate(at("/interviews/" + interview + "/question?fact=" + fact.name()));
        assertThat(page.locator("main form:has(input[name=item])").count())
                .as(fact.name())
                .isPositive();
        onQuestion(fact);
        // What may not be asked now was told unasked.
        if (page.locator("input[name=how][value=unasked]").count() > 0) {
            page.check("input[name=how][value=unasked]");
        }
    }

    private void save(String fact) {
        page.locator("main form[action$='/answers'] button[type=submit]").click();
        assertThat(page.locator(".error-summary").count()).as(fact).isZero();
    }

    /** A list is told a record at a time, on the page to which the interview leads. */
    private void records(String code, String interview, Fact list, JsonNode value)
            throws Exception {
        if (!value.isArray()) {
            question(interview, list);
            save(list.name());
            return;
        }
        List<String> there =
                database.column(
                        "select a.record::text from answer a join person p on p.id = a.person where p.code = ?"
                                + " and a.fact = ? and a.record is not null group by a.record order by min(a.recorded_at)",
                        code,
                        list.name());
        for (int i = 0; i < value.size(); i++) {
            if (i < there.size()) {
                page.navigate(
                        at(
                                "/persons/"
                                        + code
                                        + "/records/"
                                        + there.get(i)
                                        + "?fact="
                                        + list.name()));
            } else {
                question(interview, list);
                page.click("main a[href*='/records/new']");
            }
            for (Map.Entry<String, JsonNode> field : value.get(i).properties()) {
                Fact known =
                        Objects.requireNonNull(list.record()).fields().stream()
                                .filter(one -> one.name().equals(field.getKey()))
                                .findFirst()
                                .orElseThrow();
                if (field.getValue().stringValue("").equals("ongoing")) {
                    page.check("input[name=r-" + known.name() + "-ongoing]");
                } else {
                    fill("r-" + known.name(), known.type(), field.getValue());
                }
            }
            page.check("input[name=source][value=person]");
            page.locator("main form.form button[type=submit]").first().click();
            assertThat(page.locator(".error-summary").count())
                    .as("%s %s", list.name(), value.get(i))
                    .isZero();
        }
    }

    private void fill(String name, FactType type, JsonNode value) {
        switch (type) {
            case BOOLEAN ->
                    page.check(
                            "input[name="
                                    + name
                                    + "][value="
                                    + (value.asBoolean() ? "yes" : "no")
                                    + "]");
            case WHOLE -> page.fill("input[name=" + name + "]", value.asString());
            case DATE -> {
                String[] parts = value.asString().split("-");
                String[] names = {"-year", "-month", "-day"};
                for (int i = 0; i < names.length; i++) {
                    page.fill(
                            "input[name=" + name + names[i] + "]",
                            i < parts.length ? parts[i] : "");
                }
            }
            case CODE -> choose(name, List.of(value.asString()));
            case CODES ->
                    choose(
                            name,
                            value.isEmpty()
                                    ? List.of("none")
                                    : value.valueStream().map(JsonNode::asString).toList());
            case RECORDS -> throw new IllegalArgumentException(name);
        }
    }

    private void choose(String name, List<String> codes) {
        Locator places = page.locator("select[name=" + name + "]");
        if (places.count() == 0) {
            codes.forEach(code -> page.check("input[name=" + name + "][value=" + code + "]"));
            return;
        }
        assertThat(places.count()).as(name).isGreaterThanOrEqualTo(codes.size());
        for (int i = 0; i < codes.size(); i++) {
            places.nth(i).selectOption(codes.get(i));
        }
    }
}
