package amparo.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** FEATURE: people come in by a link, do what their roles say, and leave no work behind. */
@Tag("database")
@Tag("door")
class PeopleTest {

    private static final String PASSWORD = "una frase que solo yo conozco";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static PeopleServer server;
    private static String firstLink;
    private static Visit steward;

    @BeforeAll
    static void open() {
        server = new PeopleServer();
        firstLink = server.bean(FirstSteps.class).link().orElseThrow();
        Visit visit = server.visit();
        Visit.Answer wrong = visit.takeUp(firstLink, "short", first("UNO"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Too short", "Choose the kind").doesNotContain("short\"");
        assertThat(visit.takeUp(firstLink, PASSWORD, first("un-agency")).status()).isEqualTo(200);
        steward = visit;
    }

    private static String[] first(String kind) {
        return new String[] {
            "name",
            "Casa Grande",
            "kind",
            kind,
            "country",
            "PAN",
            "display",
            "Ana Prima",
            "email",
            "ana@casa.example"
        };
    }

    @AfterAll
    static void close() {
        if (server != null) {
            server.close();
        }
    }

    /** An organisation with its first administrator. */
    private record House(String id, Visit administrator, String account, String email) {}

    private static House house(String kind) {
        int number = NUMBER.incrementAndGet();
        String email = "admin" + number + "@house.example";
        steward.get("/organisations/new");
        Visit.Answer made =
                steward.post(
                        "/organisations/new",
                        "name",
                        "House " + number,
                        "kind",
                        kind,
                        "country",
                        "COL",
                        "display",
                        "Berta Segunda " + number,
                        "email",
                        email,
                        "language",
                        "en");
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        Visit administrator = server.visit();
        assertThat(administrator.takeUp(made.link(), PASSWORD).body()).contains("Good to see you");
        return new House(
                server.one("select id from organisation where name = ?", "House " + number),
                administrator,
                account(email),
                email);
    }

    private static String account(String email) {
        return server.one("select account from credential where email = ?", email);
    }

    /** Somebody who was invited; the link is not used yet. */
    private static Visit.Answer invite(House house, String email, String... roles) {
        house.administrator().get("/people/new");
        String[] fields = new String[8 + 2 * roles.length];
        String[] fixed = {
            "display", "Carla de Prueba", "email", email, "scope", "organisation", "language", "en"
        };
        System.arraycopy(fixed, 0, fields, 0, fixed.length);
        for (int i = 0; i < roles.length; i++) {
            fields[8 + 2 * i] = "roles";
            fields[9 + 2 * i] = roles[i];
        }
        return house.administrator().post("/people/new", fields);
    }

    private static Visit come(House house, String email, String... roles) {
        Visit visit = server.visit();
        Visit.Answer start = visit.takeUp(invite(house, email, roles).link(), PASSWORD);
        assertThat(start.status()).as(start.body()).isEqualTo(200);
        return visit;
    }

    // --- links

    @Test
    void theFirstLinkIsGoodOnceAndThenLikeAWrongOne() {
        Visit visit = server.visit();
        Visit.Answer used = visit.get(firstLink);
        Visit.Answer wrong = visit.get("/invitation/" + "x".repeat(43));
        assertThat(used.status()).isEqualTo(404);
        assertThat(used.body()).isEqualTo(wrong.body());
        assertThat(server.bean(FirstSteps.class).link()).isEmpty();
        forgiveGuesses();
    }

    private static void forgiveGuesses() {
        server.sql("delete from sign_in_attempt");
    }

    @Test
    void whoeverGuessesLinksMustWaitAndThenEvenTheRightOneDoes() {
        House house = house("ngo");
        String link = invite(house, "guess@house.example", "registrar").link();
        Visit visit = server.visit();
        try {
            int status = 0;
            for (int i = 0; i < 12 && status != 429; i++) {
                status = visit.get("/invitation/guess-" + i).status();
            }
            assertThat(status).isEqualTo(429);
            assertThat(visit.get(link).status()).isEqualTo(429);
        } finally {
            forgiveGuesses();
        }
        assertThat(visit.get(link).status()).isEqualTo(200);
    }

    @Test
    void anInvitationThatRanOutOrWasWithdrawnOpensNothing() {
        House house = house("ngo");
        String old = invite(house, "old@house.example", "registrar").link();
        server.sql(
                "update invitation set expires_at = now() - interval '1 minute' where email = ?",
                "old@house.example");
        String withdrawn = invite(house, "withdrawn@house.example", "registrar").link();
        String account =
                server.one(
                        "select account from invitation where email = ?",
                        "withdrawn@house.example");
        house.administrator().get("/people/" + account + "/leave");
        assertThat(
                        house.administrator()
                                .post(
                                        "/people/" + account + "/leave",
                                        "reason",
                                        "It was a mistake.")
                                .status())
                .isEqualTo(200);
        Visit visit = server.visit();
        assertThat(visit.get(old).status()).isEqualTo(404);
        assertThat(visit.get(withdrawn).status()).isEqualTo(404);
        forgiveGuesses();
    }

    @Test
    void anInvitationIsTakenUpOnceAndTheRolesCountAtOnce() {
        House house = house("ngo");
        String link = invite(house, "once@house.example", "registrar").link();
        Visit visit = server.visit();
        assertThat(visit.takeUp(link, "house").body()).contains("Too short");
        assertThat(visit.takeUp(link, PASSWORD).body()).contains("Good to see you");
        assertThat(server.visit().get(link).status()).isEqualTo(404);
        assertThat(visit.get("/people").status()).isEqualTo(403);
        forgiveGuesses();
    }

    // --- walls

    @Test
    void anAdministratorOfAnotherOrganisationFindsNothingNotEvenADifference() {
        House one = house("ngo");
        House other = house("ngo");
        come(one, "mine@one.example", "case-worker");
        String hers = account("mine@one.example");
        Visit stranger = other.administrator();
        for (String page : new String[] {"", "/roles", "/link", "/leave", "/return"}) {
            Visit.Answer known = stranger.get("/people/" + hers + page);
            Visit.Answer unknown = stranger.get("/people/" + UUID.randomUUID() + page);
            assertThat(known.status()).as(page).isEqualTo(404);
            assertThat(known.plain()).as(page).isEqualTo(unknown.plain());
        }
        stranger.get("/people/new");
        for (String act : new String[] {"/roles", "/link", "/leave", "/return"}) {
            Visit.Answer known =
                    stranger.post(
                            "/people/" + hers + act,
                            "roles",
                            "registrar",
                            "scope",
                            "own",
                            "lost",
                            "password",
                            "reason",
                            "I would like to know.");
            Visit.Answer unknown =
                    stranger.post(
                            "/people/" + UUID.randomUUID() + act,
                            "roles",
                            "registrar",
                            "scope",
                            "own",
                            "lost",
                            "password",
                            "reason",
                            "I would like to know.");
            assertThat(known.status()).as(act).isEqualTo(404);
            assertThat(known.plain()).as(act).isEqualTo(unknown.plain());
        }
        assertThat(stranger.get("/people").body()).doesNotContain("Carla de Prueba");
        assertThat(stranger.post("/people/search", "q", "carla").body())
                .doesNotContain("Carla de Prueba");
        assertThat(stranger.get("/people?after=" + hers).body()).doesNotContain("Carla");
        assertThat(stranger.get("/people/review.csv").body()).doesNotContain("Carla");
        assertThat(stranger.get("/organisations/" + one.id()).plain())
                .isEqualTo(stranger.get("/organisations/" + UUID.randomUUID()).plain());
        assertThat(stranger.get("/organisations/new").status()).isEqualTo(404);
        assertThat(
                        server.one(
                                "select count(*) from membership where account = ?::uuid and until is null",
                                hers))
                .isEqualTo("1");
    }

    @Test
    void nobodyButAnAdministratorOpensThesePages() {
        House house = house("un-agency");
        Visit worker =
                come(
                        house,
                        "worker@un.example",
                        "case-worker",
                        "protection-specialist",
                        "supervisor");
        for (String page :
                new String[] {
                    "/people",
                    "/people/new",
                    "/people/review",
                    "/people/links",
                    "/people/review.csv",
                    "/organisations",
                    "/organisations/new",
                    "/sites/new"
                }) {
            assertThat(worker.get(page).status()).as(page).isEqualTo(403);
            assertThat(server.visit().get(page).path()).as(page).isEqualTo("/sign-in");
        }
    }

    // --- roles

    @Test
    void rolesThatWatchEachOtherAreRefusedWithTheReason() {
        House house = house("border-authority");
        Visit.Answer refused =
                invite(house, "both@border.example", "return-officer", "case-worker");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body())
                .contains("A return officer cannot also work with what persons tell");
        assertThat(
                        server.one(
                                "select count(*) from invitation where email = ?",
                                "both@border.example"))
                .isEqualTo("0");
        assertThat(invite(house("ngo"), "asylum@ngo.example", "asylum-officer").body())
                .contains("does not exist in an organisation of this kind");
    }

    @Test
    void nobodyGivesThemselvesRolesNotEvenThroughTheDatabase() {
        House house = house("ngo");
        house.administrator().get("/people/" + house.account());
        Visit.Answer refused =
                house.administrator()
                        .post(
                                "/people/" + house.account() + "/roles",
                                "roles",
                                "administrator",
                                "roles",
                                "case-worker",
                                "scope",
                                "organisation");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("Nobody changes their own roles");
        Visit.Answer leave =
                house.administrator()
                        .post(
                                "/people/" + house.account() + "/leave",
                                "reason",
                                "I want to go now.");
        assertThat(leave.body()).contains("You cannot end your own roles");
    }

    @Test
    void rolesAndReachChangeAndThePageSaysWhatTheyLetSee() {
        House house = house("ngo");
        house.administrator().get("/sites/new");
        house.administrator()
                .post("/sites/new", "name", "Puente Viejo", "country", "COL", "place", "Ipiales");
        String site = server.one("select id from site where organisation = ?::uuid", house.id());
        come(house, "reach@house.example", "case-worker");
        String account = account("reach@house.example");
        assertThat(house.administrator().get("/people/" + account).body())
                .contains("Can see all persons of House", "Cannot see answers of survivors");
        Visit.Answer unsaid =
                house.administrator()
                        .post(
                                "/people/" + account + "/roles",
                                "roles",
                                "case-worker",
                                "scope",
                                "site");
        assertThat(unsaid.status()).isEqualTo(422);
        assertThat(unsaid.body()).contains("Choose at least one site");
        Visit.Answer changed =
                house.administrator()
                        .post(
                                "/people/" + account + "/roles",
                                "roles",
                                "protection-specialist",
                                "scope",
                                "site",
                                "sites",
                                site,
                                "sites",
                                UUID.randomUUID().toString());
        assertThat(changed.body())
                .contains("Saved.", "at Puente Viejo", "only of persons to whom they are assigned");
        assertThat(
                        server.one(
                                "select string_agg(role || ' ' || coalesce(ended_why, 'open'), ', ' order by since, role)"
                                        + " from membership where account = ?::uuid",
                                account))
                .isEqualTo("case-worker changed, protection-specialist open");
    }

    // --- one person, two organisations

    @Test
    void whoWorksInTwoOrganisationsHasOneAccountAndEachSeesItsOwnPart() {
        House first = house("ngo");
        House second = house("un-agency");
        Visit visit = come(first, "two@both.example", "case-worker");
        String account = account("two@both.example");
        String link = invite(second, "two@both.example", "supervisor").link();
        assertThat(second.administrator().get("/people").body())
                .contains("Carla de Prueba", "Invited");
        assertThat(server.visit().takeUp(link, "another long password here").body())
                .contains("already an account with this address");
        Visit.Answer joined = server.visit().takeUp(link, PASSWORD);
        assertThat(joined.path()).isEqualTo("/second-factor");
        assertThat(
                        server.one(
                                "select count(distinct organisation) from membership where account = ?::uuid",
                                account))
                .isEqualTo("2");
        Visit.Answer seen = second.administrator().get("/people/" + account);
        assertThat(seen.body())
                .contains("run by another organisation", "Supervisor")
                .doesNotContain("Case worker", "/link\"");
        second.administrator().get("/people/" + account + "/link");
        assertThat(
                        second.administrator()
                                .post(
                                        "/people/" + account + "/link",
                                        "lost",
                                        "password",
                                        "reason",
                                        "She called me on the phone.")
                                .body())
                .contains("run by another organisation");
        // Changing over: only to what is hers, with a new session, and remembered.
        visit.get("/");
        String before = visit.cookies.getCookieStore().getCookies().toString();
        assertThat(visit.post("/working-as", "membership", first.id() + ":administration").status())
                .isEqualTo(404);
        assertThat(visit.post("/working-as", "membership", second.id() + ":frontline").body())
                .contains("Supervisor, House");
        assertThat(visit.cookies.getCookieStore().getCookies().toString()).isNotEqualTo(before);
        // Leaving one organisation leaves the other.
        first.administrator().get("/people/" + account + "/leave");
        assertThat(
                        first.administrator()
                                .post(
                                        "/people/" + account + "/leave",
                                        "reason",
                                        "The contract ended.")
                                .body())
                .contains("Left");
        assertThat(visit.get("/").body()).contains("Supervisor, House");
        assertThat(second.administrator().get("/people/" + account).body()).contains("Lost access");
        forgiveGuesses();
    }

    @Test
    void aTokenOfAFormFromBeforeTheChangeIsWorthNothing() {
        House house = house("ngo");
        Visit visit = come(house, "token@house.example", "case-worker", "administrator");
        visit.get("/");
        visit.post("/working-as", "membership", house.id() + ":administration");
        String sessionAfter = visit.cookies.getCookieStore().getCookies().toString();
        Visit again = visit;
        assertThat(again.get("/people").status()).isEqualTo(200);
        again.post("/working-as", "membership", house.id() + ":frontline");
        assertThat(again.get("/people").status()).isEqualTo(403);
        assertThat(visit.cookies.getCookieStore().getCookies().toString())
                .isNotEqualTo(sessionAfter);
        assertThat(
                        server.one(
                                "select last_room from credential where email = ?",
                                "token@house.example"))
                .isEqualTo("frontline");
    }

    // --- lost access

    @Test
    void whoLostThePasswordGetsALinkOldSessionsEndAndASecondAdministratorIsTold() {
        House house = house("ngo");
        Visit second = come(house, "second@house.example", "administrator");
        Visit visit = come(house, "lost@house.example", "case-worker");
        String account = account("lost@house.example");
        house.administrator().get("/people/" + account + "/link");
        assertThat(
                        house.administrator()
                                .post(
                                        "/people/" + account + "/link",
                                        "lost",
                                        "password",
                                        "reason",
                                        "no")
                                .status())
                .isEqualTo(422);
        Visit.Answer made =
                house.administrator()
                        .post(
                                "/people/" + account + "/link",
                                "lost",
                                "password",
                                "reason",
                                "She stood at my desk.");
        assertThat(visit.get("/").path()).isEqualTo("/sign-in");
        assertThat(house.administrator().get("/").body()).doesNotContain("Links for lost access");
        assertThat(second.get("/").body()).contains("Links for lost access");
        Visit.Answer list = second.get("/people/links");
        assertThat(list.body())
                .contains("She stood at my desk.", "made a link for Carla de Prueba");
        String id =
                server.one(
                        "select id from invitation where account = ?::uuid and purpose = 'password'",
                        account);
        assertThat(house.administrator().post("/people/links", "link", id).body())
                .contains("0 links");
        assertThat(second.post("/people/links", "link", id).body()).contains("1 link was");
        assertThat(second.get("/").body()).doesNotContain("Links for lost access");
        Visit.Answer next = server.visit().takeUp(made.link(), "otra frase larga y propia");
        // The second factor is still asked for: the administrator could have used the link.
        assertThat(next.path()).isEqualTo("/second-factor");
        assertThat(server.visit().signIn("lost@house.example", PASSWORD, visit.secret()).body())
                .contains("do not fit together");
        assertThat(
                        server.visit()
                                .signIn(
                                        "lost@house.example",
                                        "otra frase larga y propia",
                                        visit.secret())
                                .body())
                .contains("Good to see you");
        forgiveGuesses();
    }

    @Test
    void whoLostTheSecondFactorNeedsThePasswordToForgetIt() {
        House house = house("ngo");
        Visit visit = come(house, "phone@house.example", "case-worker");
        String account = account("phone@house.example");
        house.administrator().get("/people/" + account + "/link");
        String link =
                house.administrator()
                        .post(
                                "/people/" + account + "/link",
                                "lost",
                                "second-factor",
                                "reason",
                                "The phone was stolen.")
                        .link();
        assertThat(server.visit().takeUp(link, "not the right password").status()).isEqualTo(422);
        Visit again = server.visit();
        assertThat(again.takeUp(link, PASSWORD).body()).contains("Good to see you");
        assertThat(again.secret()).isNotEqualTo(visit.secret());
        forgiveGuesses();
    }

    // --- leaving

    @Test
    void whoeverLeavesHandsOverOpenWorkFirst() {
        House house = house("ngo");
        Visit visit = come(house, "leaver@house.example", "case-worker");
        come(house, "taker@house.example", "case-worker");
        come(house, "figures@house.example", "analyst");
        String leaver = account("leaver@house.example");
        String taker = account("taker@house.example");
        assign(house, leaver, 3);
        assertThat(house.administrator().get("/people/" + leaver + "/leave").body())
                .contains("3 persons are assigned")
                .doesNotContain("Analyst)");
        Visit.Answer nobody =
                house.administrator()
                        .post("/people/" + leaver + "/leave", "reason", "The contract ended.");
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(nobody.body()).contains("Choose a colleague who takes over");
        Visit.Answer wrong =
                house.administrator()
                        .post(
                                "/people/" + leaver + "/leave",
                                "reason",
                                "The contract ended.",
                                "to-assignment",
                                account("figures@house.example"));
        assertThat(wrong.status()).isEqualTo(422);
        Visit.Answer roles =
                house.administrator()
                        .post("/people/" + leaver + "/roles", "roles", "analyst", "scope", "own");
        assertThat(roles.body()).contains("holds open work that none of these roles may do");
        assertThat(visit.get("/").status()).isEqualTo(200);
        Visit.Answer done =
                house.administrator()
                        .post(
                                "/people/" + leaver + "/leave",
                                "what",
                                "leave",
                                "reason",
                                "The contract ended.",
                                "to-assignment",
                                taker);
        assertThat(done.body()).contains("no work was left behind", "Left");
        assertThat(
                        server.one(
                                "select count(*) from assignment where account = ?::uuid and until is null",
                                taker))
                .isEqualTo("3");
        assertThat(
                        server.one(
                                "select count(*) from assignment where account = ?::uuid and until is null",
                                leaver))
                .isEqualTo("0");
        assertThat(visit.get("/").path()).isEqualTo("/sign-in");
        // And back again, as a new invitation for the same account.
        house.administrator().get("/people/" + leaver + "/return");
        String link =
                house.administrator()
                        .post("/people/" + leaver + "/return", "roles", "registrar", "scope", "own")
                        .link();
        server.visit().takeUp(link, "una frase nueva para volver");
        assertThat(account("leaver@house.example")).isEqualTo(leaver);
        assertThat(server.one("select status from account where id = ?::uuid", leaver))
                .isEqualTo("active");
    }

    private static void assign(House house, String account, int persons) {
        for (int i = 0; i < persons; i++) {
            UUID person = UUID.randomUUID();
            server.sql(
                    "insert into person (id, code, organisation, entered_by, entered_room)"
                            + " values (?, 'XXXXXXXX', ?::uuid, ?::uuid, 'frontline')",
                    person,
                    house.id(),
                    account);
            server.sql(
                    "insert into assignment (id, person, account, organisation, assigned_by)"
                            + " values (?, ?, ?::uuid, ?::uuid, ?::uuid)",
                    UUID.randomUUID(),
                    person,
                    account,
                    house.id(),
                    account);
        }
    }

    // --- organisations

    @Test
    void peopleOfAnOrganisationThatIsSwitchedOffAreAtTheDoorAtOnceAndComeBack() {
        House house = house("ngo");
        Visit worker = come(house, "off@house.example", "case-worker");
        steward.get("/organisations/" + house.id() + "/state");
        assertThat(
                        steward.post(
                                        "/organisations/" + house.id() + "/state",
                                        "active",
                                        "false",
                                        "reason",
                                        "x")
                                .status())
                .isEqualTo(422);
        assertThat(
                        steward.post(
                                        "/organisations/" + house.id() + "/state",
                                        "active",
                                        "false",
                                        "reason",
                                        "They asked for it.")
                                .body())
                .contains("The organisation is switched off.");
        assertThat(worker.get("/").path()).isEqualTo("/no-place");
        assertThat(house.administrator().get("/people").path()).isEqualTo("/no-place");
        steward.post(
                "/organisations/" + house.id() + "/state",
                "active",
                "true",
                "reason",
                "They are back again.");
        assertThat(worker.get("/").body()).contains("Good to see you");
    }

    @Test
    void theStewardCannotBeSwitchedOffAndOthersSwitchNobodyOff() {
        House house = house("ngo");
        String own = server.one("select id from organisation where steward");
        assertThat(steward.get("/organisations/" + own + "/state").status()).isEqualTo(404);
        house.administrator().get("/people");
        assertThat(
                        house.administrator()
                                .post(
                                        "/organisations/" + house.id() + "/state",
                                        "active",
                                        "false",
                                        "reason",
                                        "I would like to see.")
                                .status())
                .isEqualTo(404);
    }

    // --- access review

    @Test
    void rolesAreConfirmedByAnotherAdministratorOrEndByThemselves() {
        House house = house("ngo");
        come(house, "kept@house.example", "case-worker");
        come(house, "ended@house.example", "registrar", "analyst");
        come(house, "forgotten@house.example", "registrar");
        server.sql(
                "update membership set reviewed_at = now() - interval '100 days' where organisation = ?::uuid",
                house.id());
        server.sql(
                "update membership set reviewed_at = now() - interval '121 days' where account = ?::uuid",
                account("forgotten@house.example"));
        assertThat(house.administrator().get("/").body()).contains("Roles to confirm");
        String own = membership(house.account(), "administrator");
        String kept = membership(account("kept@house.example"), "case-worker");
        String ended = membership(account("ended@house.example"), "registrar");
        house.administrator().get("/people/review");
        assertThat(house.administrator().post("/people/review", "act", "confirm").body())
                .contains("Choose at least one role");
        assertThat(
                        house.administrator()
                                .post(
                                        "/people/review",
                                        "act",
                                        "confirm",
                                        "membership",
                                        kept,
                                        "membership",
                                        own)
                                .body())
                .contains("Confirm 1 role?");
        assertThat(
                        house.administrator()
                                .post(
                                        "/people/review/done",
                                        "act",
                                        "confirm",
                                        "membership",
                                        kept,
                                        "membership",
                                        own)
                                .body())
                .contains("1 role was confirmed");
        assertThat(
                        house.administrator()
                                .post("/people/review/done", "act", "end", "membership", ended)
                                .body())
                .contains("1 role has ended");
        assertThat(server.bean(Reviews.class).endUnconfirmed()).isEqualTo(1);
        assertThat(server.bean(Reviews.class).endUnconfirmed()).isZero();
        assertThat(
                        server.one(
                                "select ended_why from membership where account = ?::uuid",
                                account("forgotten@house.example")))
                .isEqualTo("not-confirmed");
        assertThat(server.one("select until from membership where id = ?::uuid", own))
                .isEqualTo("null");
    }

    @Test
    void theOnlyAdministratorStaysEvenUnconfirmed() {
        House house = house("ngo");
        server.sql(
                "update membership set reviewed_at = now() - interval '500 days' where organisation = ?::uuid",
                house.id());
        server.bean(Reviews.class).endUnconfirmed();
        assertThat(house.administrator().get("/people").status()).isEqualTo(200);
    }

    @Test
    void anEndThatWouldStrandWorkIsRefusedAsAWhole() {
        House house = house("ngo");
        come(house, "busy@house.example", "case-worker");
        String account = account("busy@house.example");
        assign(house, account, 1);
        house.administrator().get("/people/review");
        Visit.Answer refused =
                house.administrator()
                        .post(
                                "/people/review/done",
                                "act",
                                "end",
                                "membership",
                                membership(account, "case-worker"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("holds open work");
        assertThat(membership(account, "case-worker")).isNotEqualTo("nothing");
    }

    @Test
    void theExportIsATableThatNoSpreadsheetRuns() {
        House house = house("ngo");
        house.administrator().get("/people/new");
        String link =
                house.administrator()
                        .post(
                                "/people/new",
                                "display",
                                "=HYPERLINK(\"x\")",
                                "email",
                                "formula@house.example",
                                "roles",
                                "analyst",
                                "scope",
                                "own",
                                "language",
                                "en")
                        .link();
        server.visit().takeUp(link, PASSWORD);
        assertThat(house.administrator().get("/people/review.csv").body())
                .contains("\"'=HYPERLINK(\"\"x\"\")\"");
    }

    private static String membership(String account, String role) {
        return server.one(
                "select id from membership where account = ?::uuid and role = ? and until is null",
                account,
                role);
    }

    // --- audit

    @Test
    void whatAdministratorsDoStandsInTheAuditOfTheirOrganisation() {
        House house = house("ngo");
        come(house, "audited@house.example", "case-worker");
        String account = account("audited@house.example");
        house.administrator().get("/people/" + account + "/leave");
        house.administrator()
                .post("/people/" + account + "/leave", "reason", "The contract ended.");
        assertThat(
                        server.one(
                                "select string_agg(distinct action, ' ' order by action) from audit_entry"
                                        + " where chain = ?::uuid",
                                house.id()))
                .contains("deactivate", "invite", "read", "take-up-invitation");
    }
}
