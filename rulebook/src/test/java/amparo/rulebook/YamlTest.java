package amparo.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlTest {
    @Test
    void wordsStayWords() {
        assertThat(Yaml.read("{on: NO}")).isEqualTo(Map.of("on", "NO"));
    }

    @Test
    void aSchemaRefusesWhatDoesNotFit() {
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema("{\"type\": \"object\", \"required\": [\"title\"]}");
        assertThat(schema.validate("title: a", InputFormat.YAML)).isEmpty();
        assertThat(schema.validate("name: a", InputFormat.YAML)).isNotEmpty();
    }
}
