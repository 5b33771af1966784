package amparo.rulebook.lint;

import amparo.engine.rule.Pathway;
import amparo.engine.rule.Version;
import amparo.engine.rule.Window;
import amparo.engine.value.Range;
import amparo.rulebook.load.Loaded;
import amparo.rulebook.load.Place;
import amparo.rulebook.source.Report;
import amparo.rulebook.source.Severity;
import java.util.List;

/** Windows of time that overlap, leave gaps or lie outside of each other. */
final class VersionChecks {
    private final Loaded loaded;
    private final Report report;

    private VersionChecks(Loaded loaded, Report report) {
        this.loaded = loaded;
        this.report = report;
    }

    static void check(Loaded loaded, Report report) {
        VersionChecks checks = new VersionChecks(loaded, report);
        for (Pathway pathway : loaded.rulebook().pathways()) {
            List<Version> versions = pathway.versions();
            for (int i = 0; i < versions.size(); i++) {
                checks.within(versions.get(i));
                if (i > 0) {
                    checks.follow(versions.get(i - 1), versions.get(i));
                }
            }
        }
    }

    private void follow(Version before, Version after) {
        Range end = before.law().to();
        Range start = after.law().from();
        String windows = before.law().text() + " and " + after.law().text();
        if (start.high() <= before.law().from().low()) {
            find(
                    after,
                    Severity.ERROR,
                    "the versions " + windows + " are in the wrong order",
                    "the oldest first");
        } else if (start.high() <= end.low()) {
            find(
                    after,
                    Severity.ERROR,
                    "the versions " + windows + " overlap",
                    "end the older one on the day before the newer one begins");
        } else if (end.high() < Range.FOREVER - 1 && start.low() > end.high() + 1) {
            find(
                    after,
                    Severity.WARNING,
                    "there is a gap between the versions " + windows,
                    "in a gap the older version counts");
        }
    }

    private void within(Version version) {
        overlaps(version, "intake", version.intake());
        overlaps(version, "suspended", version.suspended());
        for (Window window : version.intake()) {
            outside(version, "intake", window);
        }
        for (Window window : version.suspended()) {
            outside(version, "suspended", window);
        }
    }

    private void overlaps(Version version, String key, List<Window> windows) {
        for (int i = 0; i < windows.size(); i++) {
            for (int j = i + 1; j < windows.size(); j++) {
                Window a = windows.get(i);
                Window b = windows.get(j);
                if (a.from().high() <= b.to().low() && b.from().high() <= a.to().low()) {
                    find(
                            version,
                            Severity.WARNING,
                            "'" + key + "': " + a.text() + " and " + b.text() + " overlap",
                            "");
                }
            }
        }
    }

    private void outside(Version version, String key, Window window) {
        Window law = version.law();
        boolean touches =
                window.from().low() <= law.to().high() && law.from().low() <= window.to().high();
        if (!touches) {
            find(
                    version,
                    Severity.WARNING,
                    "'" + key + "': " + window.text() + " lies outside of the law, " + law.text(),
                    "");
        }
    }

    private void find(Version version, Severity severity, String message, String cure) {
        Place place = loaded.places().of(version);
        if (place == null) {
            return;
        }
        if (severity == Severity.ERROR) {
            report.error(place.file(), place.at(), message, cure);
        } else {
            report.warning(place.file(), place.at(), message, cure);
        }
    }
}
