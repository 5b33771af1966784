package amparo.server.registry;

import amparo.server.platform.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Relatives and companions around the person: those before them above, those after them below. The
 * list beside it says the same in words. Drawn twice, for wide screens and paper, and for a
 * telephone: a drawing that has to be pushed sideways hides who stands at its edge.
 */
public record FamilyGraph(Drawing wide, Drawing narrow) {

    private static final int NODE = 184;
    private static final int GAP = 16;
    private static final int ROW = 104;
    private static final int TALL = 56;
    private static final int LONGEST = 21;

    /** So many stand side by side on the narrowest wide screen. */
    private static final int BESIDE = 3;

    private static final int NARROW_NODE = 232;
    private static final int NARROW_LEFT = 32;
    private static final int NARROW_ROW = 72;
    private static final int TRUNK = 12;

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

    /**
     * One drawing.
     *
     * @param name of the class in the style
     * @param me where the person stands; the others are joined to there
     */
    public record Drawing(String name, int width, int height, Node me, List<Node> others) {
        public Drawing {
            others = List.copyOf(others);
        }
    }

    /**
     * Somebody in the graph.
     *
     * @param x of the middle
     * @param y of the middle
     * @param tie the way to the person, as a path
     * @param companion travels along, of whom it is not said that they are family
     * @param code of their own file, if they have one
     */
    public record Node(
            int x,
            int y,
            int width,
            int height,
            String tie,
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
        String me = view.text("registry.graph-me");
        return new FamilyGraph(wide(rows, me), narrow(rows, me));
    }

    /** Whether there is anybody to draw. */
    public boolean isEmpty() {
        return wide.others().isEmpty();
    }

    private static Drawing wide(List<List<Other>> rows, String words) {
        List<Other> beside = rows.get(1);
        List<List<Other>> above = lines(rows.get(0));
        // The person stands in the middle of their own line, the rest of it in lines below.
        int near = Math.min(beside.size(), BESIDE - 1);
        List<List<Other>> below = new ArrayList<>(lines(beside.subList(near, beside.size())));
        below.addAll(lines(rows.get(2)));
        int most = near + 1;
        for (List<List<Other>> some : List.of(above, below)) {
            for (List<Other> line : some) {
                most = Math.max(most, line.size());
            }
        }
        int width = Math.max(2, most) * (NODE + GAP) + GAP;
        int y = above.size() * ROW + ROW / 2;
        int step = width / (near + 1);
        int mine = near / 2;
        Node me = me(step / 2 + mine * step, y, NODE, words);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < above.size(); i++) {
            place(nodes, above.get(i), width, i * ROW + ROW / 2, me);
        }
        for (int i = 0; i < near; i++) {
            int at = i < mine ? i : i + 1;
            nodes.add(node(beside.get(i), step / 2 + at * step, y, me));
        }
        for (int i = 0; i < below.size(); i++) {
            place(nodes, below.get(i), width, y + (i + 1) * ROW, me);
        }
        return new Drawing("graph-wide", width, (above.size() + 1 + below.size()) * ROW, me, nodes);
    }

    private static List<List<Other>> lines(List<Other> row) {
        List<List<Other>> lines = new ArrayList<>();
        for (int from = 0; from < row.size(); from += BESIDE) {
            lines.add(row.subList(from, Math.min(row.size(), from + BESIDE)));
        }
        return lines;
    }

    /** One below the other in the same order, joined to the person by a trunk on the left. */
    private static Drawing narrow(List<List<Other>> rows, String words) {
        int x = NARROW_LEFT + NARROW_NODE / 2;
        int mine = rows.get(0).size();
        Node me = me(x, mine * NARROW_ROW + NARROW_ROW / 2, NARROW_NODE, words);
        List<Node> nodes = new ArrayList<>();
        int at = 0;
        for (List<Other> row : rows) {
            for (Other one : row) {
                int y = (at < mine ? at : at + 1) * NARROW_ROW + NARROW_ROW / 2;
                String tie =
                        "M%d %dH%dV%dH%d".formatted(NARROW_LEFT, me.y(), TRUNK, y, NARROW_LEFT);
                nodes.add(node(one, x, y, NARROW_NODE, tie));
                at++;
            }
        }
        return new Drawing(
                "graph-narrow", NARROW_LEFT + NARROW_NODE + 2, (at + 1) * NARROW_ROW, me, nodes);
    }

    private static Node me(int x, int y, int width, String words) {
        return new Node(x, y, width, TALL, "", words, "", false, null);
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

    private static void place(List<Node> nodes, List<Other> row, int width, int y, Node me) {
        int step = row.isEmpty() ? width : width / row.size();
        for (int i = 0; i < row.size(); i++) {
            nodes.add(node(row.get(i), step / 2 + i * step, y, me));
        }
    }

    private static Node node(Other other, int x, int y, Node me) {
        return node(other, x, y, NODE, "M%d %dL%d %d".formatted(me.x(), me.y(), x, y));
    }

    private static Node node(Other other, int x, int y, int width, String tie) {
        return new Node(
                x,
                y,
                width,
                TALL,
                tie,
                other.title(),
                other.text(),
                other.companion(),
                other.code());
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
