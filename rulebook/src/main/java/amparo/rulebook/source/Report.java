package amparo.rulebook.source;

import amparo.engine.data.Mark;
import amparo.engine.language.LanguageException;
import amparo.engine.language.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects findings, so that one run reports all of them. */
public final class Report {
    private final List<Finding> findings = new ArrayList<>();

    /** A mistake at a place of a file. */
    public void error(SourceFile file, Mark at, String message, String cure) {
        findings.add(file.finding(at, Severity.ERROR, message, cure));
    }

    /** Something suspicious at a place of a file. */
    public void warning(SourceFile file, Mark at, String message, String cure) {
        findings.add(file.finding(at, Severity.WARNING, message, cure));
    }

    /** Something about the whole rulebook. */
    public void general(Severity severity, String message, String cure) {
        findings.add(new Finding("", 0, 0, severity, message, "", 0, cure));
    }

    /** All mistakes of a condition, each at its own place in the file. */
    public void problems(SourceFile file, Mark scalar, String text, LanguageException wrong) {
        for (Problem problem : wrong.problems()) {
            int start = Math.min(problem.span().start(), text.length());
            int end = Math.min(Math.max(problem.span().end(), start), text.length());
            Mark at = file.placeOf(scalar, text, start);
            Mark to = file.placeOf(scalar, text, end);
            int length =
                    to.line() == at.line() ? Math.max(1, to.column() - at.column()) : end - start;
            findings.add(
                    file.finding(at, length, Severity.ERROR, problem.message(), problem.cure()));
        }
    }

    /** Adds findings made elsewhere. */
    public void addAll(List<Finding> more) {
        findings.addAll(more);
    }

    /** Everything found, in the order of files and lines. */
    public List<Finding> findings() {
        return findings.stream()
                .distinct()
                .sorted(
                        Comparator.comparing(Finding::file)
                                .thenComparing(Finding::line)
                                .thenComparing(Finding::column))
                .toList();
    }

    /** True if something is wrong, not only suspicious. */
    public boolean hasErrors() {
        return findings.stream().anyMatch(Finding::isError);
    }
}
