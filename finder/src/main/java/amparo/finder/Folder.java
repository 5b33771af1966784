package amparo.finder;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of the finder by their way from its root, before anything is written. */
public final class Folder {
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    void put(String path, String text) {
        put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    void put(String path, byte[] bytes) {
        if (files.put(path, bytes) != null) {
            throw new IllegalStateException(path + " is made twice");
        }
    }

    /** True if there is such a file. */
    public boolean has(String path) {
        return files.containsKey(path);
    }

    /**
     * The bytes of a file.
     *
     * @throws IllegalArgumentException if there is none
     */
    public byte[] bytes(String path) {
        byte[] bytes = files.get(path);
        if (bytes == null) {
            throw new IllegalArgumentException("there is no " + path);
        }
        return bytes;
    }

    /** A file as text. */
    public String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /** All files by path. */
    public SortedMap<String, byte[]> files() {
        return Collections.unmodifiableSortedMap(files);
    }
}
