package amparo.server.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * How long each kind of record is kept. Read from {@code privacy/retention.yaml}; anything that is
 * not understood is an error.
 */
public record RetentionRules(List<Rule> rules) {

    private static final Set<String> KINDS =
            Set.of(
                    "session",
                    "sign-in-attempt",
                    "invitation",
                    "recovery-code",
                    "passkey",
                    "device-person",
                    "device-shift",
                    "shared-device",
                    "group-member",
                    "separation",
                    "paper-form",
                    "import-file",
                    "bulk-batch",
                    "shift-note",
                    "exercise",
                    "surge-number",
                    "immediate-alert",
                    "idempotency-key",
                    "person",
                    "person-at-border",
                    "assignment",
                    "share",
                    "emergency",
                    "data-request",
                    "legal-hold",
                    "case",
                    "case-offer",
                    "referral",
                    "referral-draft",
                    "complaint",
                    "handover",
                    "account",
                    "code",
                    "audit");

    public RetentionRules {
        rules = List.copyOf(rules);
    }

    /** What happens when the time is over. */
    public enum Then {
        DELETE,
        ERASE,
        KEEP;

        /** The end of its text key. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One rule.
     *
     * @param from the event from which time counts
     * @param after how long; none for what is kept
     * @param source law or policy
     * @param general whether no source was read for it
     * @param why the reason by language
     */
    public record Rule(
            String kind,
            String from,
            @Nullable Period after,
            Then then,
            String source,
            boolean general,
            Map<String, String> why) {}

    /** The rules of this version. */
    public static RetentionRules bundled() {
        try (InputStream file =
                RetentionRules.class.getResourceAsStream("/privacy/retention.yaml")) {
            if (file == null) {
                throw new IllegalStateException("privacy/retention.yaml is missing");
            }
            return read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new IllegalStateException("privacy/retention.yaml cannot be read", failed);
        }
    }

    /** The rule of a kind. */
    public Rule of(String kind) {
        return rules.stream()
                .filter(rule -> rule.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no rule for " + kind));
    }

    /**
     * @throws IllegalArgumentException with every mistake, one a line
     */
    static RetentionRules read(String yaml) {
        LoadSettings settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        List<String> problems = new ArrayList<>();
        List<Rule> rules = new ArrayList<>();
        Object root = new Load(settings).loadFromString(yaml);
        if (root instanceof Map<?, ?> map && map.get("rules") instanceof List<?> lines) {
            for (Object line : lines) {
                rule(line, problems).ifPresent(rules::add);
            }
        } else {
            problems.add("expected 'rules' with a list");
        }
        Set<String> seen = new HashSet<>();
        rules.forEach(rule -> {
            if (!seen.add(rule.kind())) {
                problems.add(rule.kind() + ": has two rules");
            }
        });
        KINDS.stream()
                .filter(kind -> !seen.contains(kind))
                .sorted()
                .forEach(kind -> problems.add(kind + ": has no rule"));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("retention.yaml:\n" + String.join("\n", problems));
        }
        return new RetentionRules(rules);
    }

    private static java.util.Optional<Rule> rule(Object line, List<String> problems) {
        if (!(line instanceof Map<?, ?> map)) {
            problems.add("expected a rule, found " + line);
            return java.util.Optional.empty();
        }
        String kind = String.valueOf(map.get("kind"));
        int before = problems.size();
        if (!KINDS.contains(kind)) {
            problems.add(kind + ": no such kind of record");
        }
        Then then = Then.KEEP;
        try {
            then = Then.valueOf(String.valueOf(map.get("then")).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            problems.add(kind + ": 'then' is delete, erase or keep");
        }
        if ((then == Then.ERASE) != kind.startsWith("person")) {
            problems.add(kind + ": persons are erased, and only they");
        }
        Period after = null;
        if (map.get("after") != null) {
            try {
                after = Period.parse(String.valueOf(map.get("after")));
                if (after.isNegative() || after.isZero()) {
                    problems.add(kind + ": 'after' is longer than nothing");
                }
            } catch (DateTimeParseException malformed) {
                problems.add(kind + ": 'after' is written like P30D or P5Y");
            }
        }
        if ((after == null) != (then == Then.KEEP)) {
            problems.add(kind + ": 'after' belongs to delete and erase, not to keep");
        }
        Map<String, String> why = new LinkedHashMap<>();
        if (map.get("why") instanceof Map<?, ?> texts) {
            texts.forEach(
                    (language, text) -> why.put(String.valueOf(language), String.valueOf(text)));
        }
        if (!why.keySet().containsAll(Set.of("es", "en"))) {
            problems.add(kind + ": 'why' needs es and en");
        }
        if (map.get("from") == null || map.get("source") == null) {
            problems.add(kind + ": needs 'from' and 'source'");
        }
        return problems.size() > before
                ? java.util.Optional.empty()
                : java.util.Optional.of(
                        new Rule(
                                kind,
                                String.valueOf(map.get("from")),
                                after,
                                then,
                                String.valueOf(map.get("source")),
                                Boolean.TRUE.equals(map.get("general")),
                                Map.copyOf(why)));
    }
}
