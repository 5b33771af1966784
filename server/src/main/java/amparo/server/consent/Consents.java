package amparo.server.consent;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Rows;
import amparo.server.registry.PersonFiles;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What persons agreed to, given to the organisation in whose name somebody acts. Empty is whatever
 * is not there, or not theirs.
 */
@Service
@Transactional
public class Consents {

    /** The languages in which a text can be read, ISO 639-1. */
    public static final List<String> LANGUAGES = ConsentTexts.LANGUAGES;

    private static final String KIND = "consent";

    private final JdbcClient jdbc;
    private final PersonFiles files;
    private final ObjectProvider<ConsentWithdrawn> listeners;
    private final AuditLog audit;
    private final ConsentTexts texts = ConsentTexts.bundled();

    Consents(
            JdbcClient jdbc,
            PersonFiles files,
            ObjectProvider<ConsentWithdrawn> listeners,
            AuditLog audit) {
        this.jdbc = jdbc;
        this.files = files;
        this.listeners = listeners;
        this.audit = audit;
    }

    /**
     * An answer to one purpose, as it was recorded.
     *
     * @param given false: the person refused
     * @param version of the text
     * @param language ISO 639-1, in which it was read
     * @param text word for word
     * @param way spoken, signed or thumbprint
     * @param witness who was there, in words; none: nobody else
     * @param by the name of a colleague
     */
    public record Consent(
            UUID id,
            String purpose,
            boolean given,
            String version,
            String language,
            String text,
            String way,
            @Nullable String witness,
            boolean interpreter,
            OffsetDateTime recordedAt,
            @Nullable String by,
            @Nullable OffsetDateTime withdrawnAt,
            @Nullable String withdrawnWhy) {

        /** Whether it holds. */
        public boolean holds() {
            return given && withdrawnAt == null;
        }
    }

    /** What is to be recorded. */
    public record Asked(
            Purpose purpose,
            boolean given,
            String language,
            String way,
            @Nullable String witness,
            boolean interpreter) {}

    /** All that the person answered, the newest first, and who received something. */
    public record Page(
            PersonFiles.Ref person, List<Consent> consents, List<PersonFiles.Received> received) {
        public Page {
            consents = List.copyOf(consents);
            received = List.copyOf(received);
        }

        /** The newest answer to a purpose. */
        public Optional<Consent> of(Purpose purpose) {
            return consents.stream()
                    .filter(one -> one.purpose().equals(purpose.code()))
                    .findFirst();
        }
    }

    /** The words that are read now. */
    public Optional<String> text(Purpose purpose, String language) {
        return texts.text(purpose, language);
    }

    /** What a person answered. */
    public Optional<Page> of(String code) {
        return files.reach(code)
                .map(person -> {
                    audit.record("read", KIND, List.of(person.id()), null, "all consents");
                    return new Page(person, all(person), files.received(person));
                });
    }

    /** Whether the person agrees to this now, as told to the organisation that acts. */
    public boolean holds(PersonFiles.Ref person, Purpose purpose) {
        return all(person).stream()
                .filter(one -> one.purpose().equals(purpose.code()))
                .findFirst()
                .filter(Consent::holds)
                .isPresent();
    }

    /** Records an answer with the text as it is now; sent twice under one id it is there once. */
    public boolean record(String code, UUID id, Asked asked) {
        Optional<PersonFiles.Ref> person = files.mayRecord(code);
        Optional<String> text = texts.text(asked.purpose(), asked.language());
        if (person.isEmpty() || text.isEmpty()) {
            return false;
        }
        Actor actor = Acting.now();
        int written =
                jdbc.sql(
                                """
                                insert into consent (id, person, organisation, purpose, given, version, language, text, way,
                                                     witness, interpreter, recorded_by, recorded_room)
                                values (:id, :person, :organisation, :purpose, :given, :version, :language, :text, :way,
                                        :witness, :interpreter, :account, :room)
                                on conflict (id) do nothing
                                """)
                        .param("id", id)
                        .param("person", person.get().id())
                        .param("organisation", actor.requireOrganisation())
                        .param("purpose", asked.purpose().code())
                        .param("given", asked.given())
                        .param("version", texts.version())
                        .param("language", asked.language())
                        .param("text", text.get())
                        .param("way", asked.way())
                        .param("witness", asked.witness())
                        .param("interpreter", asked.interpreter())
                        .param("account", actor.requireAccount())
                        .param("room", actor.room().code())
                        .update();
        if (written == 1) {
            audit.record(
                    asked.given() ? "give" : "refuse",
                    KIND,
                    List.of(person.get().id()),
                    null,
                    asked.purpose().code() + ", text " + texts.version());
        }
        return true;
    }

    /**
     * Takes a consent back, with everything that rests on it; one that was taken back stays so.
     *
     * @param why in the words of the person; none: they need not say
     */
    public boolean withdraw(String code, UUID id, @Nullable String why) {
        Optional<PersonFiles.Ref> person = files.mayRecord(code);
        if (person.isEmpty()) {
            return false;
        }
        Optional<Consent> consent =
                all(person.get()).stream().filter(one -> one.id().equals(id)).findFirst();
        if (consent.isEmpty() || !consent.get().given()) {
            return false;
        }
        if (consent.get().holds()) {
            int withdrawn =
                    jdbc.sql(
                                    "update consent set withdrawn_why = :why where id = :id and person = any (:persons)"
                                            + " and withdrawn_at is null")
                            .param("why", why)
                            .param("id", id)
                            .param("persons", person.get().files())
                            .update();
            if (withdrawn == 1) {
                Purpose purpose = Purpose.of(consent.get().purpose()).orElseThrow();
                listeners.orderedStream().forEach(one -> one.withdrawn(person.get(), purpose));
                audit.record(
                        "withdraw",
                        KIND,
                        List.of(person.get().id()),
                        null,
                        consent.get().purpose());
            }
        }
        return true;
    }

    private List<Consent> all(PersonFiles.Ref person) {
        return Rows.of(
                jdbc.sql(
                                """
                                select c.id, c.purpose, c.given, c.version, c.language, c.text, c.way, c.witness, c.interpreter,
                                       c.recorded_at, a.display_name as by, c.withdrawn_at, c.withdrawn_why
                                from consent c left join account a on a.id = c.recorded_by
                                where c.person = any (:persons) and c.organisation = acting_organisation()
                                order by c.recorded_at desc, c.id desc
                                """)
                        .param("persons", person.files()),
                Consent.class);
    }
}
