package amparo.server.registry;

import amparo.engine.fact.Sensitivity;
import amparo.server.platform.SummaryRow;
import amparo.server.platform.View;
import amparo.server.registry.AnswerStore.Said;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** What is known of a person, in the sections in which people look for it. */
@Component
class Sections {

    /** How many records of a list a line names. */
    private static final int NAMED = 3;

    private static final Map<String, List<String>> MAIN = main();

    private final Facts facts;

    Sections(Facts facts) {
        this.facts = facts;
    }

    /** The sections of the summary. */
    List<Section> main(View view, String code, Standing standing, boolean mayChange) {
        List<Section> all = new ArrayList<>();
        Set<String> shown = new LinkedHashSet<>();
        MAIN.forEach((section, names) -> {
            shown.addAll(names);
            add(all, view, section, rows(view, code, standing, names, mayChange));
        });
        List<String> rest = new ArrayList<>(known(standing));
        rest.removeAll(shown);
        rest.remove(Facts.PHOTO);
        List<String> guarded = rest.stream().filter(this::isGuarded).toList();
        rest.removeAll(guarded);
        add(all, view, "safety", rows(view, code, standing, guarded, mayChange));
        add(all, view, "more", rows(view, code, standing, rest, mayChange));
        return all;
    }

    /** The same: every answer that holds. */
    List<Section> all(View view, String code, Standing standing, boolean mayChange) {
        return main(view, code, standing, mayChange);
    }

    private static void add(List<Section> all, View view, String section, List<SummaryRow> rows) {
        if (!rows.isEmpty()) {
            all.add(new Section(view.text("registry.section." + section), rows));
        }
    }

    private static Set<String> known(Standing standing) {
        Set<String> names = new LinkedHashSet<>(standing.facts().keySet());
        names.addAll(standing.lists().keySet());
        return names;
    }

    private boolean isGuarded(String name) {
        return facts.find(name)
                .filter(one -> one.sensitivity().compareTo(Sensitivity.SENSITIVE) >= 0)
                .isPresent();
    }

    private List<SummaryRow> rows(
            View view, String code, Standing standing, List<String> names, boolean mayChange) {
        List<SummaryRow> rows = new ArrayList<>();
        for (String name : names) {
            facts.find(name)
                    .ifPresent(fact -> {
                        if (fact.list()) {
                            list(rows, view, code, standing, fact);
                        } else if (standing.fact(name) instanceof Said said) {
                            rows.add(
                                    new SummaryRow(
                                            title(view, fact),
                                            differently(view, fact, standing, said),
                                            mayChange
                                                    ? "/persons/"
                                                            + code
                                                            + "/answers/new?fact="
                                                            + name
                                                    : null));
                        }
                    });
        }
        return rows;
    }

    private static String title(View view, Facts.Known fact) {
        return fact.shortly(view)
                + (fact.survivor() ? " " + view.text("registry.survivor-mark") : "");
    }

    /** What stands, and what another device was told meanwhile: both, for whoever asks again. */
    private static String differently(View view, Facts.Known fact, Standing standing, Said said) {
        String value = value(view, fact, said);
        List<Said> others = standing.differently().getOrDefault(fact.name(), List.of());
        if (others.isEmpty()) {
            return value;
        }
        return view.text(
                standing.ties().containsKey(fact.name())
                        ? "registry.tied"
                        : "registry.and-differently",
                value,
                others.stream()
                        .map(one -> value(view, fact, one))
                        .distinct()
                        .collect(Collectors.joining("; ")));
    }

    private static String value(View view, Facts.Known fact, Said said) {
        String words = Values.words(fact, said.value(), view);
        return said.basis() != null && HowKnown.BASES.contains(said.basis())
                ? view.text(
                        "registry.with-basis",
                        words,
                        view.text("registry.basis-of-age." + said.basis()))
                : words;
    }

    private static void list(
            List<SummaryRow> rows, View view, String code, Standing standing, Facts.Known fact) {
        List<Standing.Held> held = standing.list(fact.name());
        boolean complete = standing.complete().contains(fact.name());
        if (held.isEmpty() && !complete) {
            return;
        }
        // Of a companion who is known by their own file alone there is nothing short to say:
        // counted.
        List<String> told =
                held.stream()
                        .map(one -> Values.brief(fact, one.value(), view))
                        .filter(one -> !one.isEmpty())
                        .limit(NAMED)
                        .toList();
        int more = held.size() - told.size();
        String words =
                Stream.concat(
                                told.stream(),
                                more == 0
                                        ? Stream.empty()
                                        : Stream.of(
                                                told.isEmpty()
                                                        ? Integer.toString(more)
                                                        : view.count(
                                                                "registry.more-records", more)))
                        .collect(Collectors.joining("; "));
        if (complete) {
            words =
                    held.isEmpty()
                            ? view.text("registry.none")
                            : view.text("registry.that-is-all", words);
        }
        rows.add(new SummaryRow(title(view, fact), words, RecordPages.place(code, fact)));
    }

    private static Map<String, List<String>> main() {
        Map<String, List<String>> all = new LinkedHashMap<>();
        all.put(
                "person",
                List.of(
                        Facts.NAME,
                        Facts.OTHER_NAME,
                        "birth_date",
                        "age",
                        "age_doubt",
                        "sex",
                        Facts.GENDER,
                        "nationality",
                        "national_by_birth",
                        "nationality_doubt",
                        "naturalised_on",
                        "born_in",
                        "last_residence",
                        "languages",
                        "marital_status"));
        all.put("contact", List.of(Facts.PHONE, Facts.SAFE_CONTACT, Facts.SAFE_TIMES));
        all.put("family", List.of("relative", "companion", "accompanied_by"));
        all.put("way", List.of("country_now", "stay", Facts.STATION, "came_here"));
        all.put("papers", List.of("status_now", "document", "permit", "registration", "claim"));
        return all;
    }
}
