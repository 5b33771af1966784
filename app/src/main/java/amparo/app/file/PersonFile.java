package amparo.app.file;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.JsonReader;
import amparo.engine.data.Mark;
import amparo.engine.fact.Household;
import amparo.engine.fact.Vocabulary;
import amparo.rulebook.source.Finding;
import amparo.rulebook.source.Severity;
import amparo.rulebook.source.SourceFile;
import amparo.rulebook.source.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The file of a person or a family, in YAML or JSON. Nothing is guessed: every mistake is told with
 * its place, all of them at once.
 */
public final class PersonFile {
    /** Stands for the standard input. */
    public static final String INPUT = "-";

    private final String name;
    private final List<DataException> problems = new ArrayList<>();
    private String text = "";

    private PersonFile(String name) {
        this.name = name;
    }

    /**
     * Reads a file, or the standard input for {@code -}.
     *
     * @throws BadInput with every mistake
     */
    public static Household read(String path, InputStream input, Vocabulary vocabulary) {
        PersonFile file = new PersonFile(path.equals(INPUT) ? "(input)" : path);
        byte[] bytes = path.equals(INPUT) ? file.standard(input) : file.bytes(path);
        Household household = file.household(bytes, vocabulary);
        if (household == null || !file.problems.isEmpty()) {
            throw file.bad();
        }
        return household;
    }

    private byte[] standard(InputStream input) {
        try {
            return tooLong(input.readNBytes(YamlReader.MAX_BYTES + 1));
        } catch (IOException wrong) {
            throw refuse("the input cannot be read: " + wrong.getMessage());
        }
    }

    private byte[] bytes(String given) {
        Path path;
        try {
            path = Path.of(given);
        } catch (InvalidPathException wrong) {
            throw refuse("this cannot be the name of a file");
        }
        if (!Files.exists(path)) {
            throw refuse("there is no such file; check the name and the folder");
        }
        if (Files.isDirectory(path)) {
            throw refuse("this is a folder; name one file in it");
        }
        try (InputStream in = Files.newInputStream(path)) {
            return tooLong(in.readNBytes(YamlReader.MAX_BYTES + 1));
        } catch (IOException wrong) {
            throw refuse("the file cannot be read; check that you have the right to read it");
        }
    }

    private byte[] tooLong(byte[] bytes) {
        if (bytes.length > YamlReader.MAX_BYTES) {
            throw refuse(
                    "the file is longer than 1 MB; a person's file holds one person or one family,"
                            + " so split it");
        }
        return bytes;
    }

    private @Nullable Household household(byte[] bytes, Vocabulary vocabulary) {
        Data data;
        try {
            text = YamlReader.text(bytes);
            data = isJson() ? JsonReader.read(text) : yaml();
        } catch (DataException wrong) {
            problems.add(wrong);
            return null;
        }
        return data == null ? null : Household.read(data, vocabulary, problems);
    }

    private @Nullable Data yaml() {
        if (text.lines().allMatch(PersonFile::saysNothing)) {
            throw new DataException(
                    Mark.NONE, "the file is empty; write facts such as nationality: [VEN]");
        }
        List<Data> documents = YamlReader.read(text, problems);
        if (documents.size() > 1) {
            problems.add(
                    new DataException(
                            documents.get(1).at(),
                            "a second document begins here; a file holds one person, or one family"
                                    + " under 'persons'"));
        }
        return documents.isEmpty() ? null : documents.get(0);
    }

    private static boolean saysNothing(String line) {
        return line.isBlank() || line.stripLeading().startsWith("#");
    }

    /** By the ending; without one that says it, by the first characters. */
    private boolean isJson() {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            return false;
        }
        String start = text.stripLeading();
        boolean looksLike =
                start.startsWith("{")
                        && (start.substring(1).stripLeading().startsWith("\"")
                                || start.substring(1).stripLeading().startsWith("}"));
        return lower.endsWith(".json") && !text.isBlank() || looksLike;
    }

    private BadInput refuse(String message) {
        problems.add(new DataException(Mark.NONE, message));
        return bad();
    }

    private BadInput bad() {
        SourceFile source = new SourceFile(name, text);
        List<Finding> findings =
                problems.stream()
                        .map(problem ->
                                source.finding(
                                        problem.at(),
                                        Severity.ERROR,
                                        String.valueOf(problem.getMessage()),
                                        cure(String.valueOf(problem.getMessage()))))
                        .sorted(Comparator.comparing(Finding::line).thenComparing(Finding::column))
                        .distinct()
                        .toList();
        return new BadInput(problems, findings);
    }

    private static String cure(String message) {
        if (message.startsWith("unknown fact")) {
            return "all facts: ./amparo facts";
        }
        if (message.contains("is not a code of the list")) {
            return "all codes: ./amparo facts";
        }
        if (message.equals("a key in quotes was expected")) {
            return "JSON has no comments and no comma before a closing bracket";
        }
        return "";
    }

    /** A file that cannot be used. */
    public static final class BadInput extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient List<DataException> problems;

        BadInput(List<DataException> problems, List<Finding> findings) {
            super(findings.stream().map(Finding::text).reduce("", String::concat));
            this.problems = List.copyOf(problems);
        }

        /** The mistakes without their lines. */
        public List<DataException> problems() {
            return problems;
        }
    }
}
