package amparo.finder.command;

import amparo.engine.fact.Wording;
import amparo.finder.FirstVisit;
import amparo.finder.Folder;
import amparo.finder.Packing;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;

/** What a first visit transfers, file by file. */
final class Sizes {
    private Sizes() {}

    static void print(Folder folder, PrintWriter say) {
        String first = Wording.LANGUAGES.getFirst();
        for (String language : Wording.LANGUAGES) {
            total("first-visit-" + language, FirstVisit.files(folder, language), say);
            total("later-" + language, FirstVisit.later(folder, language), say);
        }
        say.println();
        FirstVisit.files(folder, first).forEach((path, bytes) -> line(path, bytes, say));
    }

    private static void total(String name, Map<String, byte[]> files, PrintWriter say) {
        long raw = 0;
        long gzip = 0;
        long brotli = 0;
        for (byte[] bytes : files.values()) {
            raw += bytes.length;
            gzip += Packing.gzip(bytes).length;
            brotli += Packing.hasBrotli() ? Packing.brotli(bytes).length : 0;
        }
        say.printf(Locale.ROOT, "%-40s %9d raw %8d gzip %8d brotli%n", name, raw, gzip, brotli);
    }

    private static void line(String path, byte[] bytes, PrintWriter say) {
        total(path, Map.of(path, bytes), say);
    }
}
