package amparo.server.platform;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What every template gets: language, texts, where we are and who is signed in. Made once a
 * request, by {@link #in}; it holds no framework types, so a test makes one in a line.
 */
public final class View {
    private final Texts texts;
    private final Language language;
    private final Words words;
    private final String address;
    private final @Nullable Csrf csrf;
    private final @Nullable SignedIn person;
    private final List<Nav> navigation;
    private final @Nullable Flash flash;
    private final Theme theme;
    private final boolean demo;
    private final boolean covered;
    private final @Nullable PracticeNote practice;

    private View(Builder builder) {
        texts = builder.texts;
        language = builder.language;
        words = new Words(texts, language, builder.zone, builder.today);
        address = builder.address;
        csrf = builder.csrf;
        person = builder.person;
        navigation = builder.navigation;
        flash = builder.flash;
        theme = builder.theme;
        demo = builder.demo;
        covered = builder.covered;
        practice = builder.practice;
    }

    /** Begins a view; all but texts and language has a default. */
    public static Builder in(Texts texts, Language language) {
        return new Builder(texts, language);
    }

    /** A text in the language of the page, with its placeholders filled. */
    public String text(String key, Object... values) {
        return texts.text(language, key, values);
    }

    /** A text that depends on a count, which is its first placeholder. */
    public String count(String key, long count, Object... values) {
        return texts.count(language, key, count, values);
    }

    /** Dates, times and numbers in words. */
    public Words words() {
        return words;
    }

    public Language language() {
        return language;
    }

    /** The languages in which every text is there. */
    public List<Language> languages() {
        return texts.offered();
    }

    /** Path and query of this page. */
    public String address() {
        return address;
    }

    /** This page in another language: the same address with the parameter {@code lang}. */
    public String addressIn(Language other) {
        int query = address.indexOf('?');
        StringJoiner kept =
                new StringJoiner(
                        "&", (query < 0 ? address : address.substring(0, query)) + "?", "");
        if (query >= 0) {
            Stream.of(address.substring(query + 1).split("&", -1))
                    .filter(pair -> !pair.isEmpty() && !pair.startsWith("lang="))
                    .forEach(kept::add);
        }
        return kept.add("lang=" + other.code()).toString();
    }

    public @Nullable Csrf csrf() {
        return csrf;
    }

    /** Who is signed in, or none on public pages. */
    public @Nullable SignedIn person() {
        return person;
    }

    public List<Nav> navigation() {
        return navigation;
    }

    /** What the last act led to, said once. */
    public @Nullable Flash flash() {
        return flash;
    }

    public Theme theme() {
        return theme;
    }

    /** Whether this installation holds invented people only, which every page then says. */
    public boolean demo() {
        return demo;
    }

    /** Whether sensitive panels begin closed, because the reader covered them before. */
    public boolean covered() {
        return covered;
    }

    /** What the page says of the exercise that the session practises; none on real work. */
    public @Nullable PracticeNote practice() {
        return practice;
    }

    /** Sets what differs from the defaults: nobody signed in, at {@code /}, today in UTC. */
    public static final class Builder {
        private final Texts texts;
        private final Language language;
        private String address = "/";
        private @Nullable Csrf csrf;
        private @Nullable SignedIn person;
        private List<Nav> navigation = List.of();
        private @Nullable Flash flash;
        private Theme theme = Theme.SYSTEM;
        private boolean demo;
        private boolean covered;
        private @Nullable PracticeNote practice;
        private ZoneId zone = ZoneOffset.UTC;
        private LocalDate today = LocalDate.now(ZoneOffset.UTC);

        private Builder(Texts texts, Language language) {
            this.texts = texts;
            this.language = language;
        }

        /** Path and query of the page, beginning with a slash. */
        public Builder at(String address) {
            this.address = address;
            return this;
        }

        public Builder csrf(@Nullable Csrf csrf) {
            this.csrf = csrf;
            return this;
        }

        public Builder person(@Nullable SignedIn person) {
            this.person = person;
            return this;
        }

        public Builder navigation(List<Nav> navigation) {
            this.navigation = List.copyOf(navigation);
            return this;
        }

        public Builder flash(@Nullable Flash flash) {
            this.flash = flash;
            return this;
        }

        public Builder theme(Theme theme) {
            this.theme = theme;
            return this;
        }

        public Builder demo(boolean demo) {
            this.demo = demo;
            return this;
        }

        public Builder covered(boolean covered) {
            this.covered = covered;
            return this;
        }

        public Builder practice(@Nullable PracticeNote practice) {
            this.practice = practice;
            return this;
        }

        /** The time zone of the reader's site, and the day that is today there. */
        public Builder today(ZoneId zone, LocalDate today) {
            this.zone = zone;
            this.today = today;
            return this;
        }

        public View build() {
            return new View(this);
        }
    }
}
