package amparo.server.platform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One question of a form: what every kind of field needs. Begin with {@link #of} and add what
 * differs.
 *
 * @param name the parameter it is sent as
 * @param label the question or the name of the answer
 * @param hint help that is always shown
 * @param values what was answered; several only for checkboxes
 * @param error what is wrong with it and how to mend it
 * @param type of a text input: text, email, tel, number, search
 * @param autocomplete the purpose of WCAG 1.3.5, such as {@code email}
 * @param width letters of the longest usual answer; 0 for the full width
 * @param limit letters that are allowed; 0 for no limit
 * @param optional whether it may stay empty; the label says so
 * @param heading whether the label is the heading of the page: one question a page
 */
public record Field(
        String name,
        String label,
        @Nullable String hint,
        List<String> values,
        @Nullable String error,
        String type,
        @Nullable String autocomplete,
        int width,
        int limit,
        boolean optional,
        boolean heading) {
    public Field {
        values = List.copyOf(values);
    }

    public static Field of(String name, String label) {
        return new Field(name, label, null, List.of(), null, "text", null, 0, 0, false, false);
    }

    /** The id of the input, by which label and error summary find it. */
    public String id() {
        return "f-" + name;
    }

    /** The one value, or nothing. */
    public String value() {
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** The ids of what describes the input, for {@code aria-describedby}; none if nothing does. */
    public @Nullable String described() {
        if (hint == null && error == null) {
            return null;
        }
        return (hint == null ? "" : id() + "-hint ") + (error == null ? "" : id() + "-error");
    }

    public Field hint(@Nullable String hint) {
        return new Field(
                name,
                label,
                hint,
                values,
                error,
                type,
                autocomplete,
                width,
                limit,
                optional,
                heading);
    }

    public Field value(@Nullable String value) {
        return values(value == null ? List.of() : List.of(value));
    }

    public Field values(List<String> values) {
        return new Field(
                name,
                label,
                hint,
                values,
                error,
                type,
                autocomplete,
                width,
                limit,
                optional,
                heading);
    }

    public Field error(@Nullable String error) {
        return new Field(
                name,
                label,
                hint,
                values,
                error,
                type,
                autocomplete,
                width,
                limit,
                optional,
                heading);
    }

    public Field type(String type) {
        return new Field(
                name,
                label,
                hint,
                values,
                error,
                type,
                autocomplete,
                width,
                limit,
                optional,
                heading);
    }

    public Field autocomplete(@Nullable String autocomplete) {
        return new Field(
                name,
                label,
                hint,
                values,
                error,
                type,
                autocomplete,
                width,
                limit,
                optional,
                heading);
    }

    public Field width(int width) {
        return new Field(
                name,
                label,
                hint,
                values,
                error,
                type,
                autocomplete,
                width,
                limit,
                optional,
                heading);
    }

    public Field limit(int limit) {
        return new Field(
                name,
                label,
                hint,
                values,
                error,
                type,
                autocomplete,
                width,
                limit,
                optional,
                heading);
    }

    public Field asOptional() {
        return new Field(
                name, label, hint, values, error, type, autocomplete, width, limit, true, heading);
    }

    public Field asHeading() {
        return new Field(
                name, label, hint, values, error, type, autocomplete, width, limit, optional, true);
    }

    /** The style class of the width: the next of the few widths there are. */
    public @Nullable String widthClass() {
        if (width <= 0) {
            return null;
        }
        return width <= 2
                ? "w-2"
                : width <= 4 ? "w-4" : width <= 10 ? "w-10" : width <= 20 ? "w-20" : "w-30";
    }
}
