package amparo.server.profiling;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Room;
import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.Array;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who interprets which language at which hour, and the page on which a person points to theirs. */
@Controller
@Transactional
class InterpreterPages {

    private static final List<String> WAYS = List.of("in-person", "telephone", "video");

    /**
     * What its speakers call a language of the rulebook; the codes without one show their label.
     */
    private static final Map<String, String> OWN_NAMES = ownNames();

    private final JdbcClient jdbc;
    private final PersonFiles files;
    private final Recordings recordings;

    InterpreterPages(JdbcClient jdbc, PersonFiles files, Recordings recordings) {
        this.recordings = recordings;
        this.jdbc = jdbc;
        this.files = files;
    }

    private record Interpreter(
            UUID id,
            String name,
            String contact,
            List<String> languages,
            List<Integer> days,
            int from,
            int to,
            String way) {

        boolean isThere(ZonedDateTime now) {
            return days.contains(now.getDayOfWeek().getValue())
                    && now.getHour() >= from
                    && now.getHour() < to;
        }
    }

    @GetMapping("/interpreters")
    ModelAndView roster(@RequestParam(required = false) @Nullable String language) {
        return page(language, Typed.nothing());
    }

    private ModelAndView page(@Nullable String language, Typed typed) {
        List<Interpreter> all =
                all().stream()
                        .filter(one ->
                                language == null
                                        || language.isEmpty()
                                        || one.languages().contains(language))
                        .toList();
        ModelAndView page = new ModelAndView("profiling/interpreters");
        // Hours are those of the place; the server's zone is that of the installation.
        ZonedDateTime now = ZonedDateTime.now(ZoneId.systemDefault());
        Function<View, List<InterpreterLine>> lines =
                view -> all.stream().map(one -> line(view, one, now)).toList();
        page.addObject("lines", lines);
        page.addObject("chosen", language == null ? "" : language);
        Function<View, List<Option>> languages = view -> files.options("languages", view);
        page.addObject("languages", languages);
        Function<View, List<Question>> questions = view -> questions(view, typed);
        page.addObject("questions", questions);
        page.addObject("wrong", typed.hasMistakes());
        page.addObject("recordings", Acting.now().room() != Room.RETURNS);
        page.setStatus(typed.hasMistakes() ? HttpStatus.BAD_REQUEST : HttpStatus.OK);
        return page;
    }

    private InterpreterLine line(View view, Interpreter one, ZonedDateTime now) {
        return new InterpreterLine(
                one.id().toString(),
                one.name(),
                one.contact(),
                view.words().list(one.languages().stream().map(code -> label(view, code)).toList()),
                view.words()
                        .list(
                                one.days().stream()
                                        .sorted()
                                        .map(day ->
                                                DayOfWeek.of(day)
                                                        .getDisplayName(
                                                                TextStyle.FULL,
                                                                view.language().locale()))
                                        .toList()),
                view.text("profiling.interpreter-hours", one.from(), one.to()),
                view.text("profiling.interpreter-way." + one.way()),
                one.isThere(now));
    }

    private String label(View view, String code) {
        return files.options("languages", view).stream()
                .filter(one -> one.value().equals(code))
                .map(Option::label)
                .findFirst()
                .orElse(code);
    }

    private List<Question> questions(View view, Typed typed) {
        List<Option> hours =
                IntStream.rangeClosed(0, 24)
                        .mapToObj(hour -> Option.of(Integer.toString(hour), hour + ":00"))
                        .toList();
        return List.of(
                Question.text(
                        typed.field(view, "name", view.text("profiling.interpreter-name"))
                                .autocomplete("off")),
                Question.text(
                        typed.field(view, "contact", view.text("profiling.interpreter-contact"))
                                .autocomplete("off")),
                Question.several(
                        typed.field(
                                view, "languages", view.text("profiling.interpreter-languages")),
                        files.options("languages", view)),
                Question.several(
                        typed.field(view, "days", view.text("profiling.interpreter-days")),
                        IntStream.rangeClosed(1, 7)
                                .mapToObj(day ->
                                        Option.of(
                                                Integer.toString(day),
                                                DayOfWeek.of(day)
                                                        .getDisplayName(
                                                                TextStyle.FULL,
                                                                view.language().locale())))
                                .toList()),
                Question.longChoice(
                        typed.field(view, "from", view.text("profiling.interpreter-from")), hours),
                Question.longChoice(
                        typed.field(view, "to", view.text("profiling.interpreter-to")), hours),
                Question.choice(
                        typed.field(view, "way", view.text("profiling.interpreter-how")),
                        WAYS.stream()
                                .map(one ->
                                        Option.of(
                                                one, view.text("profiling.interpreter-way." + one)))
                                .toList()));
    }

    @PostMapping("/interpreters")
    ModelAndView add(HttpServletRequest request, RedirectAttributes next) {
        Typed typed = new Typed(request.getParameterMap());
        if (typed.one("name").length() < 2 || typed.one("name").length() > 120) {
            typed.wrong("name", "profiling.wrong.name");
        }
        if (typed.one("contact").length() < 2 || typed.one("contact").length() > 200) {
            typed.wrong("contact", "profiling.wrong.contact");
        }
        List<String> languages = typed.all("languages");
        if (languages.isEmpty() || files.typed("languages", languages).isEmpty()) {
            typed.wrong("languages", "profiling.wrong.language");
        }
        List<Integer> days = new ArrayList<>();
        for (String one : typed.all("days")) {
            if (one.matches("[1-7]")) {
                days.add(Integer.valueOf(one));
            }
        }
        if (days.isEmpty()) {
            typed.wrong("days", "profiling.wrong.choose");
        }
        int from = hour(typed, "from");
        int to = hour(typed, "to");
        if (from < 0 || to < 0 || from >= to || from > 23) {
            typed.wrong("to", "profiling.wrong.hours");
        }
        if (!WAYS.contains(typed.one("way"))) {
            typed.wrong("way", "profiling.wrong.choose");
        }
        if (typed.hasMistakes()) {
            return page(null, typed);
        }
        Actor actor = Acting.now();
        jdbc.sql(
                        """
                        insert into interpreter (id, organisation, name, contact, languages, days, from_hour, to_hour, way,
                                                 entered_by)
                        values (:id, :organisation, :name, :contact, :languages, :days, :from, :to, :way, :account)
                        on conflict (id) do nothing
                        """)
                .param("id", Optional.ofNullable(typed.id("id")).orElseGet(Ids::next))
                .param("organisation", actor.requireOrganisation())
                .param("name", typed.one("name"))
                .param("contact", typed.one("contact"))
                .param("languages", languages.toArray(String[]::new))
                .param("days", days.toArray(Integer[]::new))
                .param("from", from)
                .param("to", to)
                .param("way", typed.one("way"))
                .param("account", actor.requireAccount())
                .update();
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "profiling.interpreter-added"));
        return new ModelAndView("redirect:/interpreters");
    }

    private static int hour(Typed typed, String name) {
        String text = typed.one(name);
        return text.matches("[0-9]{1,2}") ? Integer.parseInt(text) : -1;
    }

    @PostMapping("/interpreters/{id}/end")
    ModelAndView end(@PathVariable UUID id, RedirectAttributes next) {
        jdbc.sql("update interpreter set active = false where id = :id").param("id", id).update();
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "profiling.interpreter-ended"));
        return new ModelAndView("redirect:/interpreters");
    }

    private List<Interpreter> all() {
        return jdbc.sql(
                        """
                        select id, name, contact, languages, days, from_hour, to_hour, way from interpreter
                        where organisation = :organisation and active order by name, id limit 500
                        """)
                .param("organisation", Acting.now().requireOrganisation())
                .query((row, number) ->
                        new Interpreter(
                                row.getObject("id", UUID.class),
                                row.getString("name"),
                                row.getString("contact"),
                                List.of((String[]) array(row.getArray("languages"))),
                                List.of((Integer[]) array(row.getArray("days"))),
                                row.getInt("from_hour"),
                                row.getInt("to_hour"),
                                row.getString("way")))
                .list();
    }

    private static Object array(Array array) throws java.sql.SQLException {
        return array.getArray();
    }

    @GetMapping("/point")
    ModelAndView point() {
        ModelAndView page = new ModelAndView("profiling/point");
        Map<String, String> said = new LinkedHashMap<>();
        recordings.all().stream()
                .filter(one -> one.fact().equals(Recordings.POINT))
                .forEach(one -> said.putIfAbsent(one.language(), "/recordings/" + one.id()));
        Function<View, List<PointLine>> lines =
                view ->
                        files.options("languages", view).stream()
                                .filter(one -> OWN_NAMES.containsKey(one.value()))
                                .map(one ->
                                        new PointLine(
                                                one.value(),
                                                OWN_NAMES.getOrDefault(one.value(), one.label()),
                                                one.label(),
                                                said.getOrDefault(one.value(), "")))
                                .sorted(java.util.Comparator.comparing(PointLine::own))
                                .toList();
        page.addObject("lines", lines);
        return page;
    }

    private static Map<String, String> ownNames() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("spanish", "Español");
        names.put("english", "English");
        names.put("portuguese", "Português");
        names.put("french", "Français");
        names.put("haitian_creole", "Kreyòl ayisyen");
        names.put("dutch", "Nederlands");
        names.put("amharic", "አማርኛ");
        names.put("arabic", "العربية");
        names.put("bengali", "বাংলা");
        names.put("chinese", "中文");
        names.put("dari_pashto", "دری / پښتو");
        names.put("hindi_urdu", "हिन्दी / اردو");
        names.put("kurdish", "Kurdî / کوردی");
        names.put("lingala", "Lingála");
        names.put("nepali", "नेपाली");
        names.put("persian", "فارسی");
        names.put("punjabi", "ਪੰਜਾਬੀ / پنجابی");
        names.put("russian", "Русский");
        names.put("somali", "Soomaali");
        names.put("swahili", "Kiswahili");
        names.put("tigrinya", "ትግርኛ");
        names.put("turkish", "Türkçe");
        names.put("uzbek", "Oʻzbekcha");
        names.put("wolof", "Wolof");
        return names;
    }
}
