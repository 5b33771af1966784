package amparo.rulebook.accounting;

import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which door stands for the asylum system of which country, and from where it was written ({@code
 * rulebook/accounting/asylum-systems.tsv}). Every asylum door is listed.
 */
public final class AsylumSystems {
    /** The file in the folder of the accounting. */
    static final String FILE = "asylum-systems.tsv";

    private static final String PROCEDURES = "procedures.md";
    private static final Pattern STATE =
            Pattern.compile("^\\| (?:\\*\\*)?([A-Z]{3})(?:\\*\\*)? \\|.*");

    private final List<AsylumSystem> systems = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private AsylumSystems() {}

    /**
     * The door of a country.
     *
     * @param country ISO 3166-1 alpha-3 code
     * @param door the id of the pathway
     * @param source from where it was written
     */
    public record AsylumSystem(String country, String door, String source) {}

    /** Reads the file of a folder; without it there are no systems. */
    static AsylumSystems read(Path folder) throws IOException {
        AsylumSystems systems = new AsylumSystems();
        Path file = folder.resolve(FILE);
        int number = 0;
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            number++;
            String[] cells = line.split("\t", -1);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (cells.length == 3) {
                systems.systems.add(
                        new AsylumSystem(cells[0].strip(), cells[1].strip(), cells[2].strip()));
            } else {
                systems.problems.add(FILE + ":" + number + ": a line is: country, door, source");
            }
        }
        return systems;
    }

    /** Every door that is listed. */
    Set<String> doors() {
        Set<String> doors = new TreeSet<>();
        systems.forEach(system -> doors.add(system.door()));
        return doors;
    }

    /** Unreadable lines, doors that are no asylum in that country, and asylum doors not listed. */
    List<String> check(Rulebook book) {
        List<String> wrong = new ArrayList<>(problems);
        for (AsylumSystem system : systems) {
            boolean fits =
                    book.rule(system.door()) instanceof Pathway pathway
                            && pathway.isAsylum()
                            && pathway.destinations().contains(system.country());
            if (!fits) {
                wrong.add(
                        system.country()
                                + ": '"
                                + system.door()
                                + "' is no asylum door to this country; mend "
                                + FILE);
            }
        }
        for (Pathway pathway : book.pathways()) {
            for (String country : pathway.destinations()) {
                boolean listed =
                        systems.stream()
                                .anyMatch(s ->
                                        s.door().equals(pathway.id())
                                                && s.country().equals(country));
                if (pathway.isAsylum() && !listed) {
                    wrong.add(
                            pathway.id()
                                    + ": is an asylum door of "
                                    + country
                                    + " and not in the list of systems; add a line to "
                                    + FILE);
                }
            }
        }
        return wrong;
    }

    /** The States among these that have no door. */
    public List<String> missing(Set<String> states) {
        Set<String> left = new TreeSet<>(states);
        systems.forEach(system -> left.remove(system.country()));
        return left.stream().map(state -> state + ": has an asylum system, but no door").toList();
    }

    /** The States whose procedures section 1 of the facts describes. */
    public static Set<String> states(Path folder) throws IOException {
        Set<String> states = new TreeSet<>();
        boolean inside = false;
        for (String line : Files.readAllLines(folder.resolve(PROCEDURES))) {
            if (line.startsWith("## ")) {
                inside = line.startsWith("## 1.");
            }
            Matcher state = STATE.matcher(line);
            if (inside && state.matches()) {
                states.add(state.group(1));
            }
        }
        return states;
    }

    /** The table as Markdown. */
    String markdown() {
        StringBuilder out = new StringBuilder("\n## Asylum systems\n\n");
        out.append("Every asylum door, by country, and from where it was written.\n\n");
        out.append("| country | door | from where |\n|---|---|---|\n");
        for (AsylumSystem system : systems) {
            out.append("| ").append(system.country()).append(" | ").append(system.door());
            out.append(" | ").append(system.source()).append(" |\n");
        }
        return out.toString();
    }
}
