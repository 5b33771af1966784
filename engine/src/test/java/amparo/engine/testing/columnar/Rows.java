package amparo.engine.testing.columnar;

import java.util.Arrays;

/**
 * The rows at hand: of which person each is, and which record each quantifier around it has bound.
 */
record Rows(int[] person, int[][] bound, Columns[] lists, String host, int lawDay, int rules) {
    static Rows ofPersons(int count, String host, int lawDay, int rules) {
        int[] all = new int[count];
        Arrays.setAll(all, row -> row);
        return new Rows(all, new int[0][], new Columns[0], host, lawDay, rules);
    }

    int size() {
        return person.length;
    }

    Rows byLawOf(int day) {
        return new Rows(person, bound, lists, host, day, rules);
    }

    /**
     * The records of a list spread out, one row each; row r of the outside has the rows {@code
     * from[r]} up to, but without, {@code from[r + 1]} of the inside.
     */
    record Spread(Rows inside, int[] from, boolean[] known, boolean[] complete) {}

    Spread spread(Columns.Column.Records list) {
        int[] from = new int[size() + 1];
        boolean[] known = new boolean[size()];
        boolean[] complete = new boolean[size()];
        for (int row = 0; row < size(); row++) {
            int p = person[row];
            from[row + 1] = from[row] + list.offsets()[p + 1] - list.offsets()[p];
            known[row] = list.known()[p];
            complete[row] = list.complete()[p];
        }
        int depth = bound.length;
        int[] persons = new int[from[size()]];
        int[][] inner = new int[depth + 1][persons.length];
        for (int row = 0; row < size(); row++) {
            int first = list.offsets()[person[row]];
            for (int i = from[row]; i < from[row + 1]; i++) {
                persons[i] = person[row];
                for (int level = 0; level < depth; level++) {
                    inner[level][i] = bound[level][row];
                }
                inner[depth][i] = first + i - from[row];
            }
        }
        Columns[] deeper = Arrays.copyOf(lists, depth + 1);
        deeper[depth] = list.records();
        Rows inside = new Rows(persons, inner, deeper, host, lawDay, rules);
        return new Spread(inside, from, known, complete);
    }
}
