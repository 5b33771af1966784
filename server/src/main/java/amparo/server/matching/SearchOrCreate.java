package amparo.server.matching;

import amparo.server.platform.Ids;
import amparo.server.registry.BeforeEntering;
import amparo.server.registry.PersonFiles;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.ModelAndView;

/**
 * Before a new file is made: those who may be the same person, side by side. Whoever is in front of
 * them says which it is: the same, not the same, or a new one.
 */
@Component
class SearchOrCreate implements BeforeEntering {

    private static final String LOOKED = "looked";
    private static final String SAME = "same";
    private static final String NOT_SAME = "not-same";
    private static final Set<String> NOT_AGAIN = Set.of(LOOKED, SAME, NOT_SAME, "_csrf", "id");
    private static final int SHOWN = 5;

    private final Matching matching;
    private final Merges merges;
    private final PersonFiles files;
    private final Beside beside;
    private final TransactionTemplate transactions;

    SearchOrCreate(
            Matching matching,
            Merges merges,
            PersonFiles files,
            Beside beside,
            TransactionTemplate transactions) {
        this.matching = matching;
        this.merges = merges;
        this.files = files;
        this.beside = beside;
        this.transactions = transactions;
    }

    @Override
    public Optional<ModelAndView> look(
            UUID id, List<PersonFiles.Told> said, Map<String, String[]> form) {
        String same = one(form, SAME);
        if (!same.isEmpty() && add(same, said)) {
            ModelAndView there = new ModelAndView("redirect:/persons/" + same);
            return Optional.of(there);
        }
        if (!one(form, LOOKED).isEmpty()) {
            return Optional.empty();
        }
        Known known = Matching.known(said);
        List<Matching.Near> near = transactions.execute(status -> matching.like(known, id));
        if (near == null || near.isEmpty()) {
            return Optional.empty();
        }
        ModelAndView page = new ModelAndView("matching/before");
        page.addObject(
                "candidates",
                near.stream()
                        .limit(SHOWN)
                        .map(one ->
                                new Candidate(
                                        one.found().code(),
                                        view -> {
                                            String name = one.found().known().name();
                                            return name == null
                                                    ? view.text("matching.no-name")
                                                    : name;
                                        },
                                        Math.round(one.score() * 100) + " %",
                                        view -> beside.rows(view, known, one.found().known())))
                        .toList());
        Map<String, List<String>> again = new LinkedHashMap<>();
        form.forEach((name, values) -> {
            if (!NOT_AGAIN.contains(name)) {
                again.put(name, Arrays.asList(values));
            }
        });
        again.put("id", List.of(id.toString()));
        page.addObject("again", again);
        return Optional.of(page);
    }

    @Override
    public void entered(String code, Map<String, String[]> form) {
        for (String other : form.getOrDefault(NOT_SAME, new String[0])) {
            merges.notSame(code, other);
        }
    }

    /** Writes down what is new; whether there is such a file to write in. */
    private boolean add(String code, List<PersonFiles.Told> said) {
        Boolean done =
                transactions.execute(status -> {
                    Optional<PersonFiles.File> file = files.open(code);
                    if (file.isEmpty()) {
                        return false;
                    }
                    for (PersonFiles.Told told : said) {
                        boolean known =
                                file.get().answers().stream()
                                        .filter(one -> one.fact().equals(told.fact()))
                                        .findFirst()
                                        .filter(one -> alike(one.value(), told.value()))
                                        .isPresent();
                        if (!known) {
                            files.record(code, Ids.next(), told);
                        }
                    }
                    return true;
                });
        return Boolean.TRUE.equals(done);
    }

    /** JSON without the blanks that PostgreSQL puts in. */
    private static boolean alike(String one, String other) {
        return one.replaceAll("\\s", "").equals(other.replaceAll("\\s", ""));
    }

    private static String one(Map<String, String[]> form, String name) {
        String[] values = form.getOrDefault(name, new String[0]);
        return values.length == 0 ? "" : values[0].strip();
    }
}
