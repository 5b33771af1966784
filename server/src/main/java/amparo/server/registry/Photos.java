package amparo.server.registry;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.audit.AuditLog;
import amparo.server.registry.PersonFiles.Told;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Photos of persons: one for each organisation, in the database, behind the same walls. */
@Service
@Transactional(noRollbackFor = NoSuchPerson.class)
class Photos {

    private static final String PHOTO = "photo";

    private final Persons persons;
    private final JdbcClient jdbc;
    private final AuditLog audit;

    Photos(Persons persons, JdbcClient jdbc, AuditLog audit) {
        this.persons = persons;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** The photo that holds, as a JPEG. */
    byte[] read(String code) {
        PersonFiles.Ref person = persons.reference(code);
        Optional<byte[]> image =
                jdbc.sql(
                                "select image from photo where person = :person"
                                        + " order by recorded_at desc, id desc limit 1")
                        .param("person", person.id())
                        .query((row, number) -> row.getBytes(1))
                        .optional();
        audit.record("read", PHOTO, List.of(person.id()), null, "the photo");
        return image.orElseThrow(NoSuchPerson::new);
    }

    /** Keeps a photo instead of the one before; sent twice under one id it is kept once. */
    void put(String code, UUID id, PhotoImage.Made made) {
        Actor actor = Acting.now();
        PersonFiles.Ref person = persons.reference(code);
        persons.record(code, id, Told.of(Facts.PHOTO, "\"" + id + "\"", "officer"));
        forget(person, actor);
        jdbc.sql(
                        """
                        insert into photo (id, person, organisation, image, width, height, recorded_by, recorded_room)
                        values (:id, :person, :organisation, :image, :width, :height, :account, :room)
                        """)
                .param("id", id)
                .param("person", person.id())
                .param("organisation", actor.requireOrganisation())
                .param("image", made.bytes())
                .param("width", made.width())
                .param("height", made.height())
                .param("account", actor.requireAccount())
                .param("room", actor.room().code())
                .update();
        audit.record("create", PHOTO, List.of(person.id()), null, "the photo");
    }

    /** Takes the own organisation's photo away. */
    void remove(String code, UUID id) {
        PersonFiles.Ref person = persons.reference(code);
        persons.record(code, id, Told.of(Facts.PHOTO, Values.NOT_SAID, "person"));
        forget(person, Acting.now());
        audit.record("delete", PHOTO, List.of(person.id()), null, "the photo");
    }

    private void forget(PersonFiles.Ref person, Actor actor) {
        jdbc.sql("delete from photo where person = :person and organisation = :organisation")
                .param("person", person.id())
                .param("organisation", actor.requireOrganisation())
                .update();
    }
}
