package amparo.server.lists;

import amparo.server.platform.Ids;
import amparo.server.platform.Question;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/**
 * Doing something to many: what is asked, then what will happen and to how many, then what was done
 * and how to take it back. Nothing is kept between the steps but in the form itself, so that what
 * was shown is what is done.
 */
@Controller
class BulkPages {

    private static final Pattern CODE = Pattern.compile("[0-9A-HJKMNP-TV-Z]{8}");

    private final BulkActs acts;
    private final Lists lists;

    BulkPages(BulkActs acts, Lists lists) {
        this.acts = acts;
        this.lists = lists;
    }

    @PostMapping("/bulk")
    ModelAndView step(HttpServletRequest request) {
        Typed typed = new Typed(request.getParameterMap());
        BulkAction action = acts.action(typed.one("action")).orElseThrow(BulkPages::notThere);
        String query = typed.one("query");
        try {
            Wanted wanted = Wanted.ofQuery(query);
            Picked picked = picked(typed, wanted);
            if (picked.codes().isEmpty()) {
                return nobody(wanted);
            }
            UUID id = Optional.ofNullable(typed.id("id")).orElseGet(Ids::next);
            boolean asks = !typed.one("step").equals("look");
            Optional<String> what = Optional.empty();
            if (asks || !action.asks()) {
                what = action.read(typed);
            }
            if (what.isEmpty()) {
                return ask(action, typed, wanted, picked, id);
            }
            if (typed.one("step").equals("do")) {
                BulkActs.Batch batch = acts.run(id, action, what.get(), picked.codes(), typed);
                return new ModelAndView("redirect:/bulk/" + batch.id());
            }
            return confirm(action, what.get(), typed, wanted, picked, id);
        } catch (Wanted.NotUnderstood none) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        } catch (DuplicateKeyException taken) {
            // The id of somebody else's batch: nothing was done.
            throw new ResponseStatusException(HttpStatus.CONFLICT);
        }
    }

    /**
     * Whom it is about.
     *
     * @param more whether there are more in the list than one batch takes
     */
    private record Picked(List<String> codes, boolean more) {}

    private Picked picked(Typed typed, Wanted wanted) {
        List<String> codes =
                switch (typed.one("whom")) {
                    case "all" -> lists.codes(wanted, BulkActs.MOST);
                    case "page" -> typed.all("shown");
                    default -> typed.all("code");
                };
        // From the second step on all of them stand in one field.
        List<String> all = new ArrayList<>();
        codes.forEach(one -> all.addAll(List.of(one.split("[ ,]+", -1))));
        List<String> known =
                all.stream().filter(one -> CODE.matcher(one).matches()).distinct().toList();
        return new Picked(
                known.stream().limit(BulkActs.MOST).toList(),
                known.size() > BulkActs.MOST || typed.one("more").equals("yes"));
    }

    private static ModelAndView nobody(Wanted wanted) {
        ModelAndView page =
                new ModelAndView("lists/bulk-nobody").addObject("back", wanted.address());
        page.setStatus(HttpStatus.BAD_REQUEST);
        return page;
    }

    private static ModelAndView ask(
            BulkAction action, Typed typed, Wanted wanted, Picked picked, UUID id) {
        Function<View, List<Question>> questions = view -> action.questions(view, typed);
        ModelAndView page =
                new ModelAndView("lists/bulk-ask")
                        .addObject("action", action.key())
                        .addObject("count", picked.codes().size())
                        .addObject("hidden", hidden(action, wanted, picked, id, Map.of()))
                        .addObject("questions", questions)
                        .addObject("back", wanted.address());
        page.setStatus(typed.hasMistakes() ? HttpStatus.BAD_REQUEST : HttpStatus.OK);
        return page;
    }

    private ModelAndView confirm(
            BulkAction action, String what, Typed typed, Wanted wanted, Picked picked, UUID id) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String name : action.fields()) {
            String value = typed.one(name);
            if (!value.isEmpty()) {
                answers.put(name, value);
            }
        }
        BulkAction.Plan plan = acts.plan(action, what, picked.codes());
        return new ModelAndView("lists/bulk-confirm")
                .addObject("action", action.key())
                .addObject("plan", plan)
                .addObject("more", picked.more())
                .addObject("hidden", hidden(action, wanted, picked, id, answers))
                .addObject("back", wanted.address());
    }

    private static Map<String, String> hidden(
            BulkAction action, Wanted wanted, Picked picked, UUID id, Map<String, String> answers) {
        Map<String, String> hidden = new LinkedHashMap<>();
        hidden.put("id", id.toString());
        hidden.put("action", action.key());
        hidden.put("query", wanted.query());
        hidden.put("whom", "picked");
        hidden.put("code", String.join(" ", picked.codes()));
        if (picked.more()) {
            hidden.put("more", "yes");
        }
        hidden.putAll(answers);
        return hidden;
    }

    @GetMapping("/bulk/{id}")
    ModelAndView done(@PathVariable UUID id) {
        BulkActs.Batch batch = acts.find(id).orElseThrow(BulkPages::notThere);
        return new ModelAndView("lists/bulk-done")
                .addObject("batch", batch)
                .addObject("until", acts.undoUntil(batch).orElse(null));
    }

    @PostMapping("/bulk/{id}/undo")
    ModelAndView undo(@PathVariable UUID id) {
        BulkActs.Batch batch = acts.undo(id).orElseThrow(BulkPages::notThere);
        return new ModelAndView("redirect:/bulk/" + batch.id());
    }

    private static ResponseStatusException notThere() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
}
