package amparo.server.registry;

import amparo.server.platform.Flash;
import amparo.server.platform.Ids;
import amparo.server.platform.Tone;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The photo of a person: to look at, to take or to take away. Nobody needs one. */
@Controller
class PhotoPages {

    private final Persons persons;
    private final Photos photos;

    PhotoPages(Persons persons, Photos photos) {
        this.persons = persons;
        this.photos = photos;
    }

    @GetMapping("/persons/{code}/photo")
    ResponseEntity<byte[]> photo(@PathVariable String code) {
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore())
                .body(photos.read(code));
    }

    @GetMapping("/persons/{code}/photo/new")
    ModelAndView form(@PathVariable String code) {
        return form(code, Ids.next(), null, null);
    }

    private ModelAndView form(
            String code, UUID id, @Nullable String fileError, @Nullable String agreedError) {
        Persons.Opened opened = persons.open(code);
        if (!opened.may().record() || opened.person().erasedAt() != null) {
            throw new NoSuchPerson();
        }
        AnswerStore.Said photo = Standing.of(opened.said()).fact(Facts.PHOTO);
        ModelAndView page = new ModelAndView("registry/photo");
        page.addObject("code", opened.person().code());
        page.addObject("id", id.toString());
        page.addObject("there", photo != null && !photo.value().equals(Values.NOT_SAID));
        page.addObject("fileError", fileError);
        page.addObject("agreedError", agreedError);
        if (fileError != null || agreedError != null) {
            page.setStatus(HttpStatus.BAD_REQUEST);
        }
        return page;
    }

    @PostMapping("/persons/{code}/photo")
    ModelAndView put(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable UUID id,
            @RequestParam(required = false) @Nullable String agreed,
            @RequestParam(required = false) @Nullable MultipartFile photo,
            RedirectAttributes next)
            throws IOException {
        UUID known = id == null ? Ids.next() : id;
        Optional<PhotoImage.Made> made =
                photo == null || photo.isEmpty()
                        ? Optional.empty()
                        : PhotoImage.of(photo.getBytes());
        if (made.isEmpty() || agreed == null) {
            return form(
                    code,
                    known,
                    made.isEmpty() ? "registry.wrong.photo" : null,
                    agreed == null ? "registry.wrong.photo-agreed" : null);
        }
        try {
            photos.put(code, known, made.get());
        } catch (DuplicateKeyException twice) {
            // The second click on the same form: the first one kept it.
        }
        return back(code, "registry.photo-done", next);
    }

    @PostMapping("/persons/{code}/photo/remove")
    ModelAndView remove(@PathVariable String code, RedirectAttributes next) {
        photos.remove(code, Ids.next());
        return back(code, "registry.photo-removed", next);
    }

    private static ModelAndView back(String code, String said, RedirectAttributes next) {
        next.addFlashAttribute("flash", new Flash(Tone.DONE, said));
        return new ModelAndView("redirect:/persons/" + code);
    }
}
