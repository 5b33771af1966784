package amparo.server.registry;

import amparo.server.access.Acting;
import amparo.server.access.Actor;
import amparo.server.access.Policy;
import amparo.server.access.Role;
import amparo.server.access.Room;
import amparo.server.audit.AuditLog;
import amparo.server.platform.Card;
import amparo.server.platform.HomeCards;
import amparo.server.platform.Language;
import amparo.server.platform.Texts;
import amparo.server.platform.Tone;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Emergency accesses, looked at afterwards by supervisors and data protection officers. */
@Service
@Transactional(noRollbackFor = NoSuchPerson.class)
class Emergencies implements HomeCards {

    static final int PAGE = 50;

    private final TieStore ties;
    private final AuditLog audit;

    Emergencies(TieStore ties, AuditLog audit) {
        this.ties = ties;
        this.audit = audit;
    }

    List<TieStore.Notice> list(@Nullable UUID before) {
        Actor actor = Acting.now();
        require(looks(actor));
        List<TieStore.Notice> found =
                ties.notices(before, PAGE).stream()
                        .filter(one -> Policy.seesNotice(actor, one.organisation(), one.openedBy()))
                        .toList();
        audit.record("list", "notice", List.of(), null, found.size() + " emergency accesses");
        return found;
    }

    /** Says whether it was justified; whoever said so first may think again. */
    void judge(UUID id, boolean justified) {
        Actor actor = Acting.now();
        require(looks(actor));
        TieStore.Notice notice = ties.notice(id).orElseThrow(NoSuchPerson::new);
        require(Policy.mayJudge(actor, notice.organisation(), notice.openedBy(), notice.seenBy()));
        ties.judge(id, justified ? "justified" : "not-justified", actor);
        audit.record(
                "judge",
                "notice",
                List.of(),
                null,
                "notice " + id + ": " + (justified ? "justified" : "not justified"));
    }

    @Override
    public List<Card> cards(Texts texts, Language language) {
        if (!looks(Acting.now())) {
            return List.of();
        }
        long waiting = ties.unseen();
        return List.of(
                new Card(
                        texts.text(language, "access.card"),
                        Long.toString(waiting),
                        "/emergencies",
                        waiting == 0 ? null : texts.text(language, "access.card-hint"),
                        waiting == 0 ? Tone.NEUTRAL : Tone.ATTENTION));
    }

    private static boolean looks(Actor actor) {
        return (actor.room() == Room.FRONTLINE && actor.has(Role.SUPERVISOR))
                || (actor.room() == Room.OVERSIGHT && actor.has(Role.DATA_PROTECTION_OFFICER));
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new NoSuchPerson();
        }
    }
}
