package amparo.rulebook;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** YAML 1.2, in which {@code on} and {@code NO} stay words. */
public final class Yaml {
    private Yaml() {}

    public static @Nullable Object read(String text) {
        return new Load(LoadSettings.builder().build()).loadFromString(text);
    }
}
