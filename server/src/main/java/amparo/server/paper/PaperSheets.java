package amparo.server.paper;

import amparo.server.groups.Codes;
import amparo.server.groups.TravelGroups.Traveller;
import amparo.server.platform.Ids;
import amparo.server.platform.Language;
import amparo.server.platform.Pages;
import amparo.server.platform.Texts;
import amparo.server.platform.View;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The front door of paper for other modules: sheets with codes that are nobody's yet, the form to
 * print, and keying in. The same limits and audit as on the pages.
 */
@Service
@Transactional
public class PaperSheets {

    /** The most sheets of one print. */
    public static final int MOST = PaperForms.MOST;

    /** The most persons of a sheet. */
    public static final int PLACES = PaperForms.PLACES;

    private static final List<String> STYLES = List.of("/static/amparo.css", "/static/groups.css");

    private final PaperForms forms;
    private final Pages pages;
    private final Texts texts;

    PaperSheets(PaperForms forms, Pages pages, Texts texts) {
        this.forms = forms;
        this.pages = pages;
        this.texts = texts;
    }

    /** Sheets that were printed together. */
    public record Batch(UUID id, OffsetDateTime madeAt, long sheets, long used) {}

    /**
     * A sheet.
     *
     * @param code of its group
     * @param persons the codes of its lines
     * @param used whether it was keyed in
     */
    public record Sheet(String code, List<String> persons, boolean used) {
        public Sheet {
            persons = List.copyOf(persons);
        }
    }

    /** The newest prints of the own organisation. */
    public List<Batch> recent() {
        return forms.recent().stream()
                .map(one -> new Batch(one.id(), one.madeAt(), one.forms(), one.used()))
                .toList();
    }

    /** Reserves codes and gives the id of the print. */
    public UUID make(int sheets) {
        UUID batch = Ids.next();
        forms.make(batch, sheets);
        return batch;
    }

    /** The sheets of a print; none if there is no such print of the own organisation. */
    public List<Sheet> batch(UUID batch) {
        return forms.batch(batch).stream()
                .map(one -> new Sheet(one.code(), one.persons(), one.used()))
                .toList();
    }

    /** A sheet of the own organisation. */
    public Optional<Sheet> find(String code) {
        return forms.find(code).map(one -> new Sheet(one.code(), one.persons(), one.used()));
    }

    /**
     * The form to print, of the sheets that nobody keyed in yet: one page of HTML that needs
     * nothing else, so that a program can print it wherever it runs.
     */
    public Optional<String> print(UUID batch, Language language) {
        List<PaperForms.Form> all = forms.batch(batch);
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<Paper.Sheet> sheets =
                all.stream()
                        .filter(one -> !one.used())
                        .map(one -> new Paper.Sheet(Codes.Card.of(one.code()), one.persons()))
                        .toList();
        String page =
                pages.render(
                        "paper/print",
                        Map.of("view", View.in(texts, language).build(), "sheets", sheets));
        return Optional.of(page.replace("</head>", "<style>\n" + styles() + "</style>\n</head>"));
    }

    private static String styles() {
        StringBuilder all = new StringBuilder();
        for (String style : STYLES) {
            try (InputStream in = PaperSheets.class.getResourceAsStream(style)) {
                if (in == null) {
                    throw new IllegalStateException("no " + style);
                }
                all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)).append('\n');
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return all.toString();
    }

    /** How keying in went. */
    public enum Outcome {
        DONE,
        /** No such sheet of the own organisation. */
        GONE,
        /** Somebody keyed it in before. */
        USED
    }

    /** Makes the group and the persons of a sheet under its codes, or nothing. */
    public Outcome key(String code, List<Traveller> travellers) {
        return switch (forms.key(Ids.next(), code, travellers)) {
            case PaperForms.Keyed.Done ignored -> Outcome.DONE;
            case PaperForms.Keyed.Unknown ignored -> Outcome.GONE;
            case PaperForms.Keyed.Used ignored -> Outcome.USED;
        };
    }
}
