package amparo.web;

import amparo.engine.data.JsonWriter;
import amparo.engine.fact.CodeList;
import amparo.engine.fact.Fact;
import amparo.engine.fact.FactType;
import amparo.engine.fact.Vocabulary;
import amparo.engine.value.Range;
import java.util.List;
import java.util.Random;

/** Invented persons and families as JSON, the same for the same seed; some with mistakes. */
final class RandomPersons {
    private static final List<String> RELATIONS = List.of("spouse", "child", "parent", "sibling");

    private final Vocabulary vocabulary;
    private final Random random;

    RandomPersons(Vocabulary vocabulary, long seed) {
        this.vocabulary = vocabulary;
        this.random = new Random(seed);
    }

    /** A person alone, or one in six times a family with ties. */
    String next() {
        JsonWriter out = new JsonWriter(random.nextInt(8) == 0);
        if (random.nextInt(6) > 0) {
            out.object();
            if (random.nextInt(3) == 0) {
                out.field("day", date(2));
            }
            person(0.2 + 0.8 * random.nextDouble(), List.of(), out);
            return out.endObject().toString();
        }
        out.object().field("day", date(2)).key("persons").array();
        List<String> ids =
                List.of("madre", "niña \"Ñ\"", "el tercero").subList(0, 2 + random.nextInt(2));
        for (String id : ids) {
            out.object().field("id", id);
            person(0.5, ids, out);
            out.endObject();
        }
        return out.endArray().endObject().toString();
    }

    private void person(double told, List<String> ids, JsonWriter out) {
        boolean complete = random.nextInt(3) == 0;
        for (Fact fact : vocabulary.facts()) {
            if (random.nextDouble() < told) {
                out.key(fact.name());
                value(fact, ids, out);
            }
        }
        if (complete) {
            out.key("complete").array();
            for (Fact fact : vocabulary.facts()) {
                if (fact.type() == FactType.RECORDS && random.nextBoolean()) {
                    out.value(fact.name());
                }
            }
            out.endArray();
        }
    }

    private void value(Fact fact, List<String> ids, JsonWriter out) {
        int dice = random.nextInt(60);
        if (dice == 0) {
            out.value("UNKNOWN");
            return;
        }
        if (dice == 1) {
            out.value((String) null);
            return;
        }
        switch (fact.type()) {
            case BOOLEAN -> out.value(random.nextBoolean());
            case WHOLE -> whole(fact, out);
            case DATE -> out.value(random.nextInt(8) == 0 ? "ongoing" : date(random.nextInt(3)));
            case CODE -> out.value(code(fact));
            case CODES -> {
                out.array();
                for (int i = random.nextInt(4); i > 0; i--) {
                    out.value(random.nextInt(5) == 0 ? "UNKNOWN" : code(fact));
                }
                out.endArray();
            }
            case RECORDS -> records(fact, ids, out);
        }
    }

    private void whole(Fact fact, JsonWriter out) {
        Range bounds = fact.bounds();
        int most = Math.min(bounds.high(), random.nextInt(3) == 0 ? 40 : bounds.high());
        int low = bounds.low() + random.nextInt(most - bounds.low() + 1);
        if (random.nextInt(3) == 0) {
            out.value(low + ".." + (low + random.nextInt(bounds.high() - low + 1)));
        } else {
            out.value(low);
        }
    }

    private void records(Fact fact, List<String> ids, JsonWriter out) {
        if (random.nextInt(8) == 0) {
            out.value("none");
            return;
        }
        out.array();
        for (int i = random.nextInt(4); i > 0; i--) {
            out.object();
            if (fact.name().equals("relative") && !ids.isEmpty()) {
                out.field("person", ids.get(random.nextInt(ids.size())));
                out.field("relation", RELATIONS.get(random.nextInt(RELATIONS.size())));
            }
            for (Fact field : fact.record().fields()) {
                if (random.nextInt(4) > 0 && (ids.isEmpty() || !field.name().equals("relation"))) {
                    out.key(field.name());
                    value(field, List.of(), out);
                }
            }
            out.endObject();
        }
        out.endArray();
    }

    private String code(Fact fact) {
        CodeList list = fact.codes();
        List<String> codes = List.copyOf(list.codes().keySet());
        boolean typo = random.nextInt(150) == 0;
        return codes.get(random.nextInt(codes.size())) + (typo ? "X" : "");
    }

    /** A date of which {@code parts} 0: the year, 1: the month, 2: the day is known. */
    String date(int parts) {
        int year = random.nextInt(4) == 0 ? 1950 + random.nextInt(80) : 2019 + random.nextInt(8);
        String text = Integer.toString(year);
        if (parts > 0) {
            text += two(1 + random.nextInt(12));
        }
        return parts > 1
                ? text + two(1 + random.nextInt(random.nextInt(100) == 0 ? 31 : 28))
                : text;
    }

    private static String two(int number) {
        return (number < 10 ? "-0" : "-") + number;
    }
}
