package amparo.server.referral;

import amparo.server.directory.Sectors;
import amparo.server.directory.Service;
import amparo.server.directory.Services;
import amparo.server.platform.Installation;
import amparo.server.platform.Option;
import amparo.server.platform.SummaryRow;
import amparo.server.referral.ReferralStore.Referral;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * The paper that a person carries: where to go, when it is open, and a code. No name, no reason,
 * and where the kind of help is nobody's business, not even who gives it.
 */
@Controller
@Transactional
class SlipPages {

    static final Map<String, Properties> WORDS = words();

    private final Referrals referrals;
    private final Services directory;
    private final Installation installation;

    SlipPages(Referrals referrals, Services directory, Installation installation) {
        this.referrals = referrals;
        this.directory = directory;
        this.installation = installation;
    }

    @GetMapping("/referrals/{id}/slip")
    ModelAndView slip(@PathVariable UUID id, @RequestParam(defaultValue = "es") String in) {
        Referral one = referrals.open(id).referral();
        NoSuchReferral.unless(!one.incoming() && one.open());
        Service service = directory.find(one.service()).orElseThrow(NoSuchReferral::new);
        Properties words =
                WORDS.getOrDefault(in, java.util.Objects.requireNonNull(WORDS.get("es")));
        boolean discreet = Sectors.isGuarded(one.sector());
        List<SummaryRow> rows = new ArrayList<>();
        if (!discreet) {
            rows.add(SummaryRow.of(word(words, "where"), service.giver()));
        }
        if (!service.places().isEmpty()) {
            rows.add(SummaryRow.of(word(words, "place"), String.join(", ", service.places())));
        }
        if (!service.hours().isEmpty()) {
            rows.add(SummaryRow.of(word(words, "hours"), service.hours()));
        }
        String line = service.urgentLine();
        if (line != null && !discreet) {
            rows.add(SummaryRow.of(word(words, "telephone"), line));
        }
        rows.add(SummaryRow.of(word(words, "code"), one.code()));
        return new ModelAndView("referral/slip")
                .addObject("id", id.toString())
                .addObject("language", WORDS.containsKey(in) ? in : "es")
                .addObject("title", word(words, "title"))
                .addObject("rows", rows)
                .addObject("note", word(words, "note"))
                .addObject("draft", word(words, "draft"))
                .addObject("code", one.code())
                .addObject(
                        "picture",
                        picture(installation.address() + "/referrals/slip/" + one.code()))
                .addObject(
                        "languages",
                        WORDS.entrySet().stream()
                                .map(entry ->
                                        Option.of(entry.getKey(), word(entry.getValue(), "self")))
                                .toList());
    }

    private static String word(Properties words, String key) {
        return words.getProperty(key, "");
    }

    private static BitMatrix picture(String address) {
        try {
            return new QRCodeWriter()
                    .encode(address, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, 0));
        } catch (WriterException impossible) {
            throw new IllegalStateException("an address too long for a picture", impossible);
        }
    }

    private static Map<String, Properties> words() {
        Map<String, Properties> all = new LinkedHashMap<>();
        for (String language : List.of("es", "en", "pt", "fr", "ht")) {
            Properties read = new Properties();
            try (InputStream file =
                    SlipPages.class.getResourceAsStream(
                            "/referral/slip." + language + ".properties")) {
                if (file == null) {
                    throw new IllegalStateException("no slip in " + language);
                }
                read.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
            all.put(language, read);
        }
        return all;
    }
}
