package amparo.server.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.PathContainer.PathSegment;

/**
 * Few candidates for an address out of hundreds of patterns: a tree by their segments. It never
 * leaves out a pattern that matches; whoever asks looks at each candidate himself, as a segment of
 * a pattern may say more than "anything".
 *
 * @param <T> what stands behind a pattern
 */
public final class PathIndex<T> {

    private static final class Node<T> {
        private final Map<String, Node<T>> words = new HashMap<>();
        private final Map<Integer, T> here = new TreeMap<>();

        /** Patterns that go on for any number of segments from here. */
        private final Map<Integer, T> below = new TreeMap<>();

        private @Nullable Node<T> any;
    }

    private final Node<T> root = new Node<>();
    private int size;

    /**
     * Adds one more.
     *
     * @param pattern in the language of {@link org.springframework.web.util.pattern.PathPattern}
     */
    public void add(String pattern, T value) {
        int number = size++;
        Node<T> node = root;
        for (String segment : pattern.split("/", -1)) {
            if (segment.isEmpty()) {
                continue;
            }
            if (segment.contains("**") || segment.startsWith("{*")) {
                node.below.put(number, value);
                return;
            }
            node = next(node, segment);
        }
        node.here.put(number, value);
    }

    private static <T> Node<T> next(Node<T> node, String segment) {
        if (segment.matches("[^{}*?\\\\]+")) {
            return node.words.computeIfAbsent(segment, word -> new Node<>());
        }
        if (node.any == null) {
            node.any = new Node<>();
        }
        return node.any;
    }

    /** What may match this address, in the order in which it was added. */
    public List<T> candidates(PathContainer path) {
        List<String> segments = new ArrayList<>();
        for (PathContainer.Element element : path.elements()) {
            // Decoded and without parameters, as patterns compare it.
            if (element instanceof PathSegment segment) {
                segments.add(segment.valueToMatch());
            }
        }
        Map<Integer, T> found = new TreeMap<>();
        collect(root, segments, 0, found);
        return List.copyOf(found.values());
    }

    private static <T> void collect(
            Node<T> node, List<String> segments, int at, Map<Integer, T> found) {
        found.putAll(node.below);
        if (at == segments.size()) {
            found.putAll(node.here);
            // A sign for anything at the end may stand for nothing, behind a last slash.
            if (node.any != null) {
                found.putAll(node.any.here);
            }
            return;
        }
        Node<T> word = node.words.get(segments.get(at));
        if (word != null) {
            collect(word, segments, at + 1, found);
        }
        if (node.any != null) {
            collect(node.any, segments, at + 1, found);
        }
    }
}
