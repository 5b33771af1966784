package amparo.server.device;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.groups.TravelGroups;
import amparo.server.paper.ReservedCodes;
import amparo.server.profiling.SurgeNumbers;
import amparo.server.registry.PersonFiles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Shifts on a device: who began one, whom it was given, and whether it goes on. */
@Service
@Transactional
class Shifts {

    /** The longest shift. Afterwards nothing is lost, but somebody has to sign in. */
    static final int HOURS = 14;

    /** Persons that a device takes along at most: what one table sees in a day. */
    static final int MOST_PERSONS = 120;

    /** Codes for persons who are begun without a line. */
    static final int CODES = 60;

    private final JdbcClient jdbc;
    private final PersonFiles files;
    private final TravelGroups groups;
    private final ReservedCodes codes;
    private final SurgeNumbers numbers;

    Shifts(
            JdbcClient jdbc,
            PersonFiles files,
            TravelGroups groups,
            ReservedCodes codes,
            SurgeNumbers numbers) {
        this.numbers = numbers;
        this.jdbc = jdbc;
        this.files = files;
        this.groups = groups;
        this.codes = codes;
    }

    /**
     * A shift of whoever acts.
     *
     * @param clockOffset by how many milliseconds the server's clock was ahead of the device's when
     *     it began; none: the device did not say
     */
    record Shift(
            UUID id,
            OffsetDateTime beganAt,
            OffsetDateTime endsAt,
            List<UUID> persons,
            boolean running,
            @Nullable Long clockOffset) {
        Shift {
            persons = List.copyOf(persons);
        }
    }

    /**
     * Begins a shift; sent twice under the same id it is begun once.
     *
     * @param token known to the device alone; the server keeps its hash
     * @param persons codes of persons; who is out of reach is left out
     * @param families codes of groups: everybody who is in them now
     * @param clock the device's clock, in milliseconds; none: it did not say
     */
    Shift begin(
            UUID id,
            String token,
            Collection<String> persons,
            Collection<String> families,
            @Nullable Long clock) {
        Actor actor = Acting.now();
        Map<String, UUID> wanted = new LinkedHashMap<>();
        for (String family : families) {
            groups.open(family)
                    .ifPresent(group ->
                            group.members().stream()
                                    .filter(one -> one.until() == null)
                                    .forEach(one -> wanted.put(one.code(), one.person())));
        }
        for (String code : persons) {
            files.reach(code).ifPresent(one -> wanted.put(one.code(), one.id()));
        }
        jdbc.sql(
                        """
                        insert into device_shift (id, token_hash, account, organisation, room, persons, ends_at, clock_offset)
                        values (:id, :hash, :account, :organisation, :room, :persons,
                                now() + make_interval(hours => :hours), :offset::bigint) on conflict (id) do nothing
                        """)
                .param("id", id)
                .param("hash", hash(token))
                .param("account", actor.requireAccount())
                .param("organisation", actor.requireOrganisation())
                .param("room", actor.room().code())
                .param("persons", wanted.values().stream().limit(MOST_PERSONS).toArray(UUID[]::new))
                .param("hours", HOURS)
                .param("offset", clock == null ? null : System.currentTimeMillis() - clock)
                .update();
        codes.reserve(id, CODES);
        return find(id).orElseThrow(() -> new IllegalStateException("a shift of somebody else"));
    }

    /** A shift of the actor, in the name in which they act now. */
    Optional<Shift> find(UUID id) {
        Actor actor = Acting.now();
        return jdbc.sql(
                        """
                        select id, began_at, ends_at, persons, clock_offset, ended_at is null and ends_at > now() as running
                        from device_shift where id = :id and account = :account and organisation = :organisation
                            and room = :room
                        """)
                .param("id", id)
                .param("account", actor.requireAccount())
                .param("organisation", actor.requireOrganisation())
                .param("room", actor.room().code())
                .query((row, number) -> shift(row))
                .optional();
    }

    /** Codes of this shift that nobody has yet. */
    List<String> codes(Shift shift) {
        return codes.reserve(shift.id(), CODES);
    }

    /** Numbers of the day of this shift that nobody has yet. */
    List<Integer> numbers(Shift shift) {
        return numbers.reserve(shift.id(), CODES);
    }

    /** Ends a shift: the device is told to forget everything when it asks the next time. */
    void end(UUID id) {
        jdbc.sql(
                        "update device_shift set ended_at = now() where id = :id and account = :account and ended_at is null")
                .param("id", id)
                .param("account", Acting.now().requireAccount())
                .update();
    }

    /**
     * What a device may know without a session: {@code running}, {@code over} (somebody has to sign
     * in) or {@code ended} (forget everything).
     */
    String state(String token) {
        return jdbc.sql("select device_shift_state(:hash)")
                .param("hash", hash(token))
                .query(String.class)
                .single();
    }

    private static Shift shift(ResultSet row) throws SQLException {
        return new Shift(
                row.getObject("id", UUID.class),
                row.getObject("began_at", OffsetDateTime.class),
                row.getObject("ends_at", OffsetDateTime.class),
                List.of((UUID[]) row.getArray("persons").getArray()),
                row.getBoolean("running"),
                row.getObject("clock_offset", Long.class));
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
