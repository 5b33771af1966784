package amparo.server.lists;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.platform.Rows;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lists as somebody wants them again, and shares them with colleagues: filters and columns. What
 * another sees in it is what that other may see.
 */
@Service
@Transactional
public class SavedViews {

    /** The longest name. */
    public static final int LONGEST = 60;

    /** How many somebody can keep. */
    public static final int MOST = 40;

    private final JdbcClient jdbc;

    SavedViews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A view.
     *
     * @param query filters and columns as in an address
     * @param mine whether whoever acts made it
     */
    public record SavedView(UUID id, String name, String query, boolean shared, boolean mine) {}

    /** What came of saving. */
    public enum Saved {
        DONE,
        /** There are as many as one can keep. */
        FULL
    }

    /** The own ones and those that colleagues share, by name. */
    public List<SavedView> all() {
        Actor actor = Acting.now();
        return Rows.of(
                jdbc.sql(
                                """
                                select id, name, query, shared, account = :me as mine from saved_view
                                where organisation = :organisation and room = :room and (account = :me or shared)
                                order by lower(name), id limit 300
                                """)
                        .param("me", actor.requireAccount())
                        .param("organisation", actor.requireOrganisation())
                        .param("room", actor.room().code()),
                SavedView.class);
    }

    /** One of them. */
    public Optional<SavedView> find(UUID id) {
        return jdbc.sql(
                        "select id, name, query, shared, account = :me as mine from saved_view where id = :id")
                .param("me", Acting.now().requireAccount())
                .param("id", id)
                .query(SavedView.class)
                .optional();
    }

    /**
     * Keeps a view. Under a name that the actor used before it takes that one's place, so that
     * saving twice makes one.
     *
     * @param query as {@link Wanted#query} writes it; what it does not understand is refused there
     * @throws IllegalArgumentException if the name is empty or too long, or no list has this query
     */
    public Saved save(UUID id, String name, String query, boolean shared) {
        String plain = name.strip();
        if (plain.isEmpty() || plain.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "the name of a view has 1 to " + LONGEST + " letters");
        }
        String wanted;
        try {
            wanted = Wanted.ofQuery(query).query();
        } catch (Wanted.NotUnderstood none) {
            throw new IllegalArgumentException("no list has this query", none);
        }
        Actor actor = Acting.now();
        int changed =
                jdbc.sql(
                                """
                                update saved_view set query = :query, shared = :shared, changed_at = now()
                                where organisation = :organisation and account = :me and room = :room
                                  and lower(trim(name)) = lower(:name)
                                """)
                        .param("query", wanted)
                        .param("shared", shared)
                        .param("organisation", actor.requireOrganisation())
                        .param("me", actor.requireAccount())
                        .param("room", actor.room().code())
                        .param("name", plain)
                        .update();
        if (changed > 0) {
            return Saved.DONE;
        }
        if (all().stream().filter(SavedView::mine).count() >= MOST) {
            return Saved.FULL;
        }
        jdbc.sql(
                        """
                        insert into saved_view (id, organisation, account, room, name, query, shared)
                        values (:id, :organisation, :me, :room, :name, :query, :shared) on conflict do nothing
                        """)
                .param("id", id)
                .param("organisation", actor.requireOrganisation())
                .param("me", actor.requireAccount())
                .param("room", actor.room().code())
                .param("name", plain)
                .param("query", wanted)
                .param("shared", shared)
                .update();
        return Saved.DONE;
    }

    /** Takes an own view away; whether there was one. */
    public boolean remove(UUID id) {
        return jdbc.sql("delete from saved_view where id = :id and account = :me")
                        .param("id", id)
                        .param("me", Acting.now().requireAccount())
                        .update()
                == 1;
    }
}
