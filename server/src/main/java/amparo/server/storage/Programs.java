package amparo.server.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The programs of one PostgreSQL, known to run on this computer.
 *
 * @param bin their folder
 * @param version as the server says it, for example 18.6
 * @param major the number that decides which data it can open
 */
record Programs(Path bin, String version, int major) {
    private static final Pattern VERSION = Pattern.compile("PostgreSQL\\) ((\\d+)[^\\s]*)");

    static Programs in(Path bin, Shell shell) {
        for (String name : List.of("initdb", "pg_ctl", "postgres")) {
            if (!Files.isRegularFile(bin.resolve(name))) {
                throw new StorageException(Problem.NOT_A_POSTGRES_FOLDER, null, bin, name);
            }
        }
        String postgres = bin.resolve("postgres").toString();
        Shell.Result result;
        try {
            result = shell.run(List.of(), List.of(postgres, "--version"), Duration.ofMinutes(1));
        } catch (IOException refused) {
            String why = String.valueOf(refused.getMessage());
            if (why.contains("error=2,")) {
                // The file is there; what is not there is the loader it asks for.
                throw new StorageException(
                        Problem.MISSING_LIBRARY, refused, "the loader of GNU libc");
            }
            throw new StorageException(Problem.PROGRAM_REFUSED, refused, postgres, why);
        }
        if (result.output().contains("shared libraries") || result.output().contains("GLIBC_")) {
            throw new StorageException(Problem.MISSING_LIBRARY, null, result.end());
        }
        Matcher version = VERSION.matcher(result.output());
        if (!result.ok() || !version.find()) {
            throw new StorageException(Problem.PROGRAM_REFUSED, null, postgres, result.end());
        }
        return new Programs(bin, version.group(1), Integer.parseInt(version.group(2)));
    }

    String initdb() {
        return bin.resolve("initdb").toString();
    }

    String pgCtl() {
        return bin.resolve("pg_ctl").toString();
    }
}
