package amparo.engine.interview;

import amparo.engine.fact.Sensitivity;

/** Who asks, and so how far questions may go. */
public enum Setting {
    /** The person alone, on a phone or at a terminal. */
    SELF(Sensitivity.SENSITIVE),
    /** An officer or case worker. */
    OFFICER(Sensitivity.SENSITIVE),
    /** A protection specialist in a confidential interview. */
    SPECIALIST(Sensitivity.SURVIVOR);

    private final Sensitivity most;

    Setting(Sensitivity most) {
        this.most = most;
    }

    /** The most sensitive fact that is planned here. */
    public Sensitivity most() {
        return most;
    }
}
