package amparo.rulebook.accounting;

import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the accounting files ({@code rulebook/accounting/*.tsv}: id, fate, target, note), checks
 * them against the rulebook and, where they are at hand, against the facts packs, and writes the
 * table.
 */
public final class Accounting {
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private final AsylumSystems systems;

    private Accounting(AsylumSystems systems) {
        this.systems = systems;
    }

    /** Reads all files of a folder; a line that cannot be read is a problem with its place. */
    public static Accounting read(Path folder) throws IOException {
        Accounting accounting = new Accounting(AsylumSystems.read(folder));
        List<Path> files;
        try (Stream<Path> paths = Files.list(folder)) {
            files =
                    paths.filter(p -> p.toString().endsWith(".tsv"))
                            .filter(p -> !p.endsWith(AsylumSystems.FILE))
                            .sorted()
                            .toList();
        }
        for (Path file : files) {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank() && !line.startsWith("#")) {
                    accounting.line(line, file.getFileName() + ":" + number);
                }
            }
        }
        accounting.entries.sort(Comparator.comparing(Entry::id));
        return accounting;
    }

    private void line(String line, String place) {
        String[] cells = line.split("\t", -1);
        Entry.Fate fate = cells.length > 1 ? fate(cells[1].strip()) : null;
        if (cells.length < 3 || fate == null) {
            problems.add(
                    place
                            + ": a line is: id, coded | merged | barrier | not-expressible, target, note");
            return;
        }
        entries.add(
                new Entry(
                        cells[0].strip(),
                        fate,
                        cells[2].strip(),
                        cells.length > 3 ? cells[3].strip() : ""));
    }

    private static Entry.@Nullable Fate fate(String word) {
        for (Entry.Fate fate : Entry.Fate.values()) {
            if (fate.word().equals(word)) {
                return fate;
            }
        }
        return null;
    }

    /** Which door stands for which asylum system. */
    public AsylumSystems systems() {
        return systems;
    }

    /** All entries by id. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /**
     * Everything that is wrong: unreadable lines, ids that stand twice, targets that do not exist,
     * doors that nobody accounts for, and entries of the packs that are not accounted for.
     *
     * @param packs ids of the facts packs, or null where they are not at hand
     */
    public List<String> check(Rulebook book, @Nullable Set<String> packs) {
        List<String> wrong = new ArrayList<>(problems);
        Map<String, Entry> byId = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (byId.put(entry.id(), entry) != null) {
                wrong.add(entry.id() + ": accounted for twice");
            }
            wrong.addAll(check(entry, book));
        }
        wrong.addAll(systems.check(book));
        // A door to asylum may come from the procedures instead of a pack.
        Set<String> targets = new TreeSet<>(systems.doors());
        entries.forEach(entry -> targets.add(entry.target()));
        for (Pathway pathway : book.pathways()) {
            if (!targets.contains(pathway.id())) {
                wrong.add(
                        pathway.id()
                                + ": is in the rulebook, but no line says where it comes from;"
                                + " add one to a file of rulebook/accounting");
            }
        }
        if (packs != null) {
            for (String id : packs) {
                if (!byId.containsKey(id)) {
                    wrong.add(id + ": is in the facts packs, but not accounted for");
                }
            }
            for (String id : byId.keySet()) {
                if (!packs.contains(id)) {
                    wrong.add(id + ": is accounted for, but not in the facts packs");
                }
            }
        }
        return wrong;
    }

    private static List<String> check(Entry entry, Rulebook book) {
        if (entry.fate() == Entry.Fate.NOT_EXPRESSIBLE) {
            return entry.target().isEmpty()
                    ? List.of(entry.id() + ": say why it cannot be expressed")
                    : List.of();
        }
        if (!(book.rule(entry.target()) instanceof Pathway pathway)) {
            return List.of(entry.id() + ": no pathway is called '" + entry.target() + "'");
        }
        boolean barrier = entry.fate() == Entry.Fate.BARRIER;
        if (entry.fate() != Entry.Fate.MERGED && pathway.isBarrier() != barrier) {
            return List.of(
                    entry.id()
                            + (barrier
                                    ? ": is said to be a barrier, but the rule is a door"
                                    : ": is said to be a door, but the rule is a barrier"));
        }
        return List.of();
    }

    /**
     * The ids of all entries of the facts packs in a folder; an id that stands in both packs is
     * listed once.
     */
    public static Set<String> packIds(Path folder) throws IOException {
        Set<String> ids = new TreeSet<>();
        for (String name : List.of("pathways-south.yaml", "pathways-north.yaml")) {
            for (String line : Files.readAllLines(folder.resolve(name))) {
                if (line.startsWith("- id: ")) {
                    ids.add(line.substring("- id: ".length()).strip());
                }
            }
        }
        return ids;
    }

    /** The table as Markdown, with the numbers on top. */
    public String markdown() {
        Map<Entry.Fate, Integer> counts = new LinkedHashMap<>();
        for (Entry.Fate fate : Entry.Fate.values()) {
            counts.put(fate, 0);
        }
        entries.forEach(entry -> counts.merge(entry.fate(), 1, Integer::sum));
        StringBuilder out = new StringBuilder();
        out.append("# What became of every entry of the facts packs\n\n");
        out.append(
                "Made by `./amparo rulebook accounting --write`. Change `rulebook/accounting/*.tsv`, not this file.\n\n");
        out.append(entries.size()).append(" ids: ");
        List<String> parts = new ArrayList<>();
        counts.forEach((fate, count) -> parts.add(count + " " + fate.word()));
        out.append(String.join(", ", parts)).append(".\n\n");
        out.append("| entry | became | rule, or reason | note |\n|---|---|---|---|\n");
        for (Entry entry : entries) {
            out.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %s | %s | %s |\n",
                            cell(entry.id()),
                            entry.fate().word(),
                            cell(entry.target()),
                            cell(entry.note())));
        }
        return out.append(systems.markdown()).toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
