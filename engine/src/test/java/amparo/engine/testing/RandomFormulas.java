package amparo.engine.testing;

import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.language.Bindings;
import amparo.engine.language.Formula;
import amparo.engine.language.TypeChecker;
import amparo.engine.testing.Trials.Dice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes random conditions that use every construct of the language, and reads them. */
public final class RandomFormulas {
    private static final String[] BINDERS = {"a", "b", "c", "d"};
    private static final int DEEPEST = 3;

    private final Dice dice;
    private final boolean known;
    private final List<String> rules;
    private final List<String> binders = new ArrayList<>();
    private final List<Fact> lists = new ArrayList<>();

    /**
     * @param known whether {@code is known} may occur: it alone is not monotone in information
     * @param rules the rules that may be named
     */
    public RandomFormulas(Dice dice, boolean known, List<String> rules) {
        this.dice = dice;
        this.known = known;
        this.rules = rules;
    }

    /** A condition on a person. */
    public Formula formula() {
        return TypeChecker.formula(text(), World.NAMES, Bindings.NONE);
    }

    /** The text of a condition on a person. */
    public String text() {
        while (true) {
            String text = formula(dice.between(0, DEEPEST));
            if (text.length() < 2000) {
                return text;
            }
        }
    }

    /** The text of a condition inside a group over the records of a list. */
    public String textOver(String binder, String list, int depth) {
        bind(binder, list);
        String text = formula(depth);
        unbind();
        return text;
    }

    private void bind(String binder, String list) {
        binders.add(binder);
        lists.add(World.VOCABULARY.get(list));
    }

    private void unbind() {
        binders.removeLast();
        lists.removeLast();
    }

    private String formula(int depth) {
        if (depth == 0) {
            return atom();
        }
        return switch (dice.between(0, 9)) {
            case 0, 1 -> "(" + join(" and ", depth) + ")";
            case 2, 3 -> "(" + join(" or ", depth) + ")";
            case 4 -> "not " + formula(depth - 1);
            case 5, 6, 7 -> quantified(depth);
            default -> countOrSum(depth) + " " + sign() + " " + dice.between(0, 30);
        };
    }

    private String join(String word, int depth) {
        List<String> parts = new ArrayList<>();
        for (int i = dice.between(2, 3); i > 0; i--) {
            parts.add(formula(depth - 1));
        }
        return String.join(word, parts);
    }

    private String newBinder() {
        for (String binder : BINDERS) {
            if (!binders.contains(binder)) {
                return binder;
            }
        }
        throw new IllegalStateException("too deep");
    }

    private String quantified(int depth) {
        String quantifier =
                dice.of("some", "every", "no", "at least 1", "at least 2", "at least 3");
        String list = dice.of("stay", "relative");
        String binder = newBinder();
        bind(binder, list);
        String with = dice.chance(40) ? " with " + formula(depth - 1) : "";
        String has = formula(depth - 1);
        unbind();
        return quantifier + " " + list + " as " + binder + with + " has (" + has + ")";
    }

    private String countOrSum(int depth) {
        String list = dice.of("stay", "relative");
        String binder = newBinder();
        bind(binder, list);
        String term = dice.chance(50) ? "count of " : "sum of " + number(0) + " over ";
        String with = dice.chance(60) ? " with (" + formula(depth - 1) + ")" : "";
        unbind();
        return term + list + " as " + binder + with;
    }

    private String atom() {
        return switch (dice.between(0, known ? 13 : 12)) {
            case 0, 1 -> ref(FactType.BOOLEAN);
            case 2, 3 -> code();
            case 4 -> codes();
            case 5, 6 -> number(1) + " " + sign() + " " + number(1);
            case 7 -> number(1) + " between " + dice.between(0, 20) + " and " + number(0);
            case 8, 9 -> day(1) + " " + dayWord() + " " + dayButYear();
            case 10 -> day(0) + " between " + dayButYear() + " and " + dayButYear();
            case 11 ->
                    switch (dice.between(0, 4)) {
                        case 0 -> "at least " + dice.between(1, 40) + " years old";
                        case 1 -> "at least " + dice.between(1, 24) + " months since " + day(0);
                        case 2 -> "within " + amount() + " of " + day(0);
                        case 3 -> ref(FactType.DATE) + " within " + amount() + " of " + day(0);
                        default ->
                                "within "
                                        + dice.between(1, 20)
                                        + " working days in $mex of "
                                        + day(0);
                    };
            case 12 ->
                    rules.isEmpty()
                            ? dice.of("host", ref(FactType.CODE)) + " = host"
                            : "rule(" + dice.of(rules) + ")";
            default -> anyRef() + " is " + dice.of("", "not ") + "known";
        };
    }

    private String code() {
        String subject = ref(FactType.CODE);
        Fact fact = find(subject);
        List<String> codes = new ArrayList<>(fact.codes().answers());
        boolean country = fact.codes().name().equals("country");
        return switch (dice.between(0, country ? 8 : 3)) {
            case 0 -> subject + " = " + dice.of(codes);
            case 1 -> subject + " != " + dice.of(codes);
            case 2 -> subject + " in " + set(codes);
            case 3 -> subject + " not in " + set(codes);
            case 4 -> subject + dice.of(" in ", " not in ") + dice.of("$mercosur", "$andean");
            case 5 -> subject + " = host";
            case 6 -> subject + " in " + ref(FactType.CODES);
            case 7 -> "host in " + dice.of("$mercosur", "{COL, VEN}", "nationality");
            default -> subject + dice.of(" = ", " != ") + countryRef();
        };
    }

    private String countryRef() {
        while (true) {
            String ref = ref(FactType.CODE);
            if (find(ref).codes().name().equals("country")) {
                return ref;
            }
        }
    }

    private String codes() {
        String subject = dice.of("any ", "all ", "none of ") + ref(FactType.CODES);
        return switch (dice.between(0, 5)) {
            case 0 -> subject + " in " + set(World.COUNTRIES);
            case 1 -> subject + " in " + dice.of("$mercosur", "$andean");
            case 2 -> subject + " = host";
            case 3 -> subject + " in " + ref(FactType.CODES);
            case 4 -> subject + " = " + dice.of(World.COUNTRIES);
            default -> subject + " = " + countryRef();
        };
    }

    private String set(List<String> codes) {
        List<String> shuffled = new ArrayList<>(codes);
        Collections.shuffle(shuffled, new java.util.Random(dice.between(0, 1 << 20)));
        return "{"
                + String.join(", ", shuffled.subList(0, dice.between(1, codes.size() - 1)))
                + "}";
    }

    private String number(int depth) {
        return switch (dice.between(0, depth > 0 ? 8 : 3)) {
            case 0 -> Integer.toString(dice.between(0, 40));
            case 1, 2, 3 -> ref(FactType.WHOLE);
            case 4, 5 ->
                    dice.of("days", "weeks", "months", "years")
                            + " from "
                            + day(0)
                            + " to "
                            + day(0);
            case 6 ->
                    "points {"
                            + dice.between(0, 5)
                            + " if "
                            + atom()
                            + "; "
                            + dice.between(0, 9)
                            + " if "
                            + atom()
                            + "}";
            case 7 -> "table(fee)";
            default -> binders.size() < 3 ? countOrSum(1) : "3";
        };
    }

    private String amount() {
        return dice.of(
                dice.between(1, 90) + " days",
                dice.between(1, 9) + " weeks",
                dice.between(1, 30) + " months",
                dice.between(1, 5) + " years");
    }

    private String day(int depth) {
        return switch (dice.between(0, depth > 0 ? 9 : 4)) {
            case 0 -> "today";
            case 1 -> date();
            case 2, 3, 4 -> ref(FactType.DATE);
            case 5 -> amount() + " ago";
            case 6 -> amount() + dice.of(" before ", " after ") + day(0);
            case 7, 8 ->
                    dice.between(1, 20)
                            + " working days in $mex "
                            + dice.of("before ", "after ")
                            + day(0);
            default -> dice.of("earlier", "later") + " of " + day(0) + " and " + day(depth - 1);
        };
    }

    /** A year alone would be a number to the left of a comparison. */
    private String dayButYear() {
        return dice.chance(10) ? Integer.toString(dice.between(2022, 2026)) : day(1);
    }

    private String date() {
        String month =
                dice.between(2022, 2026)
                        + "-"
                        + String.format(java.util.Locale.ROOT, "%02d", dice.between(1, 12));
        return dice.chance(20)
                ? month
                : month + "-" + String.format(java.util.Locale.ROOT, "%02d", dice.between(1, 28));
    }

    private String sign() {
        return dice.of("=", "!=", "<", "<=", ">", ">=");
    }

    private String dayWord() {
        return dice.of("on", "!=", "before", "on or before", "after", "on or after");
    }

    private String anyRef() {
        return ref(
                dice.of(
                        FactType.BOOLEAN,
                        FactType.WHOLE,
                        FactType.DATE,
                        FactType.CODE,
                        FactType.CODES,
                        FactType.RECORDS));
    }

    private String ref(FactType type) {
        List<String> refs = new ArrayList<>();
        for (int i = 0; i < binders.size(); i++) {
            for (Fact field : lists.get(i).record().fields()) {
                if (field.type() == type) {
                    refs.add(binders.get(i) + "." + field.name());
                }
            }
        }
        if (refs.isEmpty() || dice.chance(25)) {
            for (Fact fact : World.VOCABULARY.facts()) {
                if (fact.type() == type) {
                    refs.add(fact.name());
                }
            }
        }
        return dice.of(refs);
    }

    private Fact find(String ref) {
        int dot = ref.indexOf('.');
        if (dot < 0) {
            return World.VOCABULARY.get(ref);
        }
        int depth = binders.indexOf(ref.substring(0, dot));
        return lists.get(depth).record().field(ref.substring(dot + 1));
    }
}
