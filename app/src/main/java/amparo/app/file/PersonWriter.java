package amparo.app.file;

import amparo.engine.data.Data;
import amparo.engine.data.JsonReader;
import amparo.engine.data.JsonWriter;
import amparo.engine.fact.Facts;
import amparo.engine.fact.ValueWriter;
import amparo.engine.value.Days;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the answers of a person as YAML, so that only the owner of the file can read it. */
public final class PersonWriter {
    private PersonWriter() {}

    /** The answers as YAML, one fact a line and one record a line. */
    public static String yaml(Facts facts, int day) {
        JsonWriter json = new JsonWriter(false);
        ValueWriter.write(facts, json);
        StringBuilder out = new StringBuilder();
        out.append("day: ").append(Days.iso(day)).append('\n');
        if (JsonReader.read(json.toString()) instanceof Data.Fields fields) {
            fields.fields().forEach((name, field) -> fact(name, field.value(), out));
        }
        return out.toString();
    }

    private static void fact(String name, Data value, StringBuilder out) {
        boolean records =
                value instanceof Data.Items items
                        && !items.items().isEmpty()
                        && items.items().get(0) instanceof Data.Fields;
        if (records && value instanceof Data.Items items) {
            out.append(name).append(":\n");
            items.items().forEach(item -> out.append("  - ").append(flow(item)).append('\n'));
        } else {
            out.append(name).append(": ").append(flow(value)).append('\n');
        }
    }

    private static String flow(Data data) {
        return switch (data) {
            case Data.Text text -> scalar(text.text());
            case Data.Whole whole -> Long.toString(whole.number());
            case Data.Flag flag -> Boolean.toString(flag.yes());
            case Data.Nothing _ -> "null";
            case Data.Items items ->
                    items.items().stream()
                            .map(PersonWriter::flow)
                            .collect(Collectors.joining(", ", "[", "]"));
            case Data.Fields fields ->
                    fields.fields().entrySet().stream()
                            .map(PersonWriter::entry)
                            .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    private static String entry(Map.Entry<String, Data.Field> entry) {
        return entry.getKey() + ": " + flow(entry.getValue().value());
    }

    /** Codes, dates and spans stand as they are; anything else in quotes. */
    private static String scalar(String text) {
        boolean plain =
                text.matches("[A-Za-z][A-Za-z0-9_-]*|[0-9]{4}(-[0-9]{2}){0,2}|[0-9]+\\.\\.[0-9]+")
                        && !text.matches("(?i)true|false|null|yes|no|on|off");
        if (plain) {
            return text;
        }
        JsonWriter json = new JsonWriter(false);
        json.value(text);
        return json.toString();
    }

    /**
     * Writes a new file that only its owner can read and write.
     *
     * @param replace true if an existing file may be replaced
     * @throws IOException if it cannot be written, or exists
     */
    public static void write(Path path, String yaml, boolean replace) throws IOException {
        if (replace) {
            Files.deleteIfExists(path);
        }
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (var channel = Files.newByteChannel(path, options, attributes);
                OutputStream out = Channels.newOutputStream(channel)) {
            out.write(yaml.getBytes(StandardCharsets.UTF_8));
        }
    }
}
