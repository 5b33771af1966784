package amparo.server.directory;

import amparo.server.access.Acting;
import amparo.server.directory.Service.Phone;
import amparo.server.directory.ServiceReading.Read;
import amparo.server.directory.Services.Wanted;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The directory for other modules: services in the order of their ids, and what their owners write,
 * read by the same rules as a form and a file.
 */
@Component
@Transactional
public class ServiceDesk {

    private final Services services;
    private final ServiceForms forms;

    ServiceDesk(Services services, ServiceForms forms) {
        this.services = services;
        this.forms = forms;
    }

    /**
     * What is wrong with a field.
     *
     * @param key of the text
     */
    public record Wrong(String field, String key) {}

    /** What came of a change. */
    public enum Outcome {
        DONE,
        /** There is none, or it is not of the own organisation. */
        NOT_THERE,
        /** Somebody changed it meanwhile. */
        CHANGED
    }

    /** The fields that an owner writes. */
    public static List<String> fields() {
        return ServiceReading.FIELDS;
    }

    /** Active services after one of them, in the order of their ids. */
    public List<Service> after(Wanted wanted, @Nullable UUID after, int limit) {
        return services.after(wanted, after, limit);
    }

    public Optional<Service> find(UUID id) {
        return services.find(id);
    }

    /** Whom to telephone, in this order. */
    public List<Phone> phones(UUID service) {
        return services.phones(service);
    }

    /** Whether whoever acts keeps the entries of their organisation. */
    public boolean keeps() {
        return Services.keeps(Acting.now());
    }

    /** What is wrong with what was written; each field as one text. */
    public List<Wrong> check(Map<String, String> typed) {
        return forms.reading().read(typed).wrong().stream()
                .map(one -> new Wrong(one.field(), one.key()))
                .toList();
    }

    /** Adds an entry; false if the organisation has one of this name, kind and country already. */
    public boolean add(UUID id, Map<String, String> typed) {
        Read read = forms.reading().read(typed);
        return read.draft() != null
                && services.add(id, read.draft())
                && services.find(id).isPresent();
    }

    /** Changes an entry of the own organisation; that confirms it. */
    public Outcome change(UUID id, int version, Map<String, String> typed) {
        Read read = forms.reading().read(typed);
        if (read.draft() == null || ours(id).isEmpty()) {
            return Outcome.NOT_THERE;
        }
        return services.change(id, version, read.draft()) ? Outcome.DONE : Outcome.CHANGED;
    }

    /** Says that an entry still holds, and whether there is room. */
    public Outcome confirm(UUID id, String room, @Nullable LocalDate fullUntil) {
        return ours(id).isPresent() && services.confirm(id, room, fullUntil)
                ? Outcome.DONE
                : Outcome.NOT_THERE;
    }

    /** Whether there is such a word for the room that a service has. */
    public static boolean isRoom(String room) {
        return ServiceReading.ROOMS.contains(room);
    }

    private Optional<Service> ours(UUID id) {
        return services.find(id)
                .filter(one -> keeps() && one.organisation().equals(Acting.now().organisation()));
    }
}
