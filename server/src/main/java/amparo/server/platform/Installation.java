package amparo.server.platform;

/**
 * What is particular to this installation.
 *
 * @param key 32 random bytes that never stand in the database: they seal what a copy of the
 *     database must not tell
 * @param demo whether all persons are invented; every page says so, and second factors are shown
 *     instead of sent
 * @param address as people reach it, for example {@code https://amparo.example.org}; for links and
 *     passkeys
 */
public record Installation(byte[] key, boolean demo, String address) {

    public Installation {
        if (key.length != 32) {
            throw new IllegalArgumentException(
                    "the key of the installation has 32 bytes, not " + key.length);
        }
        key = key.clone();
    }

    @Override
    public byte[] key() {
        return key.clone();
    }

    /** Hides the key. */
    @Override
    public String toString() {
        return "Installation[" + address + (demo ? ", demo]" : "]");
    }
}
