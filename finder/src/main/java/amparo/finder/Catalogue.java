package amparo.finder;

import amparo.engine.evaluate.Availability;
import amparo.engine.fact.CodeList;
import amparo.engine.fact.Wording;
import amparo.engine.rule.Category;
import amparo.engine.rule.Citation;
import amparo.engine.rule.EffectOnAsylum;
import amparo.engine.rule.Grants;
import amparo.engine.rule.How;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Role;
import amparo.engine.rule.Rulebook;
import amparo.engine.rule.Version;
import amparo.engine.rule.Window;
import amparo.engine.value.Days;
import amparo.engine.value.PartialDate;
import amparo.engine.value.Range;
import amparo.engine.value.Truth;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All doors in one language, as they stand on a day. */
public final class Catalogue {
    private static final int YEAR = 12;

    private final Rulebook book;
    private final Texts texts;
    private final Dates dates;
    private final int day;
    private final Collator order;
    private final List<Door> doors = new ArrayList<>();
    private final List<Country> countries = new ArrayList<>();

    /**
     * @param day from 1970-01-01
     */
    Catalogue(Rulebook book, Texts texts, int day) {
        this.book = book;
        this.texts = texts;
        this.dates = new Dates(texts);
        this.day = day;
        // Haitian Creole has no order of its own in the JDK; its letters are those of French.
        String words = texts.language();
        this.order = Collator.getInstance(Locale.of(words.equals("ht") ? "fr" : words));
        Comparator<Door> sorting =
                Comparator.comparing(Door::isBarrier)
                        .thenComparing(Door::isShut)
                        .thenComparing(Door::category)
                        .thenComparing(Door::title, order);
        book.pathways().forEach(pathway -> doors.add(door(pathway)));
        doors.sort(sorting);
        Map<String, List<Door>> byCountry = new TreeMap<>();
        for (Door door : doors) {
            door.places()
                    .forEach(place ->
                            byCountry
                                    .computeIfAbsent(place.code(), _ -> new ArrayList<>())
                                    .add(door));
        }
        byCountry.forEach((code, own) -> countries.add(new Country(place(code), own)));
        countries.sort(Comparator.comparing(country -> country.place().name(), order));
    }

    /** All doors: what may be taken first, by kind and title. */
    public List<Door> doors() {
        return List.copyOf(doors);
    }

    /** All countries that have a door, by name. */
    public List<Country> countries() {
        return List.copyOf(countries);
    }

    /** The kinds that occur, in their order. */
    public Set<Category> categories() {
        Set<Category> found = EnumSet.noneOf(Category.class);
        doors.forEach(door -> found.add(door.category()));
        return found;
    }

    /** The day for which it was made, written out. */
    public String day() {
        return dates.day(day);
    }

    private Place place(String code) {
        CodeList list = book.vocabulary().codeList("country");
        return new Place(code, list == null ? code : list.label(code, texts.language()));
    }

    private Door door(Pathway p) {
        Version version = version(p);
        Availability availability = Availability.of(p, version, day);
        Grants g = p.grants();
        String length = length(g);
        return new Door(
                p.id(),
                in(p.title()),
                p.category(),
                p.destinations().stream().map(this::place).toList(),
                availability.state(),
                availability(availability),
                texts.text("availability.unconfirmed", dates.day(p.confirmed())),
                Days.iso(Availability.confirmedUntil(p)),
                closes(availability),
                texts.text("door.confirmed", dates.day(p.confirmed())),
                texts.text("confidence." + p.confidence()),
                book.translations().isDraft(texts.language(), p.id()),
                in(p.summary()),
                p.how() == How.APPLY ? "" : texts.text("how." + p.how().word()),
                in(p.authority()),
                in(p.apply()),
                in(p.cost()),
                p.effectOnAsylum() == EffectOnAsylum.NONE
                        ? ""
                        : texts.text("effect." + p.effectOnAsylum().word()),
                in(p.effectNote()),
                g,
                in(g.status()),
                length,
                gives(g, length),
                p.limits().stream().map(this::in).toList(),
                in(p.contest()),
                version.here() == null ? "" : in(version.here().text()),
                lines(version.requires(), Role.ELIGIBILITY),
                lines(version.unless(), null),
                lines(version.requires(), Role.PAPER),
                lines(version.requires(), Role.STEP),
                lines(version.requires(), Role.AUTHORITY),
                lines(version.requires(), Role.CHANCE),
                sources(version));
    }

    private String in(Wording wording) {
        return wording.in(texts.language());
    }

    /** The version in force on the day, else the last. */
    private Version version(Pathway pathway) {
        Version chosen = pathway.versions().getLast();
        for (Version version : pathway.versions()) {
            if (version.law().holds(day) == Truth.TRUE) {
                return version;
            }
            if (version.law().holds(day) == Truth.UNKNOWN) {
                chosen = version;
            }
        }
        return chosen;
    }

    private String availability(Availability a) {
        Range end = a.benefitEnd();
        String date = end == null ? "" : dates.written(end);
        if (end == null || date.isEmpty()) {
            return intake(a);
        }
        String key = end.high() < day ? "availability.benefit-ended" : "availability.benefit-end";
        return intake(a) + " " + texts.text(key, date);
    }

    private String intake(Availability a) {
        return switch (a.state()) {
            case OPEN -> dated("availability.open", end(a));
            case UNCONFIRMED -> texts.text("availability.unconfirmed", dates.day(a.confirmed()));
            case UNKNOWN -> texts.text("availability.unknown");
            case CLOSED -> dated("availability.closed", end(a));
            case NOT_YET -> dated("availability.not-yet", begin(a));
            case SUSPENDED -> suspended(a.suspension());
        };
    }

    private String suspended(@Nullable Window window) {
        String from = window == null ? "" : dates.written(window.from());
        String to = window == null ? "" : dates.written(window.to());
        if (from.isEmpty() || window == null) {
            return texts.text("availability.suspended");
        }
        if (!window.from().isExact() || !to.isEmpty() && !window.to().isExact()) {
            return texts.text(
                    "availability.suspended.about",
                    to.isEmpty() ? from + " ..." : from + " ... " + to);
        }
        return to.isEmpty()
                ? texts.text("availability.suspended.from", from)
                : texts.text("availability.suspended.span", from, to);
    }

    private String dated(String key, Range range) {
        String date = dates.written(range);
        if (date.isEmpty()) {
            return texts.text(key);
        }
        return texts.text(key + (range.isExact() ? ".dated" : ".about"), date);
    }

    /** The last day of law or intake, whichever is earlier and known. */
    private static Range end(Availability a) {
        Range law = a.law().to();
        Window intake = a.intake();
        if (intake == null) {
            return law;
        }
        return intake.to().high() <= law.high() ? intake.to() : law;
    }

    private Range begin(Availability a) {
        Window intake = a.intake();
        return intake != null && intake.from().low() > day ? intake.from() : a.law().from();
    }

    private static String closes(Availability a) {
        Range end = end(a);
        boolean known = end.high() != Range.FOREVER && end.low() != Days.ONGOING;
        return known && end.isExact() ? Days.iso(end.low()) : "";
    }

    private String length(Grants g) {
        if (g.months() == 0) {
            return "";
        }
        if (g.months() % YEAR != 0) {
            return texts.text("length.months", g.months());
        }
        int years = g.months() / YEAR;
        return years == 1 ? texts.text("length.year") : texts.text("length.years", years);
    }

    private List<String> gives(Grants g, String length) {
        List<String> gives = new ArrayList<>();
        String renewable =
                g.renewable().equals("unknown")
                        ? ""
                        : texts.text("grants.renewable." + g.renewable());
        if (!length.isEmpty()) {
            gives.add(
                    renewable.isEmpty()
                            ? texts.text("grants.length", length)
                            : texts.text("grants.length.and", length, renewable));
        }
        add(gives, "grants.permanent." + g.permanent());
        add(gives, "grants.work." + g.work());
        add(gives, "grants.family." + g.family());
        String note = in(g.note());
        if (!note.isEmpty()) {
            gives.add(note);
        }
        return gives;
    }

    private void add(List<String> gives, String key) {
        if (texts.has(key)) {
            gives.add(texts.text(key));
        }
    }

    private List<Line> lines(List<Node> nodes, @Nullable Role role) {
        List<Line> lines = new ArrayList<>();
        for (Node node : nodes) {
            if (role == null || node.role() == role) {
                line(node, lines);
            }
        }
        return lines;
    }

    /** A node without a sentence of its own gives its parts. */
    private void line(Node node, List<Line> lines) {
        List<Line> parts = new ArrayList<>();
        Details.parts(node).forEach(part -> line(part, parts));
        String text = in(node.text());
        boolean any =
                node instanceof Node.Group group
                        && group.mode() == Node.Mode.ANY
                        && parts.size() > 1;
        if (!text.isEmpty() || any) {
            lines.add(
                    new Line(
                            text.isEmpty() ? texts.text("door.any-of") : text,
                            any,
                            node.cite(),
                            parts));
        } else {
            lines.addAll(parts);
        }
    }

    private List<Source> sources(Version version) {
        Set<Source> sources = new LinkedHashSet<>();
        if (version.here() != null) {
            sources(version.here(), sources);
        }
        version.requires().forEach(node -> sources(node, sources));
        version.unless().forEach(node -> sources(node, sources));
        return List.copyOf(sources);
    }

    private void sources(Node node, Set<Source> sources) {
        Citation cite = node.cite();
        if (cite != null && !cite.act().isEmpty()) {
            Range read = cite.read() == null ? null : PartialDate.parse(cite.read());
            sources.add(
                    new Source(cite.act(), cite.url(), read == null ? "" : dates.written(read)));
        }
        Details.parts(node).forEach(part -> sources(part, sources));
    }
}
