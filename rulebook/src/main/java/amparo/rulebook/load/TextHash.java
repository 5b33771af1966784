package amparo.rulebook.load;

import amparo.engine.fact.Wording;
import amparo.engine.rule.Node;
import amparo.engine.rule.Pathway;
import amparo.engine.rule.Rule;
import amparo.engine.rule.Screen;
import amparo.engine.rule.Version;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A short hash of all texts of a rule in one language: what a reviewer signs. A changed text
 * changes it.
 */
public final class TextHash {
    private static final int LENGTH = 8;

    private final String language;
    private final StringBuilder texts = new StringBuilder();

    private TextHash(String language) {
        this.language = language;
    }

    /** Eight hexadecimal digits. */
    public static String of(Rule rule, String language) {
        TextHash hash = new TextHash(language);
        hash.add(rule.title());
        switch (rule) {
            case Pathway p -> hash.pathway(p);
            case Screen s -> {
                hash.add(s.neutral());
                hash.addAll(s.actions());
                hash.addAll(s.never());
                hash.nodes(s.indicates());
            }
        }
        return hash.digest();
    }

    private void pathway(Pathway p) {
        addAll(
                List.of(
                        p.summary(),
                        p.authority(),
                        p.apply(),
                        p.cost(),
                        p.effectNote(),
                        p.grants().status(),
                        p.grants().note(),
                        p.contest()));
        addAll(p.limits());
        for (Version version : p.versions()) {
            if (version.here() != null) {
                nodes(List.of(version.here()));
            }
            nodes(version.requires());
            nodes(version.unless());
        }
    }

    private void nodes(List<Node> nodes) {
        for (Node node : nodes) {
            add(node.text());
            switch (node) {
                case Node.Condition _ -> {}
                case Node.Group group -> nodes(group.parts());
                case Node.ForRecords records -> nodes(records.parts());
            }
        }
    }

    private void addAll(List<Wording> wordings) {
        wordings.forEach(this::add);
    }

    private void add(Wording wording) {
        texts.append(wording.byLanguage().getOrDefault(language, "")).append('\n');
    }

    private String digest() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(texts.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK knows SHA-256", impossible);
        }
    }
}
