package amparo.server.accounts;

import amparo.server.accounts.Federation.Provider;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the providers of agencies. A mistake in it stops the start; a provider that does not answer
 * does not.
 */
final class ProviderFile {

    private static final Set<String> KNOWN =
            Set.of(
                    "id",
                    "name",
                    "issuer",
                    "client-id",
                    "client-secret-file",
                    "organisation",
                    "email-domains",
                    "strong");

    private ProviderFile() {}

    /**
     * @throws IllegalArgumentException that says what is wrong where, never with a secret
     */
    static List<Provider> read(Path file) {
        Object read;
        try {
            read = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
        } catch (IOException | YamlEngineException unreadable) {
            throw wrong(file, "cannot be read as YAML");
        }
        if (!(read instanceof Map<?, ?> root)
                || !root.keySet().equals(Set.of("providers"))
                || !(root.get("providers") instanceof List<?> list)) {
            throw wrong(file, "needs one list: providers");
        }
        List<Provider> providers = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Object one : list) {
            if (!(one instanceof Map<?, ?> map)) {
                throw wrong(file, "each provider is a map");
            }
            Provider provider = provider(file, map);
            if (!ids.add(provider.id())) {
                throw wrong(file, "two providers are called " + provider.id());
            }
            providers.add(provider);
        }
        return List.copyOf(providers);
    }

    private static Provider provider(Path file, Map<?, ?> map) {
        for (Object key : map.keySet()) {
            if (!KNOWN.contains(String.valueOf(key))) {
                throw wrong(file, "nothing is called " + key + "; known are " + KNOWN);
            }
        }
        String id = text(file, map, "id");
        if (!id.matches("[a-z0-9-]{1,40}")) {
            throw wrong(file, "an id has small letters, digits and hyphens: " + id);
        }
        URI issuer = issuer(file, text(file, map, "issuer"));
        UUID organisation;
        try {
            organisation = UUID.fromString(text(file, map, "organisation"));
        } catch (IllegalArgumentException odd) {
            throw wrong(file, "organisation of " + id + " is its id, a UUID");
        }
        Set<String> domains = new HashSet<>();
        for (String domain : texts(file, map.get("email-domains"), "email-domains")) {
            domains.add(domain.toLowerCase(Locale.ROOT));
        }
        if (domains.isEmpty()) {
            throw wrong(file, id + " needs email-domains, for example [example.org]");
        }
        return new Provider(
                id,
                text(file, map, "name"),
                issuer,
                text(file, map, "client-id"),
                secret(file, text(file, map, "client-secret-file")),
                organisation,
                Set.copyOf(domains),
                strong(file, map.get("strong")));
    }

    private static URI issuer(Path file, String text) {
        URI issuer = URI.create(text);
        boolean here = "localhost".equals(issuer.getHost()) || "127.0.0.1".equals(issuer.getHost());
        if (!"https".equals(issuer.getScheme()) && !here) {
            throw wrong(file, "an issuer begins with https://: " + text);
        }
        return issuer;
    }

    private static String secret(Path file, String name) {
        try {
            return Files.readString(file.toAbsolutePath().resolveSibling(name)).strip();
        } catch (IOException unreadable) {
            throw wrong(file, "the secret file " + name + " cannot be read");
        }
    }

    private static Provider.Strong strong(Path file, @Nullable Object rule) {
        if (rule == null || "never".equals(rule)) {
            return new Provider.Strong(false, Set.of(), Set.of());
        }
        if ("always".equals(rule)) {
            return new Provider.Strong(true, Set.of(), Set.of());
        }
        if (rule instanceof Map<?, ?> map && Set.of("amr", "acr").containsAll(map.keySet())) {
            return new Provider.Strong(
                    false,
                    Set.copyOf(texts(file, map.get("amr"), "amr")),
                    Set.copyOf(texts(file, map.get("acr"), "acr")));
        }
        throw wrong(file, "strong is always, never, or lists of amr and acr values");
    }

    private static List<String> texts(Path file, @Nullable Object list, String name) {
        if (list == null) {
            return List.of();
        }
        if (!(list instanceof List<?> values)) {
            throw wrong(file, name + " is a list");
        }
        return values.stream().map(String::valueOf).toList();
    }

    private static String text(Path file, Map<?, ?> map, String key) {
        Object value = map.get(key);
        if (value == null || value.toString().isBlank()) {
            throw wrong(file, "a provider needs " + key);
        }
        return value.toString().strip();
    }

    private static IllegalArgumentException wrong(Path file, String what) {
        return new IllegalArgumentException(file.getFileName() + ": " + what);
    }
}
