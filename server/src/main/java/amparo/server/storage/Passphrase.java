package amparo.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The passphrase of a backup: from a prompt or a file, never from a command line. */
public final class Passphrase {
    /** The least number of characters. */
    public static final int MINIMUM = 12;

    private Passphrase() {}

    /**
     * The first line of a file, so that an editor's last line break does no harm.
     *
     * @throws StorageException if the file cannot be read or the passphrase is too short
     */
    public static char[] fromFile(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
            int length = 0;
            while (length < text.length() && "\r\n".indexOf(text.charAt(length)) < 0) {
                length++;
            }
            char[] passphrase = new char[length];
            text.get(passphrase);
            Arrays.fill(bytes, (byte) 0);
            if (text.hasArray()) {
                Arrays.fill(text.array(), '\0');
            }
            return require(passphrase);
        } catch (IOException unreadable) {
            throw new StorageException(
                    Problem.BACKUP_NOT_READABLE,
                    unreadable,
                    file,
                    unreadable.getClass().getSimpleName());
        }
    }

    /**
     * The same passphrase, if it is long enough.
     *
     * @throws StorageException if it is not
     */
    public static char[] require(char[] passphrase) {
        int length = Character.codePointCount(passphrase, 0, passphrase.length);
        if (length < MINIMUM) {
            throw new StorageException(Problem.PASSPHRASE_TOO_SHORT, null, length, MINIMUM);
        }
        return passphrase;
    }
}
