package amparo.server.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Heads of the chains (number and hash of the last entry) as they were at some moments. Kept where
 * the owner of the database cannot write, they show that nobody computed a chain anew.
 *
 * <p>As a file: one line {@code chain number hash} for each head, {@code #} begins a remark. Newer
 * heads are appended; older ones go on counting.
 *
 * @param heads chain, then number, then hash in hexadecimal digits
 */
public record AuditHeads(Map<UUID, NavigableMap<Long, String>> heads) {

    private static final Pattern LINE =
            Pattern.compile("(?<chain>[0-9a-f-]{36}) (?<number>[0-9]{1,18}) (?<hash>[0-9a-f]{64})");

    /** Nothing was kept. */
    public static AuditHeads none() {
        return new AuditHeads(Map.of());
    }

    /** The heads of chains that were proven. */
    public static AuditHeads of(AuditReport report) {
        AuditHeads heads = new AuditHeads(new LinkedHashMap<>());
        report.chains().stream()
                .filter(chain -> chain.broken() == null && chain.entries() > 0)
                .forEach(chain -> heads.add(chain.chain(), chain.entries(), chain.head()));
        return heads;
    }

    /**
     * The heads as the database tells them now, without proving the chains: quick, for a backup.
     *
     * @param owner a connection of the owner
     */
    public static AuditHeads current(Connection owner) throws SQLException {
        AuditHeads heads = new AuditHeads(new LinkedHashMap<>());
        try (Statement statement = owner.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "select chain, last_number, last_hash from amparo.audit_chain where"
                                        + " last_number > 0 order by chain")) {
            while (rows.next()) {
                heads.add(
                        rows.getObject(1, UUID.class),
                        rows.getLong(2),
                        HexFormat.of().formatHex(rows.getBytes(3)));
            }
        }
        return heads;
    }

    /**
     * Reads a file of heads.
     *
     * @throws IllegalArgumentException if a line is no head; the message is its number
     */
    public static AuditHeads read(Path file) throws IOException {
        AuditHeads heads = new AuditHeads(new LinkedHashMap<>());
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()) {
                throw new IllegalArgumentException(Integer.toString(i + 1));
            }
            heads.add(
                    UUID.fromString(parts.group("chain")),
                    Long.parseLong(parts.group("number")),
                    parts.group("hash"));
        }
        return heads;
    }

    /** Appends to a file, or begins one. */
    public void append(Path file, Instant now) throws IOException {
        StringBuilder text = new StringBuilder("# Amparo audit heads, " + now + "\n");
        heads.forEach((chain, numbers) ->
                numbers.forEach((number, hash) -> {
                    text.append(chain)
                            .append(' ')
                            .append(number)
                            .append(' ')
                            .append(hash)
                            .append('\n');
                }));
        Files.writeString(
                file,
                text,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    NavigableMap<Long, String> of(UUID chain) {
        return heads.getOrDefault(chain, new TreeMap<>());
    }

    private void add(UUID chain, long number, String hash) {
        heads.computeIfAbsent(chain, any -> new TreeMap<>()).put(number, hash);
    }
}
