package amparo.server.accounts;

import amparo.server.platform.Ids;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Devices that several people use. Who proved themselves wholly on one comes back with the PIN
 * until their session would have ended anyway.
 */
@Component
class Devices {

    private static final Duration KNOWN_FOR = Duration.ofDays(400);

    private final AtTheGate gate;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration longest;
    private final boolean secure;

    Devices(
            AtTheGate gate,
            JdbcClient jdbc,
            Clock clock,
            @Value("${amparo.session.longest:12h}") Duration longest,
            @Value("${amparo.session.secure:false}") boolean secure) {
        this.gate = gate;
        this.jdbc = jdbc;
        this.clock = clock;
        this.longest = longest;
        this.secure = secure;
    }

    /** A shared device, with the name that people gave it. */
    record Device(UUID id, String name) {}

    /**
     * Somebody who can come back.
     *
     * @param id of this entry, not of the account
     * @param signedIn as it was proved on this device
     */
    record Person(UUID id, String displayName, SignedIn signedIn) {}

    /** The device that asks, if it was marked as shared. */
    Optional<Device> find(HttpServletRequest request) {
        return token(request)
                .flatMap(token ->
                        gate.call(() ->
                                jdbc.sql(
                                                """
                                                select id, name from shared_device
                                                where token_hash = :hash and ended_at is null
                                                """)
                                        .param("hash", FirstSteps.hash(token))
                                        .query(Device.class)
                                        .optional()));
    }

    /** Marks the device that asks. Whoever marks it is the first on it. */
    void mark(
            String name,
            SignedIn signedIn,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (find(request).isPresent()) {
            return;
        }
        String token = FirstSteps.newToken();
        UUID id = Ids.next();
        gate.run(() -> {
            jdbc.sql(
                            """
                            insert into shared_device (id, token_hash, name, marked_by, created_at)
                            values (:id, :hash, :name, :by, :now)
                            """)
                    .param("id", id)
                    .param("hash", FirstSteps.hash(token))
                    .param("name", name)
                    .param("by", signedIn.account())
                    .param("now", now())
                    .update();
            put(id, signedIn);
        });
        response.addHeader("Set-Cookie", cookie(token, KNOWN_FOR));
    }

    /** It is not shared any more: its list is gone. */
    void end(HttpServletRequest request, HttpServletResponse response) {
        find(request)
                .ifPresent(device ->
                        gate.run(() -> {
                            jdbc.sql("delete from device_person where device = :device")
                                    .param("device", device.id())
                                    .update();
                            jdbc.sql("update shared_device set ended_at = :now where id = :device")
                                    .param("now", now())
                                    .param("device", device.id())
                                    .update();
                        }));
        response.addHeader("Set-Cookie", cookie("", Duration.ZERO));
    }

    /** Somebody proved who they are on the device that asks. */
    void arrived(SignedIn signedIn, HttpServletRequest request) {
        find(request).ifPresent(device -> gate.run(() -> put(device.id(), signedIn)));
    }

    private void put(UUID device, SignedIn signedIn) {
        jdbc.sql(
                        """
                        insert into device_person (id, device, account, factors, since, organisation, room,
                            only_organisation)
                        values (:id, :device, :account, :factors, :since, :organisation, :room, :only)
                        on conflict (device, account) do update set id = excluded.id,
                            factors = excluded.factors, since = excluded.since,
                            organisation = excluded.organisation, room = excluded.room,
                            only_organisation = excluded.only_organisation
                        """)
                .param("id", Ids.next())
                .param("device", device)
                .param("account", signedIn.account())
                .param(
                        "factors",
                        signedIn.factors().stream().map(Enum::name).toArray(String[]::new))
                .param("since", OffsetDateTime.ofInstant(signedIn.since(), ZoneOffset.UTC))
                .param("organisation", signedIn.organisation())
                .param("room", signedIn.room())
                .param("only", signedIn.onlyOrganisation())
                .update();
    }

    /** Somebody signed out on the device that asks, or made too many mistakes. */
    void left(UUID account, HttpServletRequest request) {
        find(request)
                .ifPresent(device ->
                        gate.run(() ->
                                jdbc.sql(
                                                """
                                                delete from device_person
                                                where device = :device and account = :account
                                                """)
                                        .param("device", device.id())
                                        .param("account", account)
                                        .update()));
    }

    /**
     * Who can come back on the device that asks: active, with a PIN, wholly signed in, not too long
     * ago, and not signed out everywhere since.
     */
    List<Person> people(HttpServletRequest request) {
        return find(request).map(device -> gate.call(() -> people(device.id()))).orElse(List.of());
    }

    private List<Person> people(UUID device) {
        return jdbc.sql(
                        """
                        select d.id, a.display_name, d.account, d.factors, d.since, d.organisation, d.room,
                               d.only_organisation
                        from device_person d
                            join account a on a.id = d.account and a.status = 'active'
                            join credential c on c.account = d.account and c.pin_hash is not null
                                and c.sessions_from <= d.since
                        where d.device = :device and d.since > :earliest
                            and (d.factors && array['TOTP', 'PASSKEY', 'FEDERATED_STRONG']
                                or (c.totp_sealed is null
                                    and not exists (select 1 from passkey p where p.account = d.account)))
                        order by a.display_name
                        """)
                .param("device", device)
                .param("earliest", now().minus(longest))
                .query((row, number) -> person(row))
                .list();
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getObject("id", UUID.class),
                row.getString("display_name"),
                new SignedIn(
                        row.getObject("account", UUID.class),
                        factors(row.getArray("factors")),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getObject("organisation", UUID.class),
                        row.getString("room"),
                        row.getObject("only_organisation", UUID.class)));
    }

    private static Set<SignedIn.Factor> factors(Array array) throws SQLException {
        Set<SignedIn.Factor> factors = EnumSet.noneOf(SignedIn.Factor.class);
        for (String name : (String[]) array.getArray()) {
            factors.add(SignedIn.Factor.valueOf(name));
        }
        return factors;
    }

    private Optional<String> token(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name()))
                        .map(Cookie::getValue)
                        .filter(value -> !value.isEmpty())
                        .findFirst();
    }

    private String cookie(String token, Duration age) {
        return ResponseCookie.from(name(), token)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .maxAge(age)
                .build()
                .toString();
    }

    private String name() {
        return secure ? "__Host-amparo-device" : "amparo-device";
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
