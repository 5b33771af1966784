package amparo.server.api;

import amparo.server.cases.CaseAttachments;
import amparo.server.exchange.PersonImport;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;

/** Which addresses take or give something other than JSON, and how much of it. */
final class Formats {

    private static final String ANY = "[^/]+";
    private static final Format JSON =
            new Format(List.of(MediaType.APPLICATION_JSON), Bodies.LARGEST, false);

    private record Entry(String method, Pattern path, Format format) {}

    private static final List<Entry> OTHERS =
            List.of(
                    entry(
                            "POST",
                            "/cases/" + ANY + "/files",
                            CaseAttachments.LARGEST,
                            "application/pdf",
                            "image/jpeg",
                            "image/png",
                            "text/plain"),
                    entry(
                            "POST",
                            "/persons/" + ANY + "/photo",
                            CaseAttachments.LARGEST,
                            "image/jpeg",
                            "image/png"),
                    entry(
                            "POST",
                            "/imports(/check)?",
                            PersonImport.LARGEST,
                            "application/json",
                            "text/csv"),
                    entry(
                            "GET",
                            "/cases/" + ANY + "/files/" + ANY,
                            0,
                            "application/pdf",
                            "image/jpeg",
                            "image/png",
                            "text/plain"),
                    entry("GET", "/persons/" + ANY + "/photo", 0, "image/jpeg"),
                    entry(
                            "GET",
                            "/cases/" + ANY + "/appointments/" + ANY + "/calendar",
                            0,
                            "text/calendar"),
                    entry("GET", "/paper/" + ANY + "/sheets", 0, "text/html"));

    private Formats() {}

    /**
     * What an address speaks.
     *
     * @param types taken where something is sent, given where something is read
     * @param most bytes of a body
     * @param gives whether these types are what is given; otherwise JSON is
     */
    record Format(List<MediaType> types, int most, boolean gives) {}

    private static Entry entry(String method, String path, int most, String... types) {
        return new Entry(
                method,
                Pattern.compile("/api/v1" + path),
                new Format(
                        List.of(types).stream().map(MediaType::parseMediaType).toList(),
                        most,
                        method.equals("GET")));
    }

    /** The format of an address; JSON for all but a few. */
    static Format of(String method, String path) {
        for (Entry one : OTHERS) {
            if (one.method().equals(method) && one.path().matcher(path).matches()) {
                return one.format();
            }
        }
        return JSON;
    }

    /** Whether the body of a request is a table of cells separated by commas. */
    static boolean isCsv(String contentType) {
        return MediaType.parseMediaType(contentType)
                .equalsTypeAndSubtype(MediaType.parseMediaType("text/csv"));
    }
}
