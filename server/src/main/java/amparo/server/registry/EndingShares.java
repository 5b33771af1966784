package amparo.server.registry;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Room;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Card;
import amparo.server.platform.HomeCards;
import amparo.server.platform.Language;
import amparo.server.platform.Rows;
import amparo.server.platform.Texts;
import amparo.server.platform.Tone;
import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Says to an organisation that what another one shares with it ends soon: afterwards the file is
 * gone for it from one moment to the next. In time to ask for longer with the person's consent, or
 * to finish.
 */
@Service
@Transactional
public class EndingShares implements HomeCards, NextStep {

    static final String PAGE = "/shares/ending";

    private static final int URGENCY = 25;
    private static final int MOST = 100;

    /** What ends soon and is not shared for longer by the same organisation. */
    private static final String SOON =
            """
            from share s
            where s.organisation = :organisation and s.until > now() and s.until <= now() + :days * interval '1 day'
              and not exists (select 1 from share later
                              where later.person = s.person and later.organisation = s.organisation
                                and later.from_organisation = s.from_organisation and later.until > s.until
                                and later.facts @> s.facts)
            """;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final int days;

    EndingShares(
            JdbcClient jdbc, AuditLog audit, @Value("${amparo.share.warning-days:14}") int days) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.days = days;
    }

    /** How many days before. */
    public int days() {
        return days;
    }

    /** A share that ends soon. */
    record Ending(
            UUID id,
            UUID person,
            String code,
            @Nullable String name,
            String from,
            OffsetDateTime until) {

        LocalDate lastDay() {
            return EndingShares.lastDay(until);
        }
    }

    /** The day to the end of which it was shared, wherever on earth that day ends last. */
    static LocalDate lastDay(OffsetDateTime until) {
        return until.withOffsetSameInstant(ZoneOffset.ofHours(-12)).minusSeconds(1).toLocalDate();
    }

    /** Those that end first; one more than asked for if there are more. */
    List<Ending> list(@Nullable OffsetDateTime after, @Nullable UUID afterId, int size) {
        List<Ending> found =
                Rows.of(
                        jdbc.sql(
                                        """
                                                       select soon.id, soon.person, coalesce(k.code, p.code) as code, soon.until, o.name as from,
                                                              (select a.value ->> 0 from answer a where a.person = p.id and a.fact = 'name'
                                                               order by a.told_at desc, a.id desc limit 1) as name
                                                       from (select s.* %s
                                                               and (:after::timestamptz is null or (s.until, s.id) > (:after, :afterId))
                                                             order by s.until, s.id limit :limit) as soon
                                                            join person p on p.id = soon.person
                                                            left join lateral (select standing_file(p.id) as id
                                                             where p.merged_into is not null offset 0) as stands on true
                                        left join person k on k.id = stands.id
                                                            join organisation o on o.id = soon.from_organisation
                                                       order by soon.until, soon.id
                                        """
                                                .formatted(SOON))
                                .param("organisation", Acting.now().requireOrganisation())
                                .param("days", days)
                                .param("after", after, Types.TIMESTAMP_WITH_TIMEZONE)
                                .param("afterId", afterId, Types.OTHER)
                                .param("limit", size + 1),
                        Ending.class);
        audit.record(
                "list",
                "person",
                found.stream().limit(size).map(Ending::person).distinct().toList(),
                null,
                "shares that end soon");
        return found;
    }

    @Override
    public List<Card> cards(Texts texts, Language language) {
        Actor actor = Acting.now();
        if (actor.room() != Room.FRONTLINE) {
            return List.of();
        }
        long count =
                jdbc.sql("select count(*) from (select 1 " + SOON + " limit :most) as counted")
                        .param("organisation", actor.requireOrganisation())
                        .param("days", days)
                        .param("most", MOST)
                        .query(Long.class)
                        .single();
        // An organisation with which nobody shares needs no card that always says nothing.
        return count == 0
                ? List.of()
                : List.of(
                        new Card(
                                texts.text(language, "registry.card.ending"),
                                count >= MOST ? (MOST - 1) + "+" : Long.toString(count),
                                PAGE,
                                null,
                                Tone.ATTENTION));
    }

    @Override
    public Optional<Step> of(PersonFiles.Ref person) {
        return Optional.ofNullable(of(List.of(person)).get(person.id()));
    }

    /** The organisation's own files are not shared with it: nothing is asked of them. */
    @Override
    public Map<UUID, Step> of(List<PersonFiles.Ref> persons) {
        Actor actor = Acting.now();
        if (actor.room() != Room.FRONTLINE) {
            return Map.of();
        }
        Map<UUID, UUID> standing = new HashMap<>();
        persons.stream()
                .filter(one -> !one.organisation().equals(actor.organisation()))
                .forEach(one -> {
                    for (UUID file : one.files()) {
                        standing.put(file, one.id());
                    }
                });
        if (standing.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Step> steps = new HashMap<>();
        jdbc.sql(
                        """
                        select soon.person, soon.until, o.name
                        from (select s.person, s.until, s.from_organisation %s
                                and s.person = any (:persons)) as soon
                             join organisation o on o.id = soon.from_organisation
                        order by soon.until
                        """
                                .formatted(SOON))
                .param("organisation", actor.requireOrganisation())
                .param("days", days)
                .param("persons", standing.keySet().toArray(UUID[]::new))
                .query(row -> {
                    UUID file = row.getObject("person", UUID.class);
                    steps.putIfAbsent(
                            standing.getOrDefault(file, file),
                            new Step(
                                    URGENCY,
                                    "registry.step.ending",
                                    List.of(
                                            row.getString("name"),
                                            lastDay(row.getObject("until", OffsetDateTime.class))),
                                    PAGE,
                                    "registry.step.ending-go"));
                });
        return steps;
    }
}
