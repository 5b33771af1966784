package amparo.server.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/** Begins, locks and ends sessions. */
@Component
class Sessions {

    /** Request attribute: the session is locked. */
    static final String LOCKED = Sessions.class.getName() + ".locked";

    // Session attributes hold plain values of Java only: they outlive a new version of Amparo.
    private static final String LOCK = "amparo.locked";
    private static final String USED = "amparo.used";
    private static final String PROVED = "amparo.proved";
    private static final String WHERE = "amparo.where";

    /** So often at most is it written that a session is in use. */
    private static final int USED_EVERY_SECONDS = 15;

    private static final int LONGEST_WHERE = 200;

    private final SecurityContextRepository contexts;
    private final CsrfTokenRepository csrfTokens;
    private final ObjectProvider<FindByIndexNameSessionRepository<? extends Session>> stored;
    private final Clock clock;
    private final Duration longest;
    private final Duration proofHolds;

    Sessions(
            SecurityContextRepository contexts,
            CsrfTokenRepository csrfTokens,
            ObjectProvider<FindByIndexNameSessionRepository<? extends Session>> stored,
            Clock clock,
            @Value("${amparo.session.longest:12h}") Duration longest,
            @Value("${amparo.session.proof:10m}") Duration proofHolds) {
        this.contexts = contexts;
        this.csrfTokens = csrfTokens;
        this.stored = stored;
        this.clock = clock;
        this.longest = longest;
        this.proofHolds = proofHolds;
    }

    /**
     * Remembers who signed in, under a new session id and with a new form token: what was planted
     * before is worth nothing. Called again with each further proof. What the session held of
     * anybody else is gone.
     */
    void remember(SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        comeBack(signedIn, request, response);
        request.getSession().setAttribute(PROVED, now());
    }

    /** The same for somebody who comes back with the PIN, which proves nothing new. */
    void comeBack(SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            if (find().filter(known -> known.account().equals(signedIn.account())).isPresent()) {
                request.changeSessionId();
            } else {
                before.invalidate();
            }
        }
        HttpSession session = request.getSession(true);
        csrfTokens.saveToken(null, request, response);
        session.removeAttribute(LOCK);
        session.setAttribute(USED, now());
        session.setAttribute(WHERE, where(request));
        put(signedIn, request, response);
    }

    /** The same session, with something about it changed that is no proof. */
    void update(SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        put(signedIn, request, response);
    }

    private void put(SignedIn signedIn, HttpServletRequest request, HttpServletResponse response) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new AmparoAuthentication(signedIn));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    /** Who signed in with this session; the route asks for it, so somebody did. */
    SignedIn current() {
        return find().orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    }

    /** Who signed in with this session, perhaps half, perhaps locked. */
    Optional<SignedIn> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication instanceof AmparoAuthentication amparo
                ? Optional.of(amparo.getPrincipal())
                : Optional.empty();
    }

    /** Whether the sign-in was so long ago that it counts no more. */
    boolean tooOld(SignedIn signedIn) {
        return !signedIn.since().plus(longest).isAfter(clock.instant());
    }

    /** Whether a proof was given a short while ago: asked before what a thief would do first. */
    boolean proved(HttpServletRequest request) {
        return request.getSession().getAttribute(PROVED) instanceof Long at
                && Instant.ofEpochSecond(at).plus(proofHolds).isAfter(clock.instant());
    }

    /** Locks: the session stays, and nothing of it can be reached. */
    void lock(HttpServletRequest request) {
        request.getSession().setAttribute(LOCK, true);
    }

    /** Whether the session is locked, or has to be now; otherwise it is in use. */
    boolean locked(HttpServletRequest request, @Nullable Integer lockAfterMinutes) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return false;
        }
        long now = now();
        long used = session.getAttribute(USED) instanceof Long at ? at : now;
        boolean locked = session.getAttribute(LOCK) != null;
        if (!locked && lockAfterMinutes != null && now - used >= lockAfterMinutes * 60L) {
            lock(request);
            locked = true;
        }
        if (locked) {
            request.setAttribute(LOCKED, true);
        } else if (now - used >= USED_EVERY_SECONDS) {
            session.setAttribute(USED, now);
        }
        return locked;
    }

    /** Ends this session. */
    void end(HttpServletRequest request, HttpServletResponse response) {
        new SecurityContextLogoutHandler()
                .logout(request, response, SecurityContextHolder.getContext().getAuthentication());
        SecurityContext nobody = SecurityContextHolder.createEmptyContext();
        nobody.setAuthentication(
                new AnonymousAuthenticationToken(
                        "nobody", "nobody", AuthorityUtils.createAuthorityList("NOBODY")));
        SecurityContextHolder.setContext(nobody);
        // What the browser keeps of the pages goes too: "back" shows nothing.
        response.setHeader("Clear-Site-Data", "\"cache\"");
    }

    /**
     * A session of an account, for its owner.
     *
     * @param where from where, as {@link #where} wrote it
     * @param current whether it is the one that asks
     */
    record Known(String where, Instant since, Instant lastUsed, boolean current) {}

    /** All sessions of the account, the one used last first. */
    List<Known> of(UUID account, HttpServletRequest request) {
        String own = request.getSession().getId();
        return stored.getObject().findByPrincipalName(account.toString()).values().stream()
                .filter(session -> !session.isExpired())
                .map(session ->
                        new Known(
                                session.getAttribute(WHERE) instanceof String text ? text : "",
                                session.getCreationTime(),
                                session.getLastAccessedTime(),
                                session.getId().equals(own)))
                .sorted(
                        Comparator.comparing(Known::current)
                                .reversed()
                                .thenComparing(Comparator.comparing(Known::lastUsed).reversed()))
                .toList();
    }

    /** Removes the stored sessions of an account; {@code sessions_from} has ended them already. */
    void removeAll(UUID account) {
        FindByIndexNameSessionRepository<? extends Session> repository = stored.getObject();
        repository.findByPrincipalName(account.toString()).keySet().forEach(repository::deleteById);
    }

    /** Removes all but the one that asks; {@code sessions_from} has ended them already. */
    void removeOthers(UUID account, HttpServletRequest request) {
        FindByIndexNameSessionRepository<? extends Session> repository = stored.getObject();
        String own = request.getSession().getId();
        repository.findByPrincipalName(account.toString()).keySet().stream()
                .filter(id -> !id.equals(own))
                .forEach(repository::deleteById);
    }

    /** The kind of browser and system, by their own word, and the address. */
    private static String where(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        String text = Browsers.describe(agent == null ? "" : agent) + "|" + request.getRemoteAddr();
        return text.substring(0, Math.min(LONGEST_WHERE, text.length()));
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
