package amparo.server.referral;

import amparo.engine.value.Truth;
import amparo.server.directory.ServiceWords;
import amparo.server.platform.Pill;
import amparo.server.platform.View;
import amparo.server.referral.Proposals.Proposal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Proposed services in the words of a page. */
@Component
class ProposalCards {

    private final ServiceWords services;
    private final Clock clock;

    ProposalCards(ServiceWords services, Clock clock) {
        this.services = services;
        this.clock = clock;
    }

    /**
     * A proposal in words.
     *
     * @param choose where it is chosen, if it can be
     */
    ProposalCard card(View view, Proposal one, String choose) {
        List<Pill> pills = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        pills.add(
                services.room(
                        view, one.service(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)));
        services.open(view, one.service()).ifPresent(pills::add);
        services.holiday(view, one.service()).ifPresent(lines::add);
        lines.add(
                view.text(
                        "referral.fits."
                                + (one.fits() == Truth.TRUE
                                        ? "yes"
                                        : one.fits() == Truth.FALSE ? "no" : "open")));
        Integer km = one.kilometres();
        lines.add(
                services.where(view, one.service())
                        + (km == null
                                ? ""
                                : ", "
                                        + view.text(
                                                "referral.kilometres", view.words().number(km))));
        lines.add(
                services.languages(view, one.service().languages())
                        + (Boolean.FALSE.equals(one.speaks())
                                ? ". " + view.text("referral.needs-interpreter")
                                : ""));
        Double hours = one.hours();
        lines.add(
                hours == null
                        ? view.text("referral.answers-unknown")
                        : view.count("referral.answers", Math.max(1, Math.round(hours))));
        if (one.stale()) {
            lines.add(
                    view.text(
                            "directory.stale",
                            view.words().near(one.service().confirmedAt().toLocalDate())));
        }
        if (one.asked()) {
            lines.add(view.text("referral.asked-already"));
        }
        String line = one.service().urgentLine();
        if (!one.service().online()) {
            lines.add(view.text("referral.by-telephone", line == null ? "–" : line));
        }
        if (one.shut()) {
            lines.add(
                    view.text(
                            one.service().sector().equals("consular")
                                    ? "referral.shut-consular"
                                    : "referral.shut"));
        }
        return new ProposalCard(
                one.service().name(),
                one.service().giver(),
                "/services/" + one.service().id(),
                one.service().online() && !one.shut() ? choose : "",
                pills,
                lines);
    }
}
