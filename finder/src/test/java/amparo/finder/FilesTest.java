package amparo.finder;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.data.Data;
import amparo.engine.data.JsonReader;
import amparo.engine.fact.Wording;
import amparo.finder.testing.Made;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be said of the files without a browser. */
class FilesTest {
    static final int MOST_BYTES = 200_000;
    private static final Pattern LINK =
            Pattern.compile("<(\\w+)([^>]*?)\\s(href|src)=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]*)\"");
    private static final Pattern INLINE =
            Pattern.compile("<style|\\sstyle=|\\son[a-z]+=|javascript:", Pattern.CASE_INSENSITIVE);
    private static final Pattern SCRIPT = Pattern.compile("<script([^>]*)>([^<]*)</script>");

    private static List<String> pages() {
        return Made.folder().files().keySet().stream()
                .filter(path -> path.endsWith(".html"))
                .toList();
    }

    @Test
    void allLinksResolve() {
        Folder folder = Made.folder();
        Map<String, Set<String>> ids = new HashMap<>();
        Set<String> broken = new LinkedHashSet<>();
        for (String path : pages()) {
            String html = folder.text(path);
            Matcher link = LINK.matcher(html);
            while (link.find()) {
                String target = link.group(4).replace("&amp;", "&");
                if (target.startsWith("https://") || target.startsWith("http://")) {
                    boolean linkTag = link.group(1).equals("a");
                    boolean quiet =
                            html.substring(link.start(), html.indexOf('>', link.start()))
                                    .contains("noreferrer");
                    if (!linkTag || !quiet) {
                        broken.add(path + ": " + target + " would be loaded or told");
                    }
                    continue;
                }
                if (target.startsWith("/")) {
                    broken.add(path + ": " + target + " is not relative");
                    continue;
                }
                int hash = target.indexOf('#');
                String file = hash < 0 ? target : target.substring(0, hash);
                String resolved = file.isEmpty() ? path : resolve(path, file);
                if (!folder.has(resolved)) {
                    broken.add(path + ": " + target);
                } else if (hash >= 0
                        && !ids(folder, resolved, ids).contains(target.substring(hash + 1))) {
                    broken.add(path + ": " + target + " has no such place");
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static Set<String> ids(Folder folder, String path, Map<String, Set<String>> known) {
        return known.computeIfAbsent(
                path,
                key -> {
                    Set<String> ids = new HashSet<>();
                    Matcher id = ID.matcher(folder.text(key));
                    while (id.find()) {
                        ids.add(id.group(1));
                    }
                    return ids;
                });
    }

    private static String resolve(String page, String link) {
        List<String> parts = new ArrayList<>(List.of(page.split("/")));
        parts.removeLast();
        for (String part : link.split("/")) {
            if (part.equals("..")) {
                parts.removeLast();
            } else if (!part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }

    @Test
    void nothingIsInline() {
        for (String path : pages()) {
            String html = Made.folder().text(path);
            assertThat(
                            INLINE.matcher(
                                            html.replaceAll(
                                                    "(?s)<script type=\"application/json\".*?</script>",
                                                    ""))
                                    .find())
                    .as(path)
                    .isFalse();
            Matcher script = SCRIPT.matcher(html);
            while (script.find()) {
                assertThat(
                                script.group(2).isEmpty()
                                        || script.group(1).contains("application/json"))
                        .as(path)
                        .isTrue();
            }
            assertThat(html).contains("http-equiv=\"Content-Security-Policy\"");
        }
    }

    @Test
    void allLanguagesSayTheSameThings() {
        Set<String> keys = Texts.in("es").own().keySet();
        for (String language : Wording.LANGUAGES) {
            Texts texts = Texts.in(language);
            assertThat(texts.own().keySet()).as(language).isEqualTo(keys);
            assertThat(texts.own().values()).as(language).doesNotContain("");
            texts.own()
                    .forEach((key, text) ->
                            assertThat(holes(text))
                                    .as("%s in %s", key, language)
                                    .isEqualTo(holes(Texts.in("es").own().get(key))));
        }
    }

    private static Set<String> holes(String text) {
        Set<String> holes = new HashSet<>();
        Matcher hole = Pattern.compile("\\{\\d}").matcher(text);
        while (hole.find()) {
            holes.add(hole.group());
        }
        return holes;
    }

    /** Asylum is never refused, graded, sorted behind anything or put beside other doors. */
    @Test
    void asylumIsFirstAndNeverGraded() {
        for (String path : pages()) {
            String html = Made.folder().text(path);
            if (path.contains("/doors/") && html.contains("panel-asylum")) {
                assertThat(html)
                        .as(path)
                        .contains("state-asylum")
                        .doesNotContain("state-open", "state-ask", "state-shut")
                        .doesNotContain(
                                "<h2>" + Texts.in(path.substring(0, 2)).text("door.unless"));
            }
            if (path.contains("/countries/") && !path.endsWith("index.html")) {
                assertThat(html.indexOf("panel-asylum"))
                        .as(path)
                        .isPositive()
                        .isLessThan(html.indexOf("<section><h2>"));
            }
        }
    }

    /** What a door does to an asylum claim stands before what it gives. */
    @Test
    void theEffectOnAsylumComesBeforeTheBenefits() {
        int said = 0;
        for (String path : pages()) {
            String html = Made.folder().text(path);
            if (path.contains("/doors/") && html.contains("panel-attention")) {
                said++;
                assertThat(html.indexOf("panel-attention"))
                        .as(path)
                        .isLessThan(html.indexOf("class=\"lead\""));
            }
        }
        assertThat(said).isGreaterThan(20);
    }

    /** The pages that the worker makes from one file are the pages that lie in the folder. */
    @Test
    void keptPagesAreTheSamePages() {
        Folder folder = Made.folder();
        for (String language : Wording.LANGUAGES) {
            String path =
                    folder.files().keySet().stream()
                            .filter(name -> name.endsWith("/pages." + language + ".json"))
                            .findFirst()
                            .orElseThrow();
            Data.Fields bundle = (Data.Fields) JsonReader.read(folder.text(path));
            Data.Fields frames = (Data.Fields) bundle.get("frames");
            Data.Fields pages = (Data.Fields) bundle.get("pages");
            assertThat(pages.fields()).hasSizeGreaterThan(200);
            pages.fields()
                    .forEach((rest, field) -> {
                        String place = rest.substring(0, rest.indexOf('/') + 1);
                        List<Data> parts = ((Data.Items) field.value()).items();
                        String made =
                                ((Data.Text) frames.get(place))
                                        .text()
                                        .replace(
                                                "@@path@@",
                                                rest.substring(place.length(), rest.length() - 5))
                                        .replace("@@title@@", ((Data.Text) parts.get(0)).text())
                                        .replace("@@main@@", ((Data.Text) parts.get(1)).text());
                        assertThat(made).as(rest).isEqualTo(folder.text(language + "/" + rest));
                    });
        }
    }

    /** Everything that must arrive before an interview can be finished in one language. */
    @Test
    void aFirstVisitIsSmall() {
        Folder folder = Made.folder();
        for (String language : Wording.LANGUAGES) {
            Map<String, byte[]> visit = FirstVisit.files(folder, language);
            long gzip =
                    visit.values().stream().mapToLong(bytes -> Packing.gzip(bytes).length).sum();
            long raw = visit.values().stream().mapToLong(bytes -> bytes.length).sum();
            System.out.printf("First visit in %s: %d bytes, by gzip %d", language, raw, gzip);
            assertThat(gzip).as("first visit in %s, by gzip", language).isLessThan(MOST_BYTES);
            if (Packing.hasBrotli()) {
                long brotli =
                        visit.values().stream()
                                .mapToLong(bytes -> Packing.brotli(bytes).length)
                                .sum();
                System.out.printf(", by brotli %d", brotli);
                assertThat(brotli)
                        .as("first visit in %s, by brotli", language)
                        .isLessThan(MOST_BYTES);
            }
            System.out.println();
        }
    }
}
