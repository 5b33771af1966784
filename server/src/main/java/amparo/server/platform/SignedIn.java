package amparo.server.platform;

import java.util.List;

/**
 * Who is signed in and in which membership they act.
 *
 * @param name the person's own display name
 * @param organisation the organisation they act for
 * @param role what they are there, in the language of the page
 * @param others the memberships they can change to
 */
public record SignedIn(String name, String organisation, String role, List<Option> others) {
    public SignedIn {
        others = List.copyOf(others);
    }
}
