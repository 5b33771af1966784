package amparo.server.demo;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.access.Scope;
import amparo.server.accounts.SyntheticAccounts.House;
import amparo.server.accounts.SyntheticAccounts.Member;
import amparo.server.consent.Consents;
import amparo.server.consent.Purpose;
import amparo.server.demo.Families.Family;
import amparo.server.groups.TravelGroups;
import amparo.server.groups.TravelGroups.Entered;
import amparo.server.groups.TravelGroups.Traveller;
import amparo.server.registry.PersonFiles;
import amparo.server.registry.PersonFiles.Newcomer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Enters families as somebody who works there would, through the same doors and walls, some of them
 * at a time: all of a load, or nothing of it.
 */
@Component
class Settlement {

    private final TravelGroups groups;
    private final PersonFiles files;
    private final Consents consents;
    private final CaseWork cases;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    Settlement(
            TravelGroups groups,
            PersonFiles files,
            Consents consents,
            CaseWork cases,
            JdbcClient jdbc,
            TransactionTemplate transactions) {
        this.groups = groups;
        this.files = files;
        this.consents = consents;
        this.cases = cases;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /**
     * What one colleague enters together.
     *
     * @param site where
     * @param colleague who works with the same persons; none: nobody else
     * @param receiver the organisation that learns of some of them; none: nobody does
     */
    record Load(
            House house,
            Member by,
            UUID site,
            @Nullable Member colleague,
            @Nullable House receiver,
            List<Family> families) {
        Load {
            families = List.copyOf(families);
        }

        Room room() {
            return Role.REGISTRAR.room(house.kind());
        }

        boolean casework() {
            return room() == Room.FRONTLINE && by.roles().contains(Role.CASE_WORKER);
        }
    }

    /** Enters them, unless they were entered before. */
    void enter(Load load) {
        as(
                load.by(),
                load.house(),
                load.room(),
                Set.of(load.site()),
                () -> {
                    UUID first = load.families().getFirst().travellers().getFirst().id();
                    boolean there =
                            jdbc.sql("select exists (select 1 from person where id = :id)")
                                    .param("id", first)
                                    .query(Boolean.class)
                                    .single();
                    if (!there) {
                        persons(load);
                    }
                });
    }

    private void persons(Load load) {
        List<TravelGroups.Entry> together = new ArrayList<>();
        List<Newcomer> alone = new ArrayList<>();
        for (Family family : load.families()) {
            if (family.group() == null) {
                family.travellers().forEach(one -> alone.add(newcomer(one)));
            } else {
                together.add(new TravelGroups.Entry(family.group(), null, family.travellers()));
            }
            if (family.twice() != null) {
                alone.add(newcomer(family.twice()));
            }
        }
        Map<UUID, String> codes = new LinkedHashMap<>();
        if (!alone.isEmpty()) {
            files.enter(alone).orElseThrow().forEach(one -> codes.put(one.id(), one.code()));
        }
        if (!together.isEmpty()) {
            List<Entered> entered = groups.enterAll(together).orElseThrow();
            for (int i = 0; i < entered.size(); i++) {
                List<Traveller> travellers = together.get(i).travellers();
                for (int j = 0; j < travellers.size(); j++) {
                    codes.put(travellers.get(j).id(), entered.get(i).persons().get(j));
                }
            }
        }
        // Registrars give nobody else access and share nothing: the walls would refuse it.
        if (load.casework()) {
            colleague(load, codes.keySet());
            share(load);
            cases(load, codes);
        }
        consent(load, codes);
    }

    /** Every fourth family has one. */
    private void cases(Load load, Map<UUID, String> codes) {
        for (int i = 0; i < load.families().size(); i += 4) {
            List<String> family =
                    load.families().get(i).travellers().stream()
                            .map(one -> Objects.requireNonNull(codes.get(one.id())))
                            .toList();
            UUID first = load.families().get(i).travellers().getFirst().id();
            cases.open(load, family, Math.floorMod(first.hashCode(), 1000));
        }
    }

    private static Newcomer newcomer(Traveller one) {
        return new Newcomer(one.id(), null, one.told());
    }

    private void colleague(Load load, Set<UUID> persons) {
        if (load.colleague() == null) {
            return;
        }
        jdbc.sql(
                        """
                        insert into assignment (id, person, account, organisation, assigned_by)
                        select new.id, new.person, :account, :organisation, :by
                        from unnest(:ids::uuid[], :persons::uuid[]) as new (id, person)
                        """)
                .param(
                        "ids",
                        persons.stream()
                                .map(one -> DemoWorld.named("assignment" + one))
                                .toArray(UUID[]::new))
                .param("persons", persons.toArray(UUID[]::new))
                .param("account", load.colleague().account())
                .param("organisation", load.house().id())
                .param("by", load.by().account())
                .update();
    }

    /** Another organisation learns name and nationality of the first of every second family. */
    private void share(Load load) {
        if (load.receiver() == null) {
            return;
        }
        List<UUID> persons = new ArrayList<>();
        for (int i = 0; i < load.families().size(); i += 2) {
            persons.add(load.families().get(i).travellers().getFirst().id());
        }
        jdbc.sql(
                        """
                        insert into share (id, person, organisation, from_organisation, shared_by, facts, basis,
                            consented_at, until)
                        select new.id, new.person, :receiver, :organisation, :by, :facts, 'consent', now(),
                            now() + interval '90 days'
                        from unnest(:ids::uuid[], :persons::uuid[]) as new (id, person)
                        """)
                .param(
                        "ids",
                        persons.stream()
                                .map(one -> DemoWorld.named("share" + one))
                                .toArray(UUID[]::new))
                .param("persons", persons.toArray(UUID[]::new))
                .param("receiver", load.receiver().id())
                .param("organisation", load.house().id())
                .param("by", load.by().account())
                .param("facts", new String[] {"name", "nationality"})
                .update();
    }

    /** The first of every third family was asked; one in five of them refused. */
    private void consent(Load load, Map<UUID, String> codes) {
        for (int i = 0; i < load.families().size(); i += 3) {
            UUID person = load.families().get(i).travellers().getFirst().id();
            String code = Objects.requireNonNull(codes.get(person));
            for (Purpose purpose : new Purpose[] {Purpose.REGISTRATION, Purpose.CONTACT}) {
                boolean given =
                        purpose == Purpose.REGISTRATION || Math.floorMod(person.hashCode(), 5) > 0;
                consents.record(
                        code,
                        DemoWorld.named("consent" + person + purpose.code()),
                        new Consents.Asked(
                                purpose,
                                given,
                                "es",
                                i % 2 == 0 ? "spoken" : "signed",
                                null,
                                false));
            }
        }
    }

    void as(Member member, House house, Room room, Set<UUID> sites, Runnable work) {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        member.roles().stream().filter(role -> role.room(house.kind()) == room).forEach(roles::add);
        Actor actor =
                new Actor(
                        member.account(),
                        house.id(),
                        house.kind(),
                        room,
                        roles,
                        Scope.ORGANISATION,
                        sites,
                        "demo");
        Acting.as(
                actor,
                () -> {
                    transactions.executeWithoutResult(status -> work.run());
                    return actor;
                });
    }

    /** Whoever may receive what is shared: never a border authority. */
    static @Nullable House receiver(List<House> houses, House from, int at) {
        List<House> others =
                houses.stream()
                        .filter(one ->
                                !one.id().equals(from.id())
                                        && one.kind() != OrganisationKind.BORDER_AUTHORITY)
                        .toList();
        return others.isEmpty() ? null : others.get(at % others.size());
    }
}
