package amparo.server.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Everything that somebody finds who follows every link, as it reads. */
final class Walk {

    private static final int MOST = 400;
    private static final Pattern LINK = Pattern.compile("href=\"([^\"]+)\"");
    private static final Pattern ROUTE =
            Pattern.compile("^ {2}GET (/\\S*): (.*)$", Pattern.MULTILINE);

    private Walk() {}

    /** All pages by their address, as text. */
    static Map<String, String> of(Hand who) throws IOException, InterruptedException {
        Map<String, String> read = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>(List.of("/"));
        while (!open.isEmpty()) {
            String path = open.pop();
            if (read.containsKey(path)) {
                continue;
            }
            HttpResponse<String> page = who.get(path);
            read.put(path, page.statusCode() + " " + text(page.body()));
            Matcher links = LINK.matcher(page.body());
            while (links.find()) {
                String next = local(path, links.group(1).replace("&amp;", "&"));
                if (!next.isEmpty() && !read.containsKey(next)) {
                    open.add(next);
                }
            }
            if (read.size() > MOST) {
                throw new AssertionError("more pages than a small post has: " + read.keySet());
            }
        }
        return read;
    }

    /** The pages that are not as they were, with what stands there now. */
    static List<String> differing(Map<String, String> before, Map<String, String> after) {
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        return all.stream()
                .filter(path -> !Objects.equals(before.get(path), after.get(path)))
                .map(path -> path + ": " + change(before.get(path), after.get(path)))
                .toList();
    }

    /** From the first difference on, a few words of each. */
    private static String change(@Nullable String before, @Nullable String after) {
        if (before == null || after == null) {
            return before == null ? "is new" : "is gone";
        }
        int same = 0;
        while (same < before.length()
                && same < after.length()
                && before.charAt(same) == after.charAt(same)) {
            same++;
        }
        int from = Math.max(0, same - 60);
        return "\""
                + before.substring(from, Math.min(before.length(), same + 120))
                + "\" became \""
                + after.substring(from, Math.min(after.length(), same + 120))
                + "\"";
    }

    /** What stands on a page, without marks, and without the hour at which it was made. */
    static String text(String body) {
        return body.replaceAll("(?s)<(script|style)[^>]*>.*?</\\1>", " ")
                .replaceAll("<[^>]+>", " ")
                .replaceAll("\\d{1,2}:\\d{2}(:\\d{2})?( ?[ap]\\.?\\s?m\\.?)?", "TIME")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String local(String from, String href) {
        if (href.startsWith("#") || href.contains(":") || href.startsWith("//")) {
            return "";
        }
        URI next = URI.create("http://here" + from).resolve(href);
        String path = next.getRawPath();
        return path.startsWith("/static")
                        || path.startsWith("/webjars")
                        || path.startsWith("/device/files")
                        || path.startsWith("/favicon")
                        || path.startsWith("/account")
                        || href.contains("lang=")
                ? ""
                : path + (next.getRawQuery() == null ? "" : "?" + next.getRawQuery());
    }

    /**
     * The patterns of all pages that the rooms of a border can open, and that are about something.
     */
    static List<String> patterns() {
        try (InputStream file = Walk.class.getResourceAsStream("/access/matrix.yaml")) {
            if (file == null) {
                throw new AssertionError("no matrix");
            }
            return ROUTE.matcher(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .filter(one -> one.group(1).contains("{") && one.group(2).contains("room "))
                    .map(one -> one.group(1))
                    .filter(one -> !one.matches("/(paper|learning|services)/.*"))
                    .toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
