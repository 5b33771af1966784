package amparo.server.command;

import amparo.server.audit.AuditHeads;
import amparo.server.audit.AuditReport;
import amparo.server.audit.AuditVerifier;
import amparo.server.database.Database;
import amparo.server.database.Migrations;
import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code amparo audit verify}: proves the log, or says where it broke and what to do. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Computes every hash of the log anew. Proves each chain, or names its first broken link.",
            "Exit code: 0 proven, 1 broken, 2 not verified."
        })
final class AuditVerifyCommand implements Callable<Integer> {

    private static final int PROVEN = 0;
    private static final int BROKEN = 1;
    private static final int NOT_VERIFIED = 2;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final DatabaseAccess databases;
    private final Texts texts = Texts.load();

    @Option(
            names = "--heads",
            paramLabel = "FILE",
            description = "Compare with heads that were kept earlier, outside of the database.")
    private @Nullable Path heads;

    @Option(
            names = "--save-heads",
            paramLabel = "FILE",
            description = "Append the heads to a file, if all is proven. Keep it elsewhere.")
    private @Nullable Path saveHeads;

    @Option(names = "--lang", description = "es or en; otherwise the language of the surroundings.")
    private @Nullable String lang;

    @Spec private @Nullable CommandSpec spec;

    AuditVerifyCommand(DatabaseAccess databases) {
        this.databases = databases;
    }

    @Override
    public Integer call() {
        Path reading = heads;
        try {
            AuditHeads kept = AuditHeads.none();
            if (heads != null) {
                kept = AuditHeads.read(heads);
            } else if (saveHeads != null && Files.exists(saveHeads)) {
                // What is there already is not passed over in silence.
                reading = saveHeads;
                kept = AuditHeads.read(saveHeads);
            }
            AuditHeads earlier = kept;
            return databases.use(database -> verify(database, earlier));
        } catch (IOException unreadable) {
            return complain("audit.verify.heads-unreadable", String.valueOf(reading));
        } catch (IllegalArgumentException malformed) {
            return complain(
                    "audit.verify.heads-malformed",
                    String.valueOf(reading),
                    String.valueOf(malformed.getMessage()));
        } catch (SQLException failed) {
            return complain("audit.verify.database", String.valueOf(failed.getMessage()));
        }
    }

    private int verify(Database database, AuditHeads kept) throws SQLException {
        AuditReport report;
        try (Connection owner = Migrations.open(database)) {
            report = AuditVerifier.verify(owner, kept);
        }
        for (AuditReport.Chain chain : report.chains()) {
            tell(chain);
        }
        if (!report.proven()) {
            out(text("audit.verify.what-now"));
            return BROKEN;
        }
        out(text(kept.heads().isEmpty() ? "audit.verify.proven" : "audit.verify.proven-heads"));
        if (saveHeads != null) {
            try {
                AuditHeads.of(report).append(saveHeads, Instant.now());
                out(text("audit.verify.saved", saveHeads.toString()));
            } catch (IOException failed) {
                return complain("audit.verify.not-saved", saveHeads.toString());
            }
        }
        return PROVEN;
    }

    private void tell(AuditReport.Chain chain) {
        String name =
                chain.organisation() != null
                        ? chain.organisation()
                        : chain.chain().equals(new UUID(0, 0))
                                ? text("audit.verify.system")
                                : text("audit.verify.nobody");
        AuditReport.Break broken = chain.broken();
        if (broken == null) {
            out(
                    text(
                            "audit.verify.chain",
                            name,
                            Long.toString(chain.entries()),
                            chain.head().isEmpty() ? "-" : chain.head(),
                            chain.chain().toString()));
            if (chain.forgotten() > 0) {
                out("  " + text("audit.verify.forgotten", Long.toString(chain.forgotten())));
            }
            return;
        }
        Instant at = broken.at();
        out(
                text(
                        "audit.verify.broken",
                        name,
                        Long.toString(broken.number()),
                        at == null ? text("audit.verify.no-time") : TIME.format(at),
                        text("audit.verify.kind." + broken.kind().code()),
                        Long.toString(chain.entries()),
                        chain.chain().toString()));
    }

    private int complain(String key, Object... values) {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        err.println(text(key, values));
        err.flush();
        return NOT_VERIFIED;
    }

    private void out(String line) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private String text(String key, Object... values) {
        String wanted = lang == null ? Locale.getDefault().getLanguage() : lang;
        return texts.text(wanted.equals("en") ? Language.EN : Language.ES, key, values);
    }
}
