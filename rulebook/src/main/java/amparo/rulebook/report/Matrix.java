package amparo.rulebook.report;

import amparo.engine.evaluate.Evaluator;
import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.Facts;
import amparo.engine.language.CodeSet;
import amparo.engine.rule.Category;
import amparo.engine.rule.NamedSet;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rulebook;
import amparo.engine.value.Days;
import amparo.engine.value.Truth;
import amparo.engine.value.Value;
import amparo.rulebook.lint.Sites;
import amparo.rulebook.load.FormulaWalk;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds of doors each destination has for each nationality on a day. A door counts where a
 * person of whom only the nationality is known is not refused, and applications are taken as far as
 * is known. Barriers are no doors.
 *
 * @param nationalities those that a rule names, and {@link #OTHER} for all that none names
 * @param cells by nationality, then destination: each category, and whether one of its doors names
 *     this nationality
 */
public record Matrix(
        int day,
        List<String> nationalities,
        List<String> destinations,
        Map<String, Map<String, Map<Category, Boolean>>> cells,
        Map<String, String> names) {
    /** Stands for every nationality that no rule names. */
    public static final String OTHER = "other";

    private static final String NATIONALITY = "nationality";

    /** Computes the matrix for a day. */
    public static Matrix of(Rulebook book, int day, String language) {
        Fact nationality = book.vocabulary().get(NATIONALITY);
        CodeList countries = nationality.codes();
        if (countries == null) {
            throw new IllegalArgumentException("the fact 'nationality' has no codes");
        }
        Set<String> named = new TreeSet<>();
        Set<String> destinations = new TreeSet<>();
        Map<Pathway, Set<String>> naming = new LinkedHashMap<>();
        for (Pathway pathway : book.pathways()) {
            if (!pathway.isBarrier()) {
                destinations.addAll(pathway.destinations());
                Set<String> own = namedBy(book, pathway);
                naming.put(pathway, own);
                named.addAll(own);
            }
        }
        named.retainAll(countries.codes().keySet());
        List<String> rows = new ArrayList<>(named);
        rows.add(OTHER);
        String other =
                countries.codes().keySet().stream()
                        .filter(code -> !named.contains(code) && !destinations.contains(code))
                        .findFirst()
                        .orElse(rows.get(0));
        Evaluator evaluator = new Evaluator(book);
        Map<String, Map<String, Map<Category, Boolean>>> cells = new LinkedHashMap<>();
        for (String row : rows) {
            String code = row.equals(OTHER) ? other : row;
            Facts facts =
                    Facts.none(book.vocabulary())
                            .with(nationality, new Value.Codes(Set.of(code), true));
            Map<String, Map<Category, Boolean>> line = new LinkedHashMap<>();
            destinations.forEach(d -> line.put(d, new EnumMap<>(Category.class)));
            naming.forEach((pathway, own) ->
                    doors(evaluator, pathway, facts, day, row, own.contains(row), line));
            cells.put(row, line);
        }
        Map<String, String> names = new LinkedHashMap<>();
        rows.forEach(code -> names.put(code, countries.label(code, language)));
        destinations.forEach(code -> names.put(code, countries.label(code, language)));
        return new Matrix(day, rows, List.copyOf(destinations), cells, names);
    }

    private static void doors(
            Evaluator evaluator,
            Pathway pathway,
            Facts facts,
            int day,
            String row,
            boolean names,
            Map<String, Map<Category, Boolean>> line) {
        if (!RuleList.isOpen(pathway, day)) {
            return;
        }
        for (String destination : pathway.destinations()) {
            if (destination.equals(row)) {
                continue;
            }
            Truth eligible = evaluator.pathway(pathway, destination, facts, day).eligible();
            Map<Category, Boolean> cell = line.get(destination);
            if (cell != null && (pathway.isAsylum() || eligible != Truth.FALSE)) {
                cell.merge(pathway.category(), names, Boolean::logicalOr);
            }
        }
    }

    /** The nationalities that a pathway names. */
    private static Set<String> namedBy(Rulebook book, Pathway pathway) {
        Set<String> own = new HashSet<>();
        FormulaWalk.Visitor visitor =
                new FormulaWalk.Visitor() {
                    @Override
                    public void codes(@Nullable Fact subject, CodeSet set) {
                        if (subject == null || !subject.name().equals(NATIONALITY)) {
                            return;
                        }
                        switch (set) {
                            case CodeSet.Literal literal -> own.addAll(literal.codes());
                            case CodeSet.Named reference -> {
                                NamedSet dated = book.set(reference.name());
                                if (dated != null) {
                                    dated.steps().forEach(step -> own.addAll(step.codes()));
                                }
                            }
                            case CodeSet.Just _, CodeSet.OfFact _ ->
                                    own.addAll(pathway.destinations());
                        }
                    }
                };
        for (Sites.Site site : Sites.of(pathway)) {
            site.formulas().forEach(formula -> FormulaWalk.walk(formula, visitor));
        }
        return own;
    }

    /** The categories of a cell, in the order of {@link Category}. */
    public Map<Category, Boolean> cell(String nationality, String destination) {
        return cells.getOrDefault(nationality, Map.of()).getOrDefault(destination, Map.of());
    }

    /** True where the destination is the person's own country. */
    public static boolean isOwn(String nationality, String destination) {
        return nationality.equals(destination);
    }

    /**
     * Who is left out: the nationalities for which a destination has no door but asylum, as far as
     * is known.
     */
    public List<String> leftOut(String destination) {
        return nationalities.stream()
                .filter(row -> !isOwn(row, destination))
                .filter(row ->
                        cell(row, destination).keySet().stream()
                                .allMatch(category -> category == Category.ASYLUM))
                .toList();
    }

    /** A table of letters with its legend; a capital letter where a door names this nationality. */
    public String text() {
        StringBuilder out = new StringBuilder("Doors on " + Days.iso(day) + "\n\n");
        RuleList.pad(out, "", 8);
        destinations.forEach(code -> RuleList.pad(out, code, 8));
        out.append('\n');
        for (String row : nationalities) {
            RuleList.pad(out, row, 8);
            for (String destination : destinations) {
                StringBuilder letters = new StringBuilder();
                cell(row, destination)
                        .forEach((category, names) -> letters.append(letter(category, names)));
                String gap = isOwn(row, destination) ? "own" : ".";
                RuleList.pad(out, letters.isEmpty() ? gap : letters.toString(), 8);
            }
            out.append('\n');
        }
        out.append('\n');
        for (Category category : Category.values()) {
            if (category != Category.BARRIER) {
                out.append(letter(category, true)).append(' ').append(category.word()).append('\n');
            }
        }
        out.append("\nNo door but asylum:\n");
        for (String destination : destinations) {
            List<String> left = leftOut(destination);
            if (!left.isEmpty()) {
                out.append("  ").append(destination).append(": ");
                out.append(String.join(", ", left)).append('\n');
            }
        }
        out.append('\n');
        return out.append(
                        "a capital letter: a door names this nationality, a small one: it does not;")
                .append(" . no door\n")
                .toString();
    }

    private static char letter(Category category, boolean names) {
        char letter =
                switch (category) {
                    case ASYLUM -> 'A';
                    case COMPLEMENTARY -> 'C';
                    case HUMANITARIAN -> 'H';
                    case RESETTLEMENT -> 'R';
                    case FAMILY -> 'F';
                    case REGULARIZATION -> 'G';
                    case MOBILITY_AGREEMENT -> 'M';
                    case LABOUR -> 'L';
                    case STUDY -> 'S';
                    case BARRIER -> 'B';
                };
        return names ? letter : Character.toLowerCase(letter);
    }

    /**
     * A page that needs nothing else: a table with headings, gaps told in words and by a pattern.
     */
    public String html() {
        return MatrixPage.html(this);
    }
}
