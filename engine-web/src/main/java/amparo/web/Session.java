package amparo.web;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.JsonReader;
import amparo.engine.data.JsonWriter;
import amparo.engine.evaluate.Evaluator;
import amparo.engine.evaluate.Findings;
import amparo.engine.evaluate.Gap;
import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.fact.Household;
import amparo.engine.fact.Vocabulary;
import amparo.engine.fact.Wording;
import amparo.engine.interview.Interview;
import amparo.engine.interview.Setting;
import amparo.engine.report.CheckReport;
import amparo.engine.report.HouseholdReport;
import amparo.engine.report.Reads;
import amparo.engine.report.VocabularyReport;
import amparo.engine.rule.Rulebook;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import amparo.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.teavm.interop.PlatformMarker;

/** Answers from one rulebook. */
final class Session {
    private static final String COUNTRY = "country";

    /** More persons than this are not remembered. */
    private static final int MOST_REMEMBERED = 12;

    private final Evaluator evaluator;
    private final Reads reads = new Reads();

    /** What was found out about each member of the household that was asked about last. */
    private final Map<String, Findings> known = new LinkedHashMap<>();

    Session(Rulebook book) {
        this.evaluator = new Evaluator(book);
    }

    String summary() {
        Rulebook book = evaluator.book();
        return writer().object()
                .field("format", CheckReport.FORMAT)
                .field("rulebook", book.version())
                .field("facts", book.vocabulary().size())
                .field("pathways", book.pathways().size())
                .field("screens", book.screens().size())
                .endObject()
                .toString();
    }

    /**
     * @throws Refusal if one of the inputs cannot be used
     */
    String check(String personJson, String dayIso, String language, String destinationsCsv) {
        String words = language(language);
        Set<String> destinations = destinations(destinationsCsv);
        Household household = household(personJson);
        JsonWriter out = writer();
        new HouseholdReport(new CheckReport(evaluator, words, destinations, reads), this::findings)
                .write(household, day(dayIso, household), out);
        return out.toString();
    }

    /** Forgets every person. */
    void forget() {
        known.clear();
    }

    /** What is known of a member; only what other answers touch is found out anew. */
    private Findings findings(Household.Member member, int today) {
        Findings findings = known.get(member.id());
        if (findings == null) {
            if (known.size() >= MOST_REMEMBERED) {
                known.clear();
            }
            findings = new Findings(evaluator, member.facts(), today);
            known.put(member.id(), findings);
        } else {
            findings.update(member.facts(), today);
        }
        return findings;
    }

    /**
     * @throws Refusal if one of the inputs cannot be used
     */
    String nextQuestion(
            String personJson,
            String dayIso,
            String language,
            String destinationsCsv,
            String skippedCsv,
            String setting) {
        CheckReport report = new CheckReport(evaluator, language(language), Set.of());
        Interview interview =
                new Interview(evaluator, setting(setting), destinations(destinationsCsv));
        Household household = household(personJson);
        int today = day(dayIso, household);
        return perPerson(
                household,
                (member, out) -> {
                    Set<Gap> skipped = skipped(skippedCsv, member.facts());
                    out.key("question");
                    report.question(interview.next(findings(member, today), skipped), out);
                });
    }

    /**
     * @throws Refusal if one of the inputs cannot be used
     */
    String why(String fact, String personJson, String dayIso) {
        Interview interview = new Interview(evaluator, Setting.SPECIALIST, Set.of());
        Fact asked = named(fact, "fact");
        Household household = household(personJson);
        int today = day(dayIso, household);
        return perPerson(
                household,
                (member, out) -> {
                    out.field("fact", fact).key("why").array();
                    interview.why(asked, findings(member, today)).forEach(out::value);
                    out.endArray();
                });
    }

    /**
     * @throws Refusal if the language is not one of ours
     */
    String vocabulary(String language) {
        JsonWriter out = writer();
        new VocabularyReport(evaluator.book(), language(language)).write(out);
        return out.toString();
    }

    private static String perPerson(
            Household household, BiConsumer<Household.Member, JsonWriter> answer) {
        JsonWriter out = writer();
        boolean several = household.members().size() != 1;
        if (several) {
            out.object().field("format", CheckReport.FORMAT).key("persons").array();
        }
        for (Household.Member member : household.members()) {
            out.object().field("format", CheckReport.FORMAT).field("person", member.id());
            answer.accept(member, out);
            out.endObject();
        }
        if (several) {
            out.endArray().endObject();
        }
        return out.toString();
    }

    private Household household(String personJson) {
        List<DataException> problems = new ArrayList<>();
        Data file;
        try {
            file = JsonReader.read(personJson);
        } catch (DataException notJson) {
            throw new Refusal("person", List.of(notJson));
        }
        Household household = Household.read(file, evaluator.book().vocabulary(), problems);
        if (!problems.isEmpty()) {
            throw new Refusal("person", problems);
        }
        return household;
    }

    private static int day(String dayIso, Household household) {
        if (dayIso.isEmpty()) {
            if (household.day() == null) {
                throw new Refusal("day", "a day such as 2026-11-22 is needed");
            }
            return household.day();
        }
        try {
            Range day = PartialDate.parse(dayIso);
            if (day != null && day.isExact() && dayIso.length() == 10) {
                return day.low();
            }
        } catch (IllegalArgumentException impossible) {
            throw new Refusal("day", "there is no such date, " + impossible.getMessage());
        }
        throw new Refusal("day", "a full date such as 2026-11-22 was expected");
    }

    private static String language(String language) {
        if (!Wording.LANGUAGES.contains(language)) {
            throw new Refusal("language", "write one of " + String.join(", ", Wording.LANGUAGES));
        }
        return language;
    }

    private Set<String> destinations(String csv) {
        CodeList countries = evaluator.book().vocabulary().codeList(COUNTRY);
        Set<String> destinations = new LinkedHashSet<>(list(csv));
        for (String destination : destinations) {
            if (countries != null && !countries.has(destination)) {
                throw new Refusal("destinations", "'" + destination + "' is not a country");
            }
        }
        return destinations;
    }

    private static Setting setting(String word) {
        return switch (word) {
            case "self" -> Setting.SELF;
            case "officer" -> Setting.OFFICER;
            case "specialist" -> Setting.SPECIALIST;
            default -> throw new Refusal("setting", "write self, officer or specialist");
        };
    }

    private Set<Gap> skipped(String csv, Facts facts) {
        Set<Gap> skipped = new LinkedHashSet<>();
        for (String name : list(csv)) {
            int hash = name.indexOf('#');
            String path = hash < 0 ? name : name.substring(0, hash);
            Fact fact = named(path, "skipped");
            int dot = path.indexOf('.');
            if (dot < 0) {
                skipped.add(Gap.of(fact));
                continue;
            }
            Fact field =
                    fact.record() == null ? null : fact.record().field(path.substring(dot + 1));
            if (field == null) {
                throw new Refusal("skipped", "there is no field '" + path + "'");
            }
            int records = facts.get(fact) instanceof Value.Records known ? known.items().size() : 0;
            for (int i = 0; i < records; i++) {
                if (hash < 0 || name.substring(hash + 1).equals(Integer.toString(i))) {
                    skipped.add(new Gap(fact, i, field));
                }
            }
        }
        return skipped;
    }

    /** The fact of a name, or the list that {@code list.field} names. */
    private Fact named(String path, String in) {
        Vocabulary vocabulary = evaluator.book().vocabulary();
        int dot = path.indexOf('.');
        Fact fact = vocabulary.find(dot < 0 ? path : path.substring(0, dot));
        if (fact == null) {
            throw new Refusal(in, "there is no fact '" + path + "'");
        }
        return fact;
    }

    /** The browser joins texts itself; tests without one cannot. */
    private static JsonWriter writer() {
        return isCompiled() ? new JsonWriter(new NativeText()) : new JsonWriter(false);
    }

    /** True in what TeaVM makes of it. */
    @PlatformMarker
    private static boolean isCompiled() {
        return false;
    }

    private static List<String> list(String csv) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        while (from <= csv.length()) {
            int comma = csv.indexOf(',', from);
            int to = comma < 0 ? csv.length() : comma;
            String part = csv.substring(from, to).trim();
            if (!part.isEmpty()) {
                parts.add(part);
            }
            from = to + 1;
        }
        return parts;
    }
}
