package amparo.engine.broken;

import java.time.LocalDate;
import picocli.CommandLine;

/** Breaks every rule for the engine, to prove that the rules notice. */
public final class BrokenEngine {
    public CommandLine standsNotAlone() {
        return new CommandLine(this);
    }

    public LocalDate hasAnOutside() {
        return LocalDate.EPOCH;
    }

    public String callsSomethingHeavy() {
        return String.format("%d", 1);
    }

    public record Inexact(double share) {}
}
