package amparo.app;

import amparo.app.text.Page;
import amparo.rulebook.cases.Case;
import amparo.rulebook.cases.CaseReader;
import amparo.rulebook.cases.CaseRunner;
import amparo.rulebook.example.Examples;
import amparo.rulebook.lint.Lint;
import amparo.rulebook.load.Loaded;
import amparo.rulebook.source.Finding;
import amparo.rulebook.vignette.Vignette;
import amparo.rulebook.vignette.VignetteRunner;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands that find mistakes in a rulebook. */
final class RulebookChecks {
    private RulebookChecks() {}

    /** {@code lint}: 0 without errors, 1 with errors; warnings do not count. */
    @Command(
            name = "lint",
            mixinStandardHelpOptions = true,
            description = "Finds mistakes and suspicious places in the rules.")
    static final class LintCommand implements Callable<Integer> {
        private final Terminal terminal;

        @Option(names = "--content", paramLabel = "FOLDER", description = "The content folder.")
        private @Nullable Path content;

        LintCommand(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            Loaded loaded = Books.load(content);
            List<Finding> findings = Lint.check(loaded, Choices.today());
            Page page = Main.page(terminal);
            // Errors last: there they are on the screen, after any number of warnings.
            findings.stream()
                    .sorted(Comparator.comparing(Finding::isError))
                    .forEach(finding -> page.raw(finding.text()));
            long errors = findings.stream().filter(Finding::isError).count();
            long warnings = findings.size() - errors;
            int pathways = loaded.rulebook().pathways().size();
            int screens = loaded.rulebook().screens().size();
            page.raw(
                    errors
                            + (errors == 1 ? " error, " : " errors, ")
                            + warnings
                            + (warnings == 1 ? " warning in " : " warnings in ")
                            + pathways
                            + " pathways and "
                            + screens
                            + " screens\n");
            return errors == 0 ? 0 : UserError.FINDINGS;
        }
    }

    /** {@code test}: 0 if there are examples and every one passes, 1 otherwise. */
    @Command(
            name = "test",
            mixinStandardHelpOptions = true,
            description = "Runs the examples beside the rules, the vignettes and the cases.")
    static final class TestCommand implements Callable<Integer> {
        private final Terminal terminal;

        @Option(names = "--content", paramLabel = "FOLDER", description = "The content folder.")
        private @Nullable Path content;

        TestCommand(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            Loaded loaded = Books.sound(content);
            Page page = Main.page(terminal);
            List<Examples.Result> results = Examples.run(loaded);
            long passed = results.stream().filter(Examples.Result::passed).count();
            results.stream()
                    .filter(result -> !result.passed())
                    .forEach(result -> page.raw(result.text()));
            page.raw(passed + " examples passed, " + (results.size() - passed) + " failed\n");
            boolean vignettes = vignettes(loaded, page);
            boolean cases = content != null || cases(loaded, page);
            return vignettes && cases && passed == results.size() && passed > 0
                    ? 0
                    : UserError.FINDINGS;
        }

        /** The stories to learn from; a content folder of one's own may have none. */
        private static boolean vignettes(Loaded loaded, Page page) {
            if (loaded.vignettes().isEmpty()) {
                return true;
            }
            VignetteRunner runner = new VignetteRunner(loaded.rulebook());
            int failed = 0;
            for (Vignette one : loaded.vignettes()) {
                List<String> problems = runner.run(one);
                problems.forEach(problem -> page.raw(problem + "\n"));
                failed += problems.isEmpty() ? 0 : 1;
            }
            List<String> missing = VignetteRunner.missing(loaded.vignettes(), loaded.rulebook());
            missing.forEach(sentence -> page.raw(sentence + "\n"));
            page.raw(
                    (loaded.vignettes().size() - failed)
                            + " vignettes passed, "
                            + failed
                            + " failed\n");
            return failed == 0 && missing.isEmpty();
        }

        /**
         * The whole persons and families of the repository, which know the repository's rules only.
         */
        private static boolean cases(Loaded loaded, Page page) {
            Path folder = Path.of(System.getProperty("amparo.home", "")).resolve("rulebook/cases");
            CaseReader.Read read = CaseReader.read(folder, loaded.rulebook());
            read.findings().forEach(finding -> page.raw(finding.text()));
            CaseRunner runner = new CaseRunner(loaded.rulebook());
            int failed = 0;
            for (Case one : read.cases()) {
                List<String> problems = runner.run(one);
                problems.forEach(problem -> page.raw(problem + "\n"));
                failed += problems.isEmpty() ? 0 : 1;
            }
            page.raw((read.cases().size() - failed) + " cases passed, " + failed + " failed\n");
            return failed == 0 && read.findings().isEmpty() && !read.cases().isEmpty();
        }
    }
}
