package amparo.server.registry;

import amparo.server.platform.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Relatives and companions around the person: those before them above, those after them below. The
 * list beside it says the same in words.
 *
 * @param me where the person stands; the others are joined to there
 */
public record FamilyGraph(int width, int height, Node me, List<Node> others) {

    private static final int NODE = 184;
    private static final int GAP = 16;
    private static final int ROW = 104;
    private static final int TALL = 56;
    private static final int LONGEST = 21;

    private static final Map<String, Integer> ROWS =
            Map.ofEntries(
                    Map.entry("grandparent", 0),
                    Map.entry("parent", 0),
                    Map.entry("aunt_uncle", 0),
                    Map.entry("guardian", 0),
                    Map.entry("child", 2),
                    Map.entry("grandchild", 2),
                    Map.entry("niece_nephew", 2),
                    Map.entry("ward", 2));

    public FamilyGraph {
        others = List.copyOf(others);
    }

    /**
     * Somebody in the graph.
     *
     * @param x of the middle
     * @param y of the middle
     * @param companion travels along, of whom it is not said that they are family
     * @param code of their own file, if they have one
     */
    public record Node(
            int x,
            int y,
            int width,
            int height,
            String title,
            String text,
            boolean companion,
            @Nullable String code) {

        /** Its left edge. */
        public int left() {
            return x - width / 2;
        }

        /** Its upper edge. */
        public int top() {
            return y - height / 2;
        }
    }

    private record Other(String title, String text, boolean companion, @Nullable String code) {}

    static FamilyGraph of(View view, Facts facts, Standing standing) {
        List<List<Other>> rows = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<Standing.Held> family = standing.list("relative");
        for (Standing.Held held : family) {
            add(rows, view, facts.get("relative"), held, false);
        }
        for (Standing.Held held : strangers(family, standing.list("companion"))) {
            add(rows, view, facts.get("companion"), held, true);
        }
        int most =
                Math.max(rows.get(0).size(), Math.max(rows.get(1).size() + 1, rows.get(2).size()));
        int width = Math.max(2, most) * (NODE + GAP) + GAP;
        int top = rows.get(0).isEmpty() ? 0 : ROW;
        int height = top + ROW + (rows.get(2).isEmpty() ? 0 : ROW);
        List<Node> nodes = new ArrayList<>();
        place(nodes, rows.get(0), width, ROW / 2);
        place(nodes, rows.get(2), width, top + ROW + ROW / 2);
        // The person stands in the middle of their own row.
        List<Other> beside = rows.get(1);
        int step = width / (beside.size() + 1);
        int mine = beside.size() / 2;
        for (int i = 0; i < beside.size(); i++) {
            int at = i < mine ? i : i + 1;
            nodes.add(node(beside.get(i), step / 2 + at * step, top + ROW / 2));
        }
        Node me =
                new Node(
                        step / 2 + mine * step,
                        top + ROW / 2,
                        NODE,
                        TALL,
                        view.text("registry.graph-me"),
                        "",
                        false,
                        null);
        return new FamilyGraph(width, height, me, nodes);
    }

    /** Companions who are not among the relatives: who is both stands in the graph once. */
    private static List<Standing.Held> strangers(
            List<Standing.Held> family, List<Standing.Held> companions) {
        List<Standing.Held> left = new ArrayList<>(family);
        List<Standing.Held> strangers = new ArrayList<>();
        for (Standing.Held one : companions) {
            Optional<Standing.Held> same =
                    left.stream()
                            .filter(other -> isSame(one, other, Facts.PERSON))
                            .findFirst()
                            .or(() ->
                                    left.stream()
                                            .filter(other ->
                                                    isSame(one, other, "relation")
                                                            && mayBeOne(one, other))
                                            .findFirst());
            same.ifPresentOrElse(left::remove, () -> strangers.add(one));
        }
        return strangers;
    }

    private static boolean isSame(Standing.Held one, Standing.Held other, String part) {
        return !one.part(part).isEmpty() && one.part(part).equals(other.part(part));
    }

    /** Unless two names or two files say that they are two. */
    private static boolean mayBeOne(Standing.Held one, Standing.Held other) {
        return List.of(Facts.PERSON, Facts.CALLED).stream()
                .allMatch(part ->
                        one.part(part).isEmpty()
                                || other.part(part).isEmpty()
                                || one.part(part).equals(other.part(part)));
    }

    private static void add(
            List<List<Other>> rows,
            View view,
            Facts.Known list,
            Standing.Held held,
            boolean companion) {
        String relation = held.part("relation");
        rows.get(ROWS.getOrDefault(relation, 1)).add(other(view, list, held, relation, companion));
    }

    private static void place(List<Node> nodes, List<Other> row, int width, int y) {
        int step = row.isEmpty() ? width : width / row.size();
        for (int i = 0; i < row.size(); i++) {
            nodes.add(node(row.get(i), step / 2 + i * step, y));
        }
    }

    private static Node node(Other other, int x, int y) {
        return new Node(
                x, y, NODE, TALL, other.title(), other.text(), other.companion(), other.code());
    }

    private static Other other(
            View view, Facts.Known list, Standing.Held held, String relation, boolean companion) {
        String title =
                relation.isEmpty()
                        ? list.shortly(view)
                        : list.field("relation").orElseThrow().codeLabel(relation, view);
        List<String> text = new ArrayList<>();
        String called = held.part(Facts.CALLED);
        if (!called.isEmpty()) {
            text.add(called);
        }
        String country = held.part("country");
        if (!country.isEmpty()) {
            text.add(list.field("country").orElseThrow().codeLabel(country, view));
        }
        String code = held.part(Facts.PERSON);
        return new Other(
                cut(title),
                cut(String.join(", ", text)),
                companion,
                code.matches(PersonPages.CODE) ? code : null);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
