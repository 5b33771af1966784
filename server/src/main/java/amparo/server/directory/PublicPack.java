package amparo.server.directory;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What anybody may know of the directory, in one file that the finder takes along offline: one file
 * for all, so that nobody learns from a request what somebody looks for.
 */
@RestController
@Transactional
class PublicPack {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Services directory;

    PublicPack(Services directory) {
        this.directory = directory;
    }

    @GetMapping("/services/public.json")
    @Nullable ResponseEntity<byte[]> pack(WebRequest request) {
        byte[] body =
                JSON.writeValueAsString(json(directory.open())).getBytes(StandardCharsets.UTF_8);
        String tag = "\"" + digest(body).substring(0, 24) + "\"";
        if (request.checkNotModified(tag)) {
            return null;
        }
        return ResponseEntity.ok()
                .eTag(tag)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(15)).cachePublic())
                .contentType(MediaType.APPLICATION_JSON)
                .body(body);
    }

    /** No telephone tree, no condition, no word on who works there. */
    private static ObjectNode json(List<Service> services) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", 1);
        ArrayNode all = root.putArray("services");
        for (Service one : services) {
            ObjectNode into = all.addObject();
            into.put("id", one.id().toString());
            into.put("name", one.name());
            into.put("by", one.giver());
            into.put("sector", one.sector());
            into.put("country", one.country());
            ArrayNode places = into.putArray("places");
            one.places().forEach(places::add);
            if (one.latitude() != null) {
                into.put("latitude", one.latitude());
                into.put("longitude", Objects.requireNonNull(one.longitude()));
            }
            ArrayNode languages = into.putArray("languages");
            one.languages().forEach(languages::add);
            into.put("hours", one.hours());
            into.put("cost", one.cost());
            if (one.urgentLine() != null) {
                into.put("telephone", one.urgentLine());
            }
            into.put("confirmed", one.confirmedAt().toLocalDate().toString());
        }
        return root;
    }

    private static String digest(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
