package amparo.server.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Values that nobody should send, and some that everybody does. */
final class Nasty {

    /** Would run as markup if it came back as it was sent. */
    static final String MARKUP = "<zq onerror=zq(1)>";

    /** Would be the product if a template language worked it out. */
    static final String SUM = "${7331*7331}#{7331*7331}{{7331*7331}}";

    static final String PRODUCT = "53743561";

    /** Would be a header of its own if line ends were copied. */
    static final String HEADER = "x\r\nX-Zq: 1\r\n\r\n<zq>";

    private static final List<String> TEXTS =
            List.of(
                    "",
                    " ",
                    "0",
                    "-1",
                    "1",
                    "2147483648",
                    "-9223372036854775809",
                    "1e309",
                    "NaN",
                    "0x10",
                    "null",
                    "undefined",
                    "true",
                    "[]",
                    "{}",
                    "2023-02-30",
                    "0000-00-00",
                    "99999-12-31",
                    "31",
                    "13",
                    "a'b\"c`d",
                    "'; drop table person; --",
                    "' or '1'='1",
                    "%' escape '",
                    "\\",
                    "\\x00",
                    "$1",
                    ":name",
                    "?",
                    "%",
                    "_",
                    "../../../../etc/passwd",
                    "..\\..\\windows\\win.ini",
                    "file:///etc/passwd",
                    "//evil.example/",
                    "javascript:alert(1)",
                    MARKUP,
                    "\"" + MARKUP,
                    "'" + MARKUP,
                    "</script>" + MARKUP,
                    SUM,
                    "%{7331*7331}",
                    "@{7331*7331}",
                    "{0}{1}'{",
                    HEADER,
                    "\u0001\u0008\u001b[31m\u007f",
                    "\u202egnp.exe",
                    "\ufeff",
                    "\ufffe\uffff",
                    "\u0130\u0131\u017f",
                    "e\u0301\u0301\u0301\u0301",
                    "\ud83d\ude00",
                    "ñandú 日本 العربية",
                    "00000000-0000-0000-0000-000000000000",
                    "ffffffff-ffff-ffff-ffff-ffffffffffff",
                    "ZZZZZZZZ",
                    "es",
                    "administrator",
                    "case-worker",
                    "organisation",
                    "COL",
                    "name");

    private Nasty() {}

    static String text(Random random) {
        return switch (random.nextInt(40)) {
            case 0 -> "x".repeat(1 << random.nextInt(16));
            case 1 -> "\u00f1".repeat(1 << random.nextInt(13));
            case 2 -> Integer.toString(random.nextInt());
            case 3 -> random(random, 40);
            case 4 -> random.nextInt(8) == 0 ? "a\u0000b" : "ab";
            default -> TEXTS.get(random.nextInt(TEXTS.size()));
        };
    }

    private static String random(Random random, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest); i >= 0; i--) {
            text.append((char) (1 + random.nextInt(random.nextBoolean() ? 127 : 0xd7ff)));
        }
        return text.toString();
    }

    /** Percent-encoded, sometimes wrongly or not at all. */
    static String encoded(Random random, String text) {
        return switch (random.nextInt(120)) {
            case 0 -> "%" + text.codePoints().limit(1).sum();
            case 1 -> "%ff%fe";
            case 2 -> "%c0%af";
            case 3 -> "%ed%a0%80";
            case 4 -> "%00";
            case 5 -> "%u0041%";
            case 6 -> escape(escape(text));
            default -> escape(text);
        };
    }

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            if (one >= 'a' && one <= 'z' || one >= 'A' && one <= 'Z' || one >= '0' && one <= '9') {
                escaped.append((char) one);
            } else {
                escaped.append('%').append("%02x".formatted(one & 0xff));
            }
        }
        return escaped.toString();
    }

    static byte[] bytes(Random random) {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    static String json(Random random) {
        String text = "\"" + text(random).replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        return switch (random.nextInt(12)) {
            case 0 -> "[".repeat(1 << random.nextInt(14));
            case 1 -> "{\"a\":".repeat(200) + "1" + "}".repeat(200);
            case 2 ->
                    "{\"answers\": [{\"fact\": \"name\", \"value\": "
                            + text
                            + ", \"source\": \"person\"}]}";
            case 3 ->
                    "{\"answers\": [{\"fact\": "
                            + text
                            + ", \"value\": 1, \"source\": \"person\"}]}";
            case 4 ->
                    "{\"answers\": [{\"fact\": \"age\", \"value\": 1e99999, \"source\": \"person\"}]}";
            case 5 ->
                    "{\"answers\": [{\"fact\": \"name\", \"value\": \"\\ud800\\u0000\", \"source\": \"person\"}]}";
            case 6 -> "{" + text + ": " + text + "}";
            case 7 -> text;
            case 8 -> "\ufeff{\"answers\": []}";
            case 9 -> "1".repeat(5000);
            case 10 -> "{\"answers\": [" + "{},".repeat(3000) + "{}]}";
            default -> "{\"answers\": " + text + "}";
        };
    }
}
