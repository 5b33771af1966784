package amparo.server.referral;

/** What the page of a referral lets somebody do. */
public record May(
        boolean send,
        boolean answer,
        boolean begin,
        boolean end,
        boolean withdraw,
        boolean call,
        boolean tell,
        boolean next) {}
