package amparo.server.cases;

import amparo.server.access.Acting;
import amparo.server.registry.NextStep.Step;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The one next step on top of a case, in plain words, from what the page shows already. The most
 * urgent of what is there; a case of which nothing is planned says so.
 */
final class CaseNext {

    private static final String GO = ".go";

    private CaseNext() {}

    /** A step with the day that decides between two of the same urgency. */
    private record At(LocalDate day, Step step) {}

    /** None for a closed case, which asks for nothing. */
    static Optional<Step> of(
            CaseStore.File file,
            List<Tasks.Task> tasks,
            List<Accompaniment.Tried> doors,
            List<Accompaniment.Appointment> meetings,
            List<Transfers.Offer> offers,
            Clock clock) {
        if (file.closed()) {
            return Optional.empty();
        }
        LocalDate today = CasePages.today(clock);
        String here = "/cases/" + file.id();
        List<At> all = new ArrayList<>();
        if (file.owner() == null) {
            String to = CasePolicy.handsOut(Acting.now()) ? "/owner" : "#actions";
            all.add(new At(today, step(12, "owner", List.of(), here + to)));
        }
        for (Accompaniment.Appointment one : meetings) {
            LocalDate day = one.at().withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
            if (one.state().equals("planned")) {
                String at = here + "/appointments/" + one.id();
                if (day.isBefore(today)) {
                    all.add(new At(day, step(18, "was", List.of(day), at)));
                } else if (day.equals(today)) {
                    all.add(new At(day, step(10, "today", List.of(), at)));
                } else {
                    all.add(new At(day, step(50, "appointment", List.of(day), at)));
                }
            }
        }
        for (Tasks.Task one : tasks) {
            if (one.open()) {
                boolean late = one.due().isBefore(today);
                all.add(
                        new At(
                                one.due(),
                                step(
                                        late ? 20 : 50,
                                        late ? "late" : "task",
                                        List.of(one.due(), one.what()),
                                        here + "/tasks/" + one.id())));
            }
        }
        for (Accompaniment.Tried one : doors) {
            LocalDate until = one.validUntil();
            if (until != null
                    && (one.state().equals("granted") || one.state().equals("renewing"))
                    && !until.isAfter(today.plusDays(Accompaniment.WARNING))) {
                all.add(
                        new At(
                                until,
                                step(
                                        until.isBefore(today.plusDays(15)) ? 15 : 40,
                                        "permit",
                                        List.of(until),
                                        here + "/doors/" + one.id())));
            }
        }
        for (Transfers.Offer one : offers) {
            if (one.waits() && !one.incoming()) {
                boolean late = one.answerBy().isBefore(today);
                all.add(
                        new At(
                                one.answerBy(),
                                step(
                                        late ? 30 : 60,
                                        late ? "silent" : "offered",
                                        List.of(one.toName(), one.answerBy()),
                                        here + "#transfers")));
            }
        }
        LocalDate waits = file.waitingUntil();
        if (waits != null && !waits.isAfter(today)) {
            all.add(new At(waits, step(35, "waited", List.of(waits), here + "/status")));
        }
        return all.stream()
                .min(
                        Comparator.comparingInt((At one) -> one.step().urgency())
                                .thenComparing(At::day))
                .map(At::step)
                .or(() ->
                        file.waitingFor() != null
                                ? Optional.of(step(70, "waiting", List.of(), here + "/status"))
                                : Optional.of(step(80, "nothing", List.of(), here + "/tasks/new")));
    }

    /**
     * @param word the end of the key of its sentence; its button has ".go" after it
     */
    private static Step step(int urgency, String word, List<Object> values, String address) {
        String text = "cases.next." + word;
        return new Step(urgency, text, values, address, text + GO);
    }
}
