package amparo.rulebook.source;

import amparo.engine.data.Data;
import amparo.engine.data.DataException;
import amparo.engine.data.Mark;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 into {@link Data}: {@code on}, {@code no} and {@code NO} stay words. Refused with
 * a sentence that says why: more than 1 MB, more than {@value #MAX_DEPTH} levels, anchors and
 * aliases, tags, a key twice, numbers with a fraction, and what is not UTF-8 text.
 */
public final class YamlReader {
    /** Longer files are refused, in bytes. */
    public static final int MAX_BYTES = 1_000_000;

    /** Deeper nesting is refused. */
    public static final int MAX_DEPTH = 64;

    private YamlReader() {}

    /**
     * Reads all documents of a file.
     *
     * @throws DataException at the first mistake, with its place
     */
    public static List<Data> read(byte[] file) {
        List<DataException> problems = new ArrayList<>();
        List<Data> documents = read(text(file), problems);
        if (!problems.isEmpty()) {
            throw problems.get(0);
        }
        return documents;
    }

    /**
     * Reads all documents of a text. What cannot be read is left out and told in {@code problems}.
     */
    public static List<Data> read(String text, List<DataException> problems) {
        YamlEvents events = new YamlEvents(problems);
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(MAX_BYTES).setLabel("").build();
        try {
            new Parse(settings).parseString(text).forEach(events::take);
        } catch (DataException stop) {
            problems.add(stop);
        } catch (MarkedYamlEngineException wrong) {
            problems.add(syntax(wrong, text));
        } catch (YamlEngineException wrong) {
            problems.add(new DataException(Mark.NONE, "this is not YAML: " + wrong.getMessage()));
        }
        if (events.documents().isEmpty() && problems.isEmpty()) {
            problems.add(new DataException(Mark.NONE, "the file is empty"));
        }
        return events.documents();
    }

    /**
     * The text of a file.
     *
     * @throws DataException if it is too long, or not text in UTF-8
     */
    public static String text(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw new DataException(
                    Mark.NONE,
                    "the file has "
                            + file.length
                            + " bytes, at most "
                            + MAX_BYTES
                            + " are read; split it");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        } catch (CharacterCodingException wrong) {
            throw new DataException(
                    Mark.NONE, "the file is not text in UTF-8; save it as UTF-8 in your editor");
        }
        refuseControl(text);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static void refuseControl(String text) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
                start = i + 1;
            } else if (c < ' ' && c != '\t' && c != '\r' || c >= 0x7F && c < 0xA0) {
                String code = Integer.toHexString(0x10000 | c).substring(1);
                throw new DataException(
                        new Mark(line, i - start + 1),
                        "the file is not text: it holds the control character U+" + code);
            }
        }
    }

    private static DataException syntax(MarkedYamlEngineException wrong, String text) {
        Mark at = wrong.getProblemMark().map(YamlEvents::mark).orElse(Mark.NONE);
        String problem = wrong.getProblem();
        String line = text.lines().skip(Math.max(0, at.line() - 1)).findFirst().orElse("");
        return new DataException(at, sentence(problem, line));
    }

    private static String sentence(String problem, String line) {
        if (line.stripLeading().length() < line.length()
                && line.substring(0, line.length() - line.stripLeading().length()).contains("\t")) {
            return "a tab stands at the beginning of this line; YAML indents with blanks";
        }
        if (problem.contains("TAB")) {
            return "a tab stands here; YAML wants blanks";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "a key is not expected here; a text with ': ' inside needs quotes around it";
        }
        if (problem.contains("expected <block end>") || problem.contains("expected block end")) {
            return "this line does not fit to the lines before it; check the blanks at its"
                    + " beginning and the quotes above";
        }
        if (problem.contains("could not find expected ':'")) {
            return "a ':' is missing after the key above, or a blank after its ':'";
        }
        return "this is not YAML: " + problem;
    }
}
