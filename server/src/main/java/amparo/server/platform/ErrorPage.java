package amparo.server.platform;

/**
 * What can go wrong with a whole page. The texts are {@code errors.<code>.title}, {@code .means}
 * (for the person in front of you) and {@code .now} (what to do).
 */
public enum ErrorPage {
    UNREADABLE("unreadable", 400),
    NOT_ALLOWED("not-allowed", 403),
    FORM_EXPIRED("form-expired", 403),
    NOT_FOUND("not-found", 404),
    WRONG_WAY("wrong-way", 405),
    CHANGED_MEANWHILE("changed-meanwhile", 409),
    LINK_USED("link-used", 410),
    TOO_LARGE("too-large", 413),
    TOO_OFTEN("too-often", 429),
    OUR_FAULT("our-fault", 500),
    NOT_READY("not-ready", 503),
    SESSION_ENDED("session-ended", 401),
    SIGNED_IN_ELSEWHERE("signed-in-elsewhere", 401),
    IN_EXERCISE("in-exercise", 409),
    OTHER_WORLD("other-world", 409),
    EXERCISE_GONE("exercise-gone", 410);

    /** Request attribute with the page to show, where the status is not enough. */
    public static final String ATTRIBUTE = "amparo.error-page";

    private final String code;
    private final int status;

    ErrorPage(String code, int status) {
        this.code = code;
        this.status = status;
    }

    /** The middle of its keys. */
    public String code() {
        return code;
    }

    /** The HTTP status it is sent with. */
    public int status() {
        return status;
    }

    /** Whether signing in again is the way on. */
    public boolean endsSession() {
        return status == 401;
    }

    /** Whether leaving the exercise is the way on. */
    public boolean leavesExercise() {
        return this == EXERCISE_GONE;
    }

    /** The page of a status; of a status without a page, the one of its family. */
    public static ErrorPage of(int status) {
        for (ErrorPage page : values()) {
            if (page.status == status) {
                return page;
            }
        }
        return status >= 500 ? OUR_FAULT : UNREADABLE;
    }
}
