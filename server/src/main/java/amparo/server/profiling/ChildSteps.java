package amparo.server.profiling;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Room;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Rows;
import amparo.server.registry.PersonFiles.Ref;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What follows the notice for a child alone: the steps are content ({@code
 * profiling/child-steps.yaml}), what became of them is written down with who does it. A guardian
 * who was named opens the interview beyond the least.
 */
@Service
@Transactional
class ChildSteps {

    static final String GUARDIAN = "guardian";

    /** What can be said of a step; {@code not-so}: what was written down before does not hold. */
    static final List<String> STATES = List.of("done", "not-now", "not-so");

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Content content = bundled();

    ChildSteps(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** A step, its words by language. */
    record Step(
            String id,
            boolean sameDay,
            Map<String, String> who,
            Map<String, String> title,
            Map<String, String> text,
            Map<String, String> by,
            String act,
            String url) {}

    /**
     * @param asOf the day on which somebody looked at the sources
     */
    record Content(LocalDate asOf, List<Step> steps) {}

    Content content() {
        return content;
    }

    Optional<Step> step(String id) {
        return content.steps().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** The newest word on a step. */
    record Said(
            String step,
            String state,
            String who,
            @Nullable String note,
            OffsetDateTime at,
            @Nullable String by) {

        boolean isDone() {
            return state.equals("done");
        }
    }

    /** By step; one of which nothing was said is not there. */
    Map<String, Said> of(Ref person) {
        Map<String, Said> newest = new LinkedHashMap<>();
        Rows.of(
                        jdbc.sql(
                                        """
                                        select distinct on (c.step) c.step, c.state, c.who, c.note, c.recorded_at as at,
                                               a.display_name as by
                                        from child_step c left join account a on a.id = c.recorded_by
                                        where c.person = :person and c.organisation = :organisation
                                        order by c.step, c.recorded_at desc, c.id desc
                                        """)
                                .param("person", person.id())
                                .param("organisation", Acting.now().requireOrganisation()),
                        Said.class)
                .forEach(one -> newest.put(one.step(), one));
        return newest;
    }

    /** Whether a guardian was named, as far as the organisation of whoever acts wrote it down. */
    boolean hasGuardian(Ref person) {
        return guardian(person).isPresent();
    }

    /** Who was named as guardian, as far as the organisation of whoever acts wrote it down. */
    Optional<String> guardian(Ref person) {
        return Acting.now().room() == Room.FRONTLINE
                ? Optional.ofNullable(of(person).get(GUARDIAN)).filter(Said::isDone).map(Said::who)
                : Optional.empty();
    }

    /** Writes down what became of a step; sent twice under one id it is there once. */
    void record(Ref person, UUID id, Step step, String state, String who, @Nullable String note) {
        Actor actor = Acting.now();
        int done =
                jdbc.sql(
                                """
                                insert into child_step (id, person, organisation, step, state, who, note, recorded_by, recorded_room)
                                values (:id, :person, :organisation, :step, :state, :who, :note, :account, :room)
                                on conflict (id) do nothing
                                """)
                        .param("id", id)
                        .param("person", person.id())
                        .param("organisation", actor.requireOrganisation())
                        .param("step", step.id())
                        .param("state", state)
                        .param("who", who)
                        .param("note", note)
                        .param("account", actor.requireAccount())
                        .param("room", actor.room().code())
                        .update();
        if (done == 1) {
            audit.record(
                    "child-step", "person", List.of(person.id()), null, step.id() + " " + state);
        }
    }

    static Content bundled() {
        try (InputStream file =
                ChildSteps.class.getResourceAsStream("/profiling/child-steps.yaml")) {
            if (file == null) {
                throw new IllegalStateException("profiling/child-steps.yaml is missing");
            }
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new IllegalStateException("profiling/child-steps.yaml cannot be read", failed);
        }
    }

    /**
     * @throws IllegalStateException if something is missing or in one language only
     */
    static Content read(String yaml) {
        LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        if (!(new Load(settings).loadFromString(yaml) instanceof Map<?, ?> root)
                || !(root.get("steps") instanceof List<?> list)) {
            throw new IllegalStateException("child-steps.yaml: expected 'as_of' and 'steps'");
        }
        List<Step> steps = new ArrayList<>();
        for (Object one : list) {
            if (!(one instanceof Map<?, ?> step) || !(step.get("cite") instanceof Map<?, ?> cite)) {
                throw new IllegalStateException("child-steps.yaml: a step without its source");
            }
            String id = text(step, "step");
            steps.add(
                    new Step(
                            id,
                            Boolean.TRUE.equals(step.get("same_day")),
                            words(step, "who"),
                            words(step, "title"),
                            words(step, "text"),
                            words(step, "by"),
                            text(cite, "act"),
                            text(cite, "url")));
        }
        return new Content(LocalDate.parse(text(root, "as_of")), List.copyOf(steps));
    }

    private static Map<String, String> words(Map<?, ?> step, String key) {
        if (!(step.get(key) instanceof Map<?, ?> by)) {
            throw new IllegalStateException("child-steps.yaml: no " + key);
        }
        return Map.of("es", text(by, "es"), "en", text(by, "en"));
    }

    private static String text(Map<?, ?> of, String key) {
        String text = Objects.toString(of.get(key), "");
        if (text.isBlank()) {
            throw new IllegalStateException("child-steps.yaml: no " + key);
        }
        return text;
    }
}
