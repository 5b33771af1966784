package amparo.server.cases;

import amparo.server.access.Acting;
import amparo.server.platform.Rows;
import amparo.server.registry.NextStep;
import amparo.server.registry.PersonFiles;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The most urgent of what the cases of a person ask for. */
@Service
@Transactional
class CaseSteps implements NextStep {

    private final JdbcClient jdbc;
    private final Clock clock;

    CaseSteps(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Found(
            int urgency, String what, UUID file, @Nullable UUID part, @Nullable LocalDate day) {}

    @Override
    public Optional<Step> of(PersonFiles.Ref person) {
        if (!CasePolicy.reads(Acting.now())) {
            return Optional.empty();
        }
        LocalDate today = CasePages.today(clock);
        return jdbc.sql(
                        """
                        select * from (
                            (select 10 as urgency, 'appointment' as what, t.file, t.id as part, cast(:today as date) as day
                             from case_appointment t
                             where t.person = any (:persons) and t.state = 'planned' and t.at >= cast(:today as date)
                               and t.at < cast(:today as date) + 1 order by t.at limit 1)
                            union all
                            (select 20, 'task', t.file, t.id, t.due from case_task t
                             where t.person = any (:persons) and t.status = 'open' and t.due < :today order by t.due limit 1)
                            union all
                            (select case when d.valid_until < cast(:today as date) + 15 then 15 else 40 end, 'permit', d.file,
                                    d.id, d.valid_until from case_door d
                             where d.person = any (:persons) and d.state in ('granted', 'renewing')
                               and d.valid_until <= cast(:today as date) + 60 order by d.valid_until limit 1)
                            union all
                            (select 30, 'offer', t.file, null, t.answer_by
                             from case_person cp join case_transfer t on t.file = cp.file
                             where cp.person = any (:persons) and t.state = 'offered' and t.answer_by < :today limit 1)
                            union all
                            (select 35, 'owner', c.id, null, null from case_person cp join case_file c on c.id = cp.file
                             where cp.person = any (:persons) and c.owner is null and c.status <> 'closed' limit 1)
                        ) as steps order by urgency, day limit 1
                        """)
                .param("persons", person.files())
                .param("today", today)
                .query(Found.class)
                .optional()
                .map(CaseSteps::step);
    }

    private record Of(
            UUID person,
            int urgency,
            String what,
            UUID file,
            @Nullable UUID part,
            @Nullable LocalDate day) {}

    /** By way of the cases of the persons, which have an index; the most urgent of each. */
    @Override
    public Map<UUID, Step> of(List<PersonFiles.Ref> persons) {
        if (persons.isEmpty() || !CasePolicy.reads(Acting.now())) {
            return Map.of();
        }
        Map<UUID, UUID> standing = new HashMap<>();
        persons.forEach(one -> {
            for (UUID file : one.files()) {
                standing.put(file, one.id());
            }
        });
        Map<UUID, Step> steps = new HashMap<>();
        Rows.of(
                        jdbc.sql(
                                        """
                                        with theirs as materialized (
                                            select cp.person, cp.file from case_person cp where cp.person = any (:persons))
                                        select distinct on (person) * from (
                                            select cp.person, 10 as urgency, 'appointment' as what, t.file, t.id as part,
                                                   cast(:today as date) as day
                                            from theirs cp join case_appointment t on t.file = cp.file and t.person = cp.person
                                            where t.state = 'planned' and t.at >= cast(:today as date)
                                              and t.at < cast(:today as date) + 1
                                            union all
                                            select cp.person, 20, 'task', t.file, t.id, t.due
                                            from theirs cp join case_task t on t.file = cp.file and t.person = cp.person
                                            where t.status = 'open' and t.due < :today
                                            union all
                                            select cp.person,
                                                   case when d.valid_until < cast(:today as date) + 15 then 15 else 40 end,
                                                   'permit', d.file, d.id, d.valid_until
                                            from theirs cp join case_door d on d.file = cp.file and d.person = cp.person
                                            where d.state in ('granted', 'renewing')
                                              and d.valid_until <= cast(:today as date) + 60
                                            union all
                                            select cp.person, 30, 'offer', t.file, null, t.answer_by
                                            from theirs cp join case_transfer t on t.file = cp.file
                                            where t.state = 'offered' and t.answer_by < :today
                                            union all
                                            select cp.person, 35, 'owner', c.id, null, null
                                            from theirs cp join case_file c on c.id = cp.file
                                            where c.owner is null and c.status <> 'closed'
                                        ) as steps order by person, urgency, day
                                        """)
                                .param("persons", standing.keySet().toArray(UUID[]::new))
                                .param("today", CasePages.today(clock)),
                        Of.class)
                .forEach(one ->
                        steps.merge(
                                standing.getOrDefault(one.person(), one.person()),
                                step(
                                        new Found(
                                                one.urgency(),
                                                one.what(),
                                                one.file(),
                                                one.part(),
                                                one.day())),
                                (a, b) -> a.urgency() <= b.urgency() ? a : b));
        return steps;
    }

    private static Step step(Found found) {
        String address = "/cases/" + found.file();
        List<Object> day = found.day() == null ? List.of() : List.of(found.day());
        return switch (found.what()) {
            case "appointment" ->
                    new Step(
                            found.urgency(),
                            "cases.step.appointment",
                            List.of(),
                            address + "/appointments/" + found.part(),
                            "cases.step.appointment-go");
            case "task" ->
                    new Step(
                            found.urgency(),
                            "cases.step.task",
                            day,
                            address + "/tasks/" + found.part(),
                            "cases.step.task-go");
            case "permit" ->
                    new Step(
                            found.urgency(),
                            "cases.step.permit",
                            day,
                            address + "/doors/" + found.part(),
                            "cases.step.permit-go");
            case "offer" ->
                    new Step(
                            found.urgency(),
                            "cases.step.offer",
                            day,
                            address,
                            "cases.step.offer-go");
            default ->
                    new Step(
                            found.urgency(),
                            "cases.step.owner",
                            List.of(),
                            address,
                            "cases.step.owner-go");
        };
    }
}
