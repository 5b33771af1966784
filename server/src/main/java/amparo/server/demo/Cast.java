package amparo.server.demo;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.access.Scope;
import amparo.server.accounts.SyntheticAccounts.House;
import amparo.server.accounts.SyntheticAccounts.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

/** The organisations of the invented world, their sites and who works in them. */
final class Cast {

    private final Map<String, House> houses = new HashMap<>();
    private final List<House> order = new ArrayList<>();
    private final List<Placed> placed = new ArrayList<>();
    private final List<Site> sites = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final Names names;
    private final Random random;

    /** A site, and the administrator who makes it. */
    record Site(UUID id, House house, Member by, String name, String country, String place) {}

    private record Placed(UUID id, String house, String name, String country, String place) {}

    Cast(Random random) {
        this.random = random;
        names = new Names(random);
        build();
        people();
    }

    private void build() {
        house(
                "agencia",
                OrganisationKind.UN_AGENCY,
                "Agencia Ejemplo de las Naciones",
                "PAN",
                true);
        house(
                "fronteras",
                OrganisationKind.BORDER_AUTHORITY,
                "Servicio Ejemplo de Fronteras",
                "PAN",
                false);
        house(
                "refugio",
                OrganisationKind.ASYLUM_AUTHORITY,
                "Oficina Ejemplo de Refugio",
                "CRI",
                false);
        house(
                "ninez",
                OrganisationKind.CHILD_PROTECTION_AUTHORITY,
                "Instituto Ejemplo de la Niñez",
                "COL",
                false);
        house(
                "trata",
                OrganisationKind.ANTI_TRAFFICKING_AUTHORITY,
                "Unidad Ejemplo contra la Trata",
                "MEX",
                false);
        house(
                "trabajo",
                OrganisationKind.LABOUR_AUTHORITY,
                "Inspección Ejemplo del Trabajo",
                "CHL",
                false);
        house("manos", OrganisationKind.NGO, "Fundación Manos de Ejemplo", "COL", false);
        house(
                "red",
                OrganisationKind.REFUGEE_LED,
                "Red Ejemplo de Personas Refugiadas",
                "MEX",
                false);
        house(
                "defensoria",
                OrganisationKind.MONITOR,
                "Defensoría Ejemplo de los Derechos",
                "PAN",
                false);

        for (String[] site :
                new String[][] {
                    {"agencia", "Oficina del Istmo", "PAN", "Ciudad de Panamá"},
                    {"agencia", "Equipo del Darién", "PAN", "Metetí"},
                    {"agencia", "Oficina de San José", "CRI", "San José"},
                    {"fronteras", "Puesto Paso Canoas", "PAN", "Paso Canoas"},
                    {"fronteras", "Estación del Río", "PAN", "Darién"},
                    {"refugio", "Sede Central", "CRI", "San José"},
                    {"refugio", "Sede Norte", "CRI", "Upala"},
                    {"ninez", "Casa de la Niñez", "COL", "Cúcuta"},
                    {"trata", "Unidad del Sur", "MEX", "Tapachula"},
                    {"trabajo", "Oficina de Arica", "CHL", "Arica"},
                    {"manos", "Albergue Manos Abiertas", "COL", "Necoclí"},
                    {"manos", "Punto Ipiales", "COL", "Ipiales"},
                    {"red", "Casa Común", "MEX", "Tapachula"},
                    {"defensoria", "Delegación Darién", "PAN", "Metetí"}
                }) {
            place(site[0], site[1], site[2], site[3]);
        }
    }

    private void house(
            String slug, OrganisationKind kind, String name, String country, boolean steward) {
        House house = new House(id(), kind, name, country, steward);
        houses.put(slug, house);
        order.add(house);
    }

    private void place(String house, String name, String country, String place) {
        placed.add(new Placed(id(), house, name, country, place));
    }

    private void people() {
        for (String slug :
                List.of(
                        "agencia",
                        "fronteras",
                        "refugio",
                        "ninez",
                        "trata",
                        "trabajo",
                        "manos",
                        "red",
                        "defensoria")) {
            Member administrator = member(slug, "admin", Scope.ORGANISATION, Role.ADMINISTRATOR);
            placed.stream()
                    .filter(site -> site.house().equals(slug))
                    .forEach(site ->
                            sites.add(
                                    new Site(
                                            site.id(),
                                            Objects.requireNonNull(houses.get(slug)),
                                            administrator,
                                            site.name(),
                                            site.country(),
                                            site.place())));
        }
        member("agencia", "casos", Scope.ORGANISATION, Role.CASE_WORKER);
        member(
                "agencia",
                "proteccion",
                Scope.ORGANISATION,
                Role.CASE_WORKER,
                Role.PROTECTION_SPECIALIST);
        member("agencia", "supervision", Scope.ORGANISATION, Role.SUPERVISOR);
        member("agencia", "remisiones", Scope.COUNTRY, Role.REFERRAL_FOCAL_POINT);
        member("agencia", "reglas", Scope.OWN, Role.RULE_AUTHOR);
        member("agencia", "cifras", Scope.OWN, Role.ANALYST);
        member("agencia", "datos", Scope.ORGANISATION, Role.DATA_PROTECTION_OFFICER);
        member("fronteras", "registro", Scope.SITE, Role.REGISTRAR);
        member("fronteras", "jefatura", Scope.ORGANISATION, Role.REGISTRAR, Role.SUPERVISOR);
        member("fronteras", "retornos", Scope.ORGANISATION, Role.RETURN_OFFICER);
        member("fronteras", "datos", Scope.ORGANISATION, Role.DATA_PROTECTION_OFFICER);
        member("refugio", "registro", Scope.SITE, Role.REGISTRAR);
        member("refugio", "asilo", Scope.ORGANISATION, Role.ASYLUM_OFFICER);
        member("refugio", "supervision", Scope.ORGANISATION, Role.SUPERVISOR);
        member("ninez", "casos", Scope.ORGANISATION, Role.CASE_WORKER, Role.PROTECTION_SPECIALIST);
        member("ninez", "supervision", Scope.ORGANISATION, Role.SUPERVISOR);
        member(
                "trata",
                "proteccion",
                Scope.ORGANISATION,
                Role.CASE_WORKER,
                Role.PROTECTION_SPECIALIST);
        member("trabajo", "casos", Scope.OWN, Role.CASE_WORKER);
        member("manos", "casos", Scope.SITE, Role.CASE_WORKER);
        member("red", "casos", Scope.ORGANISATION, Role.CASE_WORKER, Role.REFERRAL_FOCAL_POINT);
        member("defensoria", "monitoreo", Scope.ORGANISATION, Role.MONITOR);
    }

    private Member member(String slug, String desk, Scope scope, Role... roles) {
        House house = Objects.requireNonNull(houses.get(slug));
        boolean woman = random.nextBoolean();
        List<UUID> reach =
                scope == Scope.SITE
                        ? placed.stream()
                                .filter(site -> site.house().equals(slug))
                                .map(Placed::id)
                                .limit(1)
                                .toList()
                        : List.of();
        Member member =
                new Member(
                        id(),
                        names.given(woman, false) + " " + names.surname(false),
                        desk + "@" + slug + ".example",
                        "es",
                        house.id(),
                        List.of(roles),
                        scope,
                        scope == Scope.COUNTRY ? house.country() : null,
                        reach);
        members.add(member);
        return member;
    }

    private UUID id() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    List<House> houses() {
        return order;
    }

    House house(UUID id) {
        return order.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    List<Site> sites() {
        return sites;
    }

    List<UUID> sitesOf(UUID house) {
        return sites.stream()
                .filter(site -> site.house().id().equals(house))
                .map(Site::id)
                .toList();
    }

    List<Member> members() {
        return members;
    }
}
