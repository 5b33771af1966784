package amparo.server.profiling;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.platform.Rows;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * An organisation's own recordings of the core questions. The words of officers or interpreters,
 * never of a person on the move: nothing here is about anybody.
 */
@Service
@Transactional
public class Recordings {

    /** Not a question: said on the page on which a person points to their language. */
    public static final String POINT = "point";

    /** What is asked of everybody and must be understood; nothing of survivor level. */
    public static final List<String> QUESTIONS =
            List.of(
                    POINT,
                    "needs_now",
                    "languages",
                    "country_now",
                    "nationality",
                    "age",
                    "accompanied_by",
                    "fear_of_return",
                    "wants_private_talk");

    private final JdbcClient jdbc;

    Recordings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One that is in use.
     *
     * @param language a code of the rulebook
     * @param bytes its size
     */
    public record Line(UUID id, String fact, String language, String type, int bytes) {}

    /** Those of the own organisation, by question and language. */
    public List<Line> all() {
        return Rows.of(
                jdbc.sql(
                                """
                                select id, fact, language, type, octet_length(content) as bytes from recording
                                where organisation = :organisation and active order by fact, language, entered_at desc limit 500
                                """)
                        .param("organisation", Acting.now().requireOrganisation()),
                Line.class);
    }

    /**
     * One that goes along on a device.
     *
     * @param sound in base 64; none: too large to take along
     */
    public record Carried(String fact, String language, String type, @Nullable String sound) {}

    /**
     * Those in these languages, the smallest first, as long as they fit.
     *
     * @param each the most bytes of one
     * @param all the most bytes of all together
     */
    public List<Carried> carried(Collection<String> languages, int each, int all) {
        List<Line> lines =
                all().stream()
                        .filter(one -> languages.contains(one.language()))
                        .sorted(Comparator.comparingInt(Line::bytes))
                        .toList();
        List<Carried> carried = new ArrayList<>();
        int taken = 0;
        for (Line one : lines) {
            boolean fits = one.bytes() <= each && taken + one.bytes() <= all;
            Optional<SoundFile> sound = fits ? sound(one.id()) : Optional.empty();
            taken += sound.isPresent() ? one.bytes() : 0;
            carried.add(
                    new Carried(
                            one.fact(),
                            one.language(),
                            one.type(),
                            sound.map(found -> Base64.getEncoder().encodeToString(found.content()))
                                    .orElse(null)));
        }
        return carried;
    }

    /** That of a question in a language. */
    Optional<UUID> of(String fact, String language) {
        return QUESTIONS.contains(fact)
                ? jdbc.sql(
                                """
                                select id from recording where organisation = :organisation and active and fact = :fact
                                    and language = :language order by entered_at desc limit 1
                                """)
                        .param("organisation", Acting.now().requireOrganisation())
                        .param("fact", fact)
                        .param("language", language)
                        .query(UUID.class)
                        .optional()
                : Optional.empty();
    }

    /** The sound; also of one that was replaced, as a page may show it still. */
    Optional<SoundFile> sound(UUID id) {
        return jdbc.sql("select type, content from recording where id = :id")
                .param("id", id)
                .query((row, number) ->
                        new SoundFile(row.getString("type"), row.getBytes("content")))
                .optional();
    }

    /** Keeps one in place of what there was; sent twice under one id it is there once. */
    void put(UUID id, String fact, String language, SoundFile sound) {
        Actor actor = Acting.now();
        int fresh =
                jdbc.sql(
                                """
                                insert into recording (id, organisation, fact, language, type, content, entered_by)
                                values (:id, :organisation, :fact, :language, :type, :content, :account)
                                on conflict (id) do nothing
                                """)
                        .param("id", id)
                        .param("organisation", actor.requireOrganisation())
                        .param("fact", fact)
                        .param("language", language)
                        .param("type", sound.type())
                        .param("content", sound.content())
                        .param("account", actor.requireAccount())
                        .update();
        if (fresh == 1) {
            jdbc.sql(
                            """
                            update recording set active = false where organisation = :organisation and fact = :fact
                                and language = :language and active and id <> :id
                            """)
                    .param("organisation", actor.requireOrganisation())
                    .param("fact", fact)
                    .param("language", language)
                    .param("id", id)
                    .update();
        }
    }

    void end(UUID id) {
        jdbc.sql("update recording set active = false where id = :id").param("id", id).update();
    }
}
