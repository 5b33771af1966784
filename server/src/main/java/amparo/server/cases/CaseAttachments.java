package amparo.server.cases;

import amparo.server.platform.Ids;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The front door of the files of a case for other modules: the same walls, kinds, limits and audit
 * as on the pages. Empty is what is not there, or not theirs.
 */
@Service
@Transactional
public class CaseAttachments {

    /** The most bytes of a file. */
    public static final int LARGEST = Attachments.LARGEST;

    private final Attachments attachments;

    CaseAttachments(Attachments attachments) {
        this.attachments = attachments;
    }

    /** A file without its content. */
    public record FileLine(
            UUID id,
            String person,
            String sensitivity,
            String name,
            String kind,
            int size,
            OffsetDateTime addedAt,
            @Nullable OffsetDateTime removedAt) {}

    /** A file to take along. */
    public record Content(String name, String kind, byte[] bytes) {
        public Content {
            bytes = bytes.clone();
        }
    }

    /** What kind of file this is, told by its bytes; empty for one that is not taken. */
    public static Optional<String> kind(byte[] bytes) {
        return FileKinds.of(bytes);
    }

    /** The files of a case, those that were taken away too. */
    public Optional<List<FileLine>> of(UUID file) {
        return CaseFiles.perhaps(() ->
                attachments.of(file).stream()
                        .map(one ->
                                new FileLine(
                                        one.id(),
                                        one.code(),
                                        one.sensitivity(),
                                        one.name(),
                                        one.kind(),
                                        one.size(),
                                        one.addedAt(),
                                        one.removedAt()))
                        .toList());
    }

    /**
     * Keeps a file and gives its id.
     *
     * @param kind as {@link #kind} told it
     */
    public Optional<UUID> add(
            UUID file,
            @Nullable String person,
            String sensitivity,
            String name,
            String kind,
            byte[] bytes) {
        UUID id = Ids.next();
        return CaseFiles.perhaps(() -> {
            attachments.add(file, id, person, sensitivity, name, kind, bytes);
            return id;
        });
    }

    /** The content of a file that is there and in reach. */
    public Optional<Content> open(UUID file, UUID id) {
        return CaseFiles.perhaps(() -> {
            Attachments.Content found = attachments.open(file, id);
            return new Content(found.name(), found.kind(), found.bytes());
        });
    }

    /** Takes the content away for good; whether there is such a case. */
    public boolean remove(UUID file, UUID id) {
        return CaseFiles.perhaps(
                        () -> {
                            boolean there =
                                    attachments.of(file).stream()
                                            .anyMatch(one -> one.id().equals(id));
                            if (there) {
                                attachments.remove(file, id);
                            }
                            return there ? id : null;
                        })
                .isPresent();
    }
}
