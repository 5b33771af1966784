package amparo.server.referral;

import amparo.server.consent.Consents;
import amparo.server.consent.Purpose;
import amparo.server.platform.Option;
import amparo.server.platform.Question;
import amparo.server.platform.Typed;
import amparo.server.platform.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The questions on consent, or on the ground of the law where it is not asked; the same for
 * everybody who sends.
 */
final class ConsentQuestions {

    private static final int WITNESS = 200;
    private static final int REASON = 1000;
    private static final int SHORTEST = 10;

    private ConsentQuestions() {}

    static List<Question> ask(View view, Typed typed) {
        return List.of(
                Question.choice(
                        typed.field(view, "basis", view.text("referral.basis"))
                                .hint(view.text("referral.basis-hint")),
                        ReferralWords.options(view, "referral.basis.", Referrals.BASES)),
                Question.longChoice(
                        typed.field(view, "language", view.text("referral.language")),
                        Stream.concat(
                                        Stream.of(Option.of("", view.text("directory.choose"))),
                                        ReferralWords.options(
                                                view, "referral.language.", Consents.LANGUAGES)
                                                .stream())
                                .toList()),
                Question.several(
                        typed.field(view, "interpreter", view.text("referral.interpreter"))
                                .asOptional(),
                        List.of(Option.of("yes", view.text("referral.interpreter-yes")))),
                Question.choice(
                        typed.field(view, "way", view.text("referral.way")),
                        ReferralWords.options(view, "referral.way.", Referrals.WAYS)),
                Question.text(
                        typed.field(view, "witness", view.text("referral.witness")).asOptional()),
                Question.longText(
                        typed.field(view, "reason", view.text("referral.reason"))
                                .hint(view.text("referral.reason-hint"))
                                .limit(REASON)
                                .asOptional()));
    }

    /** The texts that are read to the person, by language. */
    static Map<String, String> texts(Consents consents) {
        Map<String, String> texts = new LinkedHashMap<>();
        Consents.LANGUAGES.forEach(
                one -> texts.put(one, consents.text(Purpose.SHARING, one).orElse("")));
        return texts;
    }

    /** Says what is wrong. */
    static void check(Referrals referrals, String code, Typed typed) {
        String basis = typed.one("basis");
        if (!Referrals.BASES.contains(basis)) {
            typed.wrong("basis", "referral.wrong.choice");
        } else if (basis.equals("consent")) {
            if (!Consents.LANGUAGES.contains(typed.one("language"))) {
                typed.wrong("language", "referral.wrong.language");
            } else if (!referrals.counts(
                    code, typed.one("language"), typed.one("interpreter").equals("yes"))) {
                typed.wrong("language", "referral.wrong.not-asked");
            }
            if (!Referrals.WAYS.contains(typed.one("way"))) {
                typed.wrong("way", "referral.wrong.choice");
            }
        } else if (typed.one("reason").length() < SHORTEST) {
            typed.wrong("reason", "referral.wrong.reason");
        }
        if (typed.one("reason").length() > REASON) {
            typed.wrong("reason", "referral.wrong.long");
        }
        if (typed.one("witness").length() > WITNESS) {
            typed.wrong("witness", "referral.wrong.long");
        }
    }
}
