package amparo.server.profiling;

import amparo.engine.rule.Citation;
import amparo.server.audit.AuditLog;
import amparo.server.registry.Doors;
import amparo.server.registry.LoadedRulebook;
import amparo.server.registry.PersonFacts;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Ref;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * A sheet to take home: the doors in the language of the person, asylum first. Neither name nor
 * code nor a reason stands on it; the discreet one does not say what it is about.
 */
@Controller
@Transactional
class TakeHomePages {

    static final String HELP = "https://help.unhcr.org/";

    private static final int MOST = 6;

    private final PersonFiles files;
    private final PersonFacts facts;
    private final LoadedRulebook rulebook;
    private final AuditLog audit;
    private final Spoken spoken = Spoken.bundled();

    TakeHomePages(PersonFiles files, PersonFacts facts, LoadedRulebook rulebook, AuditLog audit) {
        this.files = files;
        this.facts = facts;
        this.rulebook = rulebook;
        this.audit = audit;
    }

    @GetMapping("/persons/{code}/take-home")
    ModelAndView sheet(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String in,
            @RequestParam(defaultValue = "false") boolean discreet) {
        Ref person = files.reach(code).orElseThrow(NeedsPages::notThere);
        PersonFacts.Assembled known = facts.of(code).orElseThrow(NeedsPages::notThere);
        String language = in != null && Spoken.LANGUAGES.contains(in) ? in : ofPerson(known);
        ModelAndView page = new ModelAndView("profiling/take-home");
        page.addObject("code", code);
        page.addObject("language", language);
        page.addObject("languages", Spoken.LANGUAGES);
        page.addObject("discreet", discreet);
        page.addObject("day", known.day());
        Map<String, String> words = new LinkedHashMap<>();
        spoken.words().keySet().forEach(key -> words.put(key, spoken.in(language, key)));
        page.addObject("words", words);
        page.addObject("draft", spoken.isDraft(language));
        TakeHome sheet = discreet ? TakeHome.EMPTY : of(known, language);
        page.addObject("sheet", sheet);
        page.addObject("picture", discreet ? picture(HELP) : null);
        audit.record(
                "print", "person", List.of(person.id()), null, discreet ? "discreet" : "doors");
        return page;
    }

    private TakeHome of(PersonFacts.Assembled known, String language) {
        Doors doors =
                Doors.of(
                        rulebook.evaluator(),
                        known.facts(),
                        Math.toIntExact(known.day().toEpochDay()),
                        language);
        List<String> byWord = new ArrayList<>();
        for (Doors.Group group : List.of(Doors.Group.SEEMS_OPEN, Doors.Group.ASK_FIRST)) {
            all(doors, group).stream()
                    .filter(one -> TellingDoors.tells(one.verdict().pathway()))
                    .map(Doors.Door::title)
                    .forEach(byWord::add);
        }
        List<TakeHome.Door> met = new ArrayList<>(doors(doors, Doors.Group.SEEMS_OPEN, true));
        met.addAll(doors(doors, Doors.Group.ASK_FIRST, true));
        return new TakeHome(
                doors.ownCountry(),
                doors.asylumHere().stream().map(one -> door(one, true)).toList(),
                met,
                doors(doors, Doors.Group.MAY_BE_OPEN, true),
                doors(doors, Doors.Group.NOT_NOW, false),
                byWord);
    }

    /**
     * Those where the person is, each once: a sheet that people carry proposes no journey. The page
     * of the doors has them all.
     */
    private static List<Doors.Door> all(Doors doors, Doors.Group group) {
        Set<String> titles = new HashSet<>();
        return Objects.requireNonNullElse(doors.groups().get(group), List.<Doors.Door>of()).stream()
                .filter(one -> one.verdict().destination().equals(doors.here()))
                .filter(one -> titles.add(one.title()))
                .toList();
    }

    private static List<TakeHome.Door> doors(Doors doors, Doors.Group group, boolean whole) {
        return all(doors, group).stream()
                .filter(one -> !TellingDoors.tells(one.verdict().pathway()))
                .limit(MOST)
                .map(one -> door(one, whole))
                .toList();
    }

    private static TakeHome.Door door(Doors.Door one, boolean whole) {
        String source =
                one.reasons().stream()
                        .map(Doors.Reason::cite)
                        .filter(Objects::nonNull)
                        .map(Citation::url)
                        .filter(url -> !source(url).isEmpty())
                        .findFirst()
                        .orElse("");
        return new TakeHome.Door(
                one.title(),
                whole ? one.summary() : "",
                whole ? one.apply() : "",
                one.endsAsylum(),
                whole && !source.isEmpty() ? picture(source) : null);
    }

    /** An address that a picture can hold; otherwise nothing. */
    static String source(String url) {
        return url.length() < 200 ? url : "";
    }

    static BitMatrix picture(String text) {
        try {
            return new QRCodeWriter()
                    .encode(text, BarcodeFormat.QR_CODE, 0, 0, Map.of(EncodeHintType.MARGIN, 0));
        } catch (WriterException impossible) {
            throw new IllegalStateException("an address too long for a picture", impossible);
        }
    }

    private static String ofPerson(PersonFacts.Assembled known) {
        var fact = known.facts().vocabulary().find("languages");
        if (fact != null
                && known.facts().get(fact) instanceof amparo.engine.value.Value.Codes codes) {
            for (String code :
                    List.of("spanish", "haitian_creole", "portuguese", "french", "english")) {
                if (codes.known().contains(code)) {
                    return InterviewPages.spoken(code);
                }
            }
        }
        return "es";
    }
}
