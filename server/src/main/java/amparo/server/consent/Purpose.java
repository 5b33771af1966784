package amparo.server.consent;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person can be asked to agree to, each by itself. */
public enum Purpose {
    /** That data is written down at all. */
    REGISTRATION,
    /** That chosen answers go to another organisation. */
    SHARING,
    /** That somebody calls or writes later. */
    CONTACT,
    /** That a photo is kept. */
    PHOTO,
    /** That the person is counted. */
    STATISTICS;

    /** Its name in the database, in addresses and in keys of texts. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The purpose of this name. */
    public static Optional<Purpose> of(String code) {
        return Stream.of(values()).filter(one -> one.code().equals(code)).findFirst();
    }
}
