package amparo.server.device;

import amparo.server.groups.TravelGroups;
import amparo.server.platform.Option;
import amparo.server.platform.View;
import amparo.server.registry.PersonFiles;
import java.util.List;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.servlet.ModelAndView;

/** The page on which a device is made ready, the empty frame of the interview, and its files. */
@Controller
class DevicePages {

    private static final int OFFERED = 40;

    /** Languages in which the questions can be read, each by its own name. */
    private static final List<Option> LANGUAGES =
            List.of(
                    Option.of("es", "Español"),
                    Option.of("en", "English"),
                    Option.of("pt", "Português"),
                    Option.of("fr", "Français"),
                    Option.of("ht", "Kreyòl ayisyen"));

    private final Shell shell;
    private final TravelGroups groups;
    private final PersonFiles files;

    DevicePages(Shell shell, TravelGroups groups, PersonFiles files) {
        this.shell = shell;
        this.groups = groups;
        this.files = files;
    }

    /** Families and persons to take along, the newest first. */
    @GetMapping("/device")
    ModelAndView prepare() {
        List<TravelGroups.Line> families =
                groups.list(null, OFFERED).stream().limit(OFFERED).toList();
        List<PersonFiles.Line> persons = files.list(null, OFFERED).stream().limit(OFFERED).toList();
        Function<View, List<Option>> familyChoices =
                view ->
                        families.stream()
                                .map(one ->
                                        new Option(
                                                one.code(),
                                                one.names().isEmpty()
                                                        ? one.code()
                                                        : String.join(", ", one.names()),
                                                view.text("tablet.family-hint", one.code())))
                                .toList();
        Function<View, List<Option>> personChoices =
                view ->
                        persons.stream()
                                .map(one -> {
                                    String name = one.name();
                                    return new Option(
                                            one.code(),
                                            name == null ? view.text("tablet.no-name") : name,
                                            one.code());
                                })
                                .toList();
        return new ModelAndView("device/prepare")
                .addObject("families", familyChoices)
                .addObject("persons", personChoices)
                .addObject("languages", LANGUAGES)
                .addObject("version", shell.version());
    }

    /** The frame: the same for everybody, so that a device may keep it. */
    @GetMapping("/device/app")
    ModelAndView app() {
        return new ModelAndView("device/app").addObject("version", shell.version());
    }

    /** Scripts, styles, texts and rules: public, and never about anybody. */
    @GetMapping("/device/files/{version}/{*path}")
    ResponseEntity<byte[]> file(
            @PathVariable String version,
            @PathVariable String path,
            @RequestHeader(name = "Accept-Encoding", defaultValue = "") String encodings) {
        Shell.File file =
                version.equals(shell.version()) ? shell.find(path.substring(1)).orElse(null) : null;
        if (file == null) {
            return ResponseEntity.notFound().build();
        }
        boolean packed = encodings.contains("gzip");
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType(file.type()))
                        .header("Cache-Control", "public, max-age=31536000, immutable")
                        .header("Vary", "Accept-Encoding");
        return packed
                ? answer.header("Content-Encoding", "gzip").body(file.packed())
                : answer.body(file.plain());
    }

    /** Keeps the files above on the device, and nothing else. */
    @GetMapping("/device/sw.js")
    ResponseEntity<String> worker() {
        return ResponseEntity.status(HttpStatus.OK)
                .contentType(MediaType.parseMediaType("text/javascript;charset=UTF-8"))
                .header("Cache-Control", "no-cache")
                .body(shell.worker());
    }
}
