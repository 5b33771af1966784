package amparo.server.profiling;

import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Tone;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The recordings of an organisation: to hear, to replace, to end. */
@Controller
@Transactional
class RecordingPages {

    private final Recordings recordings;
    private final PersonFiles files;

    RecordingPages(Recordings recordings, PersonFiles files) {
        this.recordings = recordings;
        this.files = files;
    }

    @GetMapping("/recordings")
    ModelAndView list() {
        return page(Typed.nothing(), null);
    }

    private ModelAndView page(Typed typed, @Nullable String fileError) {
        List<Recordings.Line> all = recordings.all();
        ModelAndView page = new ModelAndView("profiling/recordings");
        Function<View, List<RecordingLine>> lines =
                view ->
                        all.stream()
                                .map(one ->
                                        new RecordingLine(
                                                one.id().toString(),
                                                question(view, one.fact()),
                                                language(view, one.language()),
                                                view.text(
                                                        "profiling.recording-size",
                                                        (one.bytes() + 1023) / 1024)))
                                .toList();
        page.addObject("lines", lines);
        Function<View, List<Question>> questions =
                view ->
                        List.of(
                                Question.longChoice(
                                        typed.field(
                                                view,
                                                "fact",
                                                view.text("profiling.recording-question")),
                                        Recordings.QUESTIONS.stream()
                                                .map(one -> Option.of(one, question(view, one)))
                                                .toList()),
                                Question.longChoice(
                                        typed.field(
                                                view,
                                                "language",
                                                view.text("profiling.recording-language")),
                                        files.options("languages", view)));
        page.addObject("questions", questions);
        page.addObject("fileError", fileError);
        boolean wrong = typed.hasMistakes() || fileError != null;
        page.addObject("wrong", wrong);
        page.setStatus(wrong ? HttpStatus.BAD_REQUEST : HttpStatus.OK);
        return page;
    }

    private String question(View view, String fact) {
        return fact.equals(Recordings.POINT)
                ? view.text("profiling.recording-point")
                : files.label(fact, view);
    }

    private String language(View view, String code) {
        return files.options("languages", view).stream()
                .filter(one -> one.value().equals(code))
                .map(Option::label)
                .findFirst()
                .orElse(code);
    }

    @PostMapping("/recordings")
    ModelAndView put(
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable MultipartFile sound,
            RedirectAttributes next)
            throws IOException {
        Typed typed = new Typed(request.getParameterMap());
        if (!Recordings.QUESTIONS.contains(typed.one("fact"))) {
            typed.wrong("fact", "profiling.wrong.choose");
        }
        if (files.typed("languages", List.of(typed.one("language"))).isEmpty()) {
            typed.wrong("language", "profiling.wrong.language");
        }
        Optional<SoundFile> kept =
                sound == null || sound.isEmpty() || sound.getSize() > SoundFile.MOST_SENT
                        ? Optional.empty()
                        : SoundFile.of(sound.getBytes());
        if (typed.hasMistakes() || kept.isEmpty()) {
            return page(typed, kept.isEmpty() ? "profiling.wrong.recording" : null);
        }
        recordings.put(
                Optional.ofNullable(typed.id("id")).orElseGet(Ids::next),
                typed.one("fact"),
                typed.one("language"),
                kept.get());
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "profiling.recording-saved"));
        return new ModelAndView("redirect:/recordings");
    }

    /** The sound itself; in parts too, as some players ask for it. */
    @GetMapping("/recordings/{id}")
    ResponseEntity<Resource> sound(@PathVariable UUID id) {
        SoundFile sound = recordings.sound(id).orElseThrow(NeedsPages::notThere);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(sound.type()))
                .cacheControl(CacheControl.maxAge(Duration.ofDays(7)).cachePrivate())
                .body(new ByteArrayResource(sound.content()));
    }

    @PostMapping("/recordings/{id}/end")
    ModelAndView end(@PathVariable UUID id, RedirectAttributes next) {
        recordings.end(id);
        next.addFlashAttribute("flash", new Flash(Tone.DONE, "profiling.recording-ended"));
        return new ModelAndView("redirect:/recordings");
    }
}
