package amparo.server.accounts;

/**
 * What an account can prove itself with.
 *
 * @param app whether it has an app for codes
 * @param recoveryCodes how many are left
 */
public record Means(boolean password, boolean app, int passkeys, int recoveryCodes, boolean pin) {

    /** Whether there is anything besides the password. Recovery codes stand in for it only. */
    public boolean secondFactor() {
        return app || passkeys > 0;
    }
}
