package amparo.app;

import amparo.engine.fact.CodeList;
import amparo.engine.fact.Vocabulary;
import amparo.engine.fact.Wording;
import amparo.engine.rule.Rulebook;
import amparo.engine.value.Days;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that several commands share. */
final class Choices {
    @Option(
            names = "--lang",
            paramLabel = "LANGUAGE",
            description = "es, en, pt, fr or ht; otherwise the language of the surroundings.")
    private @Nullable String language;

    @Option(
            names = "--content",
            paramLabel = "FOLDER",
            description = "Another content folder than the rulebook of this program.")
    private @Nullable Path content;

    /** The content folder that was named, or null. */
    @Nullable Path content() {
        return content;
    }

    /** The rulebook. */
    Rulebook book() {
        return Books.book(content);
    }

    /** The rulebook, with the texts of this language: faster where no other is needed. */
    Rulebook book(String only) {
        return Books.book(content, only);
    }

    /** The language that was asked for, or null. */
    @Nullable String stated() {
        if (language == null) {
            return null;
        }
        String lower = language.toLowerCase(Locale.ROOT);
        if (!Wording.LANGUAGES.contains(lower)) {
            throw new UserError(
                    "--lang " + language + ": one of " + String.join(", ", Wording.LANGUAGES));
        }
        return lower;
    }

    /** The language that was asked for, else that of the surroundings, else Spanish. */
    String language(Terminal terminal) {
        String stated = stated();
        if (stated != null) {
            return stated;
        }
        return Wording.LANGUAGES.contains(terminal.language()) ? terminal.language() : "es";
    }

    /** Day and destinations of commands that ask about a person. */
    static final class Asked {
        @Option(
                names = "--on",
                paramLabel = "DATE",
                description =
                        "The day asked for, such as 2026-11-22; otherwise that of the file, else today.")
        private @Nullable String on;

        @Option(
                names = "--destination",
                paramLabel = "COUNTRY",
                split = ",",
                description =
                        "Only doors to these countries, by ISO code such as ARG; asylum where the person is always stays.")
        private List<String> destinations = new ArrayList<>();

        /** The day that was asked for, or null. */
        @Nullable Integer stated() {
            return on == null ? null : parse("--on", on);
        }

        /** The day asked for, else that of the file, else today. */
        int day(@Nullable Integer ofFile) {
            Integer stated = stated();
            if (stated != null) {
                return stated;
            }
            return ofFile == null ? today() : ofFile;
        }

        Set<String> destinations(Vocabulary vocabulary) {
            return countries("--destination", destinations, vocabulary);
        }
    }

    static int today() {
        return (int) LocalDate.now(ZoneId.systemDefault()).toEpochDay();
    }

    /** A full date. */
    static int parse(String option, String text) {
        try {
            Range day = PartialDate.parse(text);
            if (day != null && day.isExact() && day.low() != Days.ONGOING) {
                return day.low();
            }
        } catch (IllegalArgumentException impossible) {
            throw new UserError(
                    option + " " + text + ": there is no such date, " + impossible.getMessage());
        }
        throw new UserError(option + " " + text + ": write a full date such as 2026-11-22");
    }

    /** Country codes, in capitals or not. */
    static Set<String> countries(String option, List<String> given, Vocabulary vocabulary) {
        CodeList list = vocabulary.codeList("country");
        Set<String> codes = new LinkedHashSet<>();
        for (String code : given) {
            String upper = code.toUpperCase(Locale.ROOT);
            if (list != null && !list.has(upper)) {
                List<String> near = Vocabulary.near(upper, list.codes().keySet());
                throw new UserError(
                        option
                                + " "
                                + code
                                + ": no country has this ISO 3166-1 alpha-3 code"
                                + (near.isEmpty()
                                        ? "; for example MEX, ARG, HTI"
                                        : "; did you mean " + String.join(" or ", near) + "?"));
            }
            codes.add(upper);
        }
        return codes;
    }
}
