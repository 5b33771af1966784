package amparo.server.directory;

import amparo.server.directory.ServiceReading.Read;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A table of services: CSV with a row of headings, and if it has one, a row of HXL tags (the
 * Humanitarian Exchange Language), which then say what the columns are.
 *
 * @param headings as they stand in the file
 * @param guessed for each column the field that it seems to hold; empty: none
 * @param rows the cells, with their line in the file
 */
record ServiceFile(List<String> headings, List<String> guessed, List<Row> rows) {

    static final int LARGEST = 2_000_000;
    private static final int MOST_ROWS = 5_000;

    /** Names that tables use for a field, besides the field's own. */
    private static final Map<String, String> NAMES = new HashMap<>();

    static {
        names("name", "service", "servicio", "nombre", "nombre del servicio", "service name");
        names("sector", "kind", "type", "tipo", "cluster");
        names("provider", "organisation", "organization", "organización", "organizacion", "org");
        names("country", "país", "pais", "iso3", "country code");
        names("places", "place", "town", "city", "lugar", "ciudad", "municipio", "localidad");
        names("latitude", "lat", "latitud");
        names("longitude", "lon", "lng", "long", "longitud");
        names("for_whom", "eligibility", "para quién", "para quien", "condición");
        names("languages", "language", "idiomas", "lenguas");
        names("hours", "opening hours", "horario");
        names("room", "capacity", "cupo", "capacidad");
        names("full_until", "full until", "lleno hasta");
        names("cost", "costo", "price");
        names("how", "how to refer", "cómo remitir", "como remitir");
        names("urgent_line", "phone", "teléfono", "telefono", "hotline", "línea urgente");
        names("phones", "phone tree", "teléfonos");
        names("open_to_all", "public", "público", "publico");
    }

    /** HXL tags without their spaces; the first that begins a column's tag decides. */
    private static final List<String[]> TAGS =
            List.of(
                    new String[] {"#service", "name"},
                    new String[] {"#activity+name", "name"},
                    new String[] {"#activity", "name"},
                    new String[] {"#sector", "sector"},
                    new String[] {"#org", "provider"},
                    new String[] {"#country", "country"},
                    new String[] {"#loc", "places"},
                    new String[] {"#adm", "places"},
                    new String[] {"#geo+lat", "latitude"},
                    new String[] {"#geo+lon", "longitude"},
                    new String[] {"#beneficiary", "for_whom"},
                    new String[] {"#population", "for_whom"},
                    new String[] {"#meta+language", "languages"},
                    new String[] {"#date+hours", "hours"},
                    new String[] {"#capacity", "room"},
                    new String[] {"#value+cost", "cost"},
                    new String[] {"#contact+phone", "urgent_line"},
                    new String[] {"#contact", "how"});

    ServiceFile {
        headings = List.copyOf(headings);
        guessed = List.copyOf(guessed);
        rows = List.copyOf(rows);
    }

    record Row(int line, List<String> cells) {
        Row {
            cells = List.copyOf(cells);
        }
    }

    /** A row that cannot be written, and why. */
    record Reject(int line, String column, String value, String key, String detail) {}

    /** What would be written. */
    record Checked(List<Service.Draft> good, List<Reject> rejects) {
        Checked {
            good = List.copyOf(good);
            rejects = List.copyOf(rejects);
        }
    }

    /** Reads a file; empty if it is no table in UTF-8, or too large. */
    static Optional<ServiceFile> read(byte[] bytes) {
        if (bytes.length > LARGEST) {
            return Optional.empty();
        }
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            String table = text.startsWith("\ufeff") ? text.substring(1) : text;
            List<CsvRecord> all = new ArrayList<>();
            try (CsvReader<CsvRecord> csv =
                    CsvReader.builder()
                            .fieldSeparator(separator(table))
                            .skipEmptyLines(true)
                            .ofCsvRecord(table)) {
                for (CsvRecord one : csv) {
                    all.add(one);
                    if (all.size() > MOST_ROWS + 2) {
                        return Optional.empty();
                    }
                }
            }
            return all.size() < 2 ? Optional.empty() : Optional.of(of(all));
        } catch (CharacterCodingException | CsvParseException | UncheckedIOException none) {
            return Optional.empty();
        } catch (java.io.IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static char separator(String table) {
        int end = table.indexOf('\n');
        String head = end < 0 ? table : table.substring(0, end);
        return head.chars().filter(one -> one == ';').count()
                        > head.chars().filter(one -> one == ',').count()
                ? ';'
                : ',';
    }

    private static ServiceFile of(List<CsvRecord> all) {
        List<String> headings = all.getFirst().getFields();
        List<String> second = all.get(1).getFields();
        boolean tagged = second.stream().anyMatch(one -> one.strip().startsWith("#"));
        List<String> guessed = new ArrayList<>();
        for (int i = 0; i < headings.size(); i++) {
            String field =
                    tagged && i < second.size() ? byTag(second.get(i)) : byName(headings.get(i));
            guessed.add(guessed.contains(field) ? "" : field);
        }
        List<Row> rows =
                all.stream()
                        .skip(tagged ? 2 : 1)
                        .map(one ->
                                new Row(
                                        Math.toIntExact(one.getStartingLineNumber()),
                                        one.getFields()))
                        .toList();
        return new ServiceFile(headings, guessed, rows);
    }

    private static String byTag(String tag) {
        String plain = tag.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
        return TAGS.stream()
                .filter(one -> plain.startsWith(one[0]))
                .map(one -> one[1])
                .findFirst()
                .orElse("");
    }

    private static String byName(String heading) {
        String plain = heading.strip().toLowerCase(Locale.ROOT);
        return ServiceReading.FIELDS.contains(plain) ? plain : NAMES.getOrDefault(plain, "");
    }

    private static void names(String field, String... others) {
        for (String one : others) {
            NAMES.put(one, field);
        }
    }

    /**
     * Checks every row.
     *
     * @param fields for each column the field that it holds; empty: left out
     */
    Checked check(List<String> fields, ServiceReading reading) {
        List<Service.Draft> good = new ArrayList<>();
        List<Reject> rejects = new ArrayList<>();
        for (Row row : rows) {
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < Math.min(row.cells().size(), fields.size()); i++) {
                String field = fields.get(i);
                if (ServiceReading.FIELDS.contains(field)) {
                    values.put(field, unguard(row.cells().get(i).strip()));
                }
            }
            Read read = reading.read(values);
            if (read.draft() != null) {
                good.add(read.draft());
            }
            read.wrong()
                    .forEach(one ->
                            rejects.add(
                                    new Reject(
                                            row.line(),
                                            one.field(),
                                            values.getOrDefault(one.field(), ""),
                                            one.key(),
                                            one.detail())));
        }
        return new Checked(good, rejects);
    }

    /**
     * Spreadsheets read what begins like a formula as one: an apostrophe in front keeps it words.
     */
    static String guard(String cell) {
        return cell.matches("(?s)'*[=+\\-@\\t\\r].*") ? "'" + cell : cell;
    }

    private static String unguard(String cell) {
        return cell.matches("(?s)'+[=+\\-@\\t\\r].*") ? cell.substring(1) : cell;
    }
}
