package amparo.server.privacy;

import amparo.server.audit.AccessLog;
import amparo.server.audit.PersonWords;
import amparo.server.platform.Pages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Packs a copy: {@code data.json} for programs, {@code data.html} for reading. Only in memory. */
@Component
class CopyFile {

    private final Pages pages;
    private final JsonMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    CopyFile(Pages pages) {
        this.pages = pages;
    }

    byte[] zip(PersonCopy copy) {
        String html =
                pages.render(
                        "privacy/copy",
                        Map.of("copy", copy, "words", PersonWords.in(copy.language())));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("data.html"));
            zip.write(html.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("data.json"));
            zip.write(json.writeValueAsBytes(document(copy)));
            byte[] photo = copy.photo();
            if (photo != null) {
                zip.putNextEntry(new ZipEntry("photo.jpg"));
                zip.write(photo);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private ObjectNode document(PersonCopy copy) {
        ObjectNode root = json.createObjectNode();
        root.put("format", "amparo-person-copy-1");
        root.put("code", copy.code());
        root.put("made", copy.made().toString());
        ArrayNode answers = root.putArray("answers");
        for (PersonCopy.Answer answer : copy.answers()) {
            ObjectNode one = answers.addObject();
            one.put("fact", answer.fact());
            one.set("value", answer.value());
            one.put("source", answer.source());
            one.put("true_as_of", answer.trueAsOf() == null ? null : answer.trueAsOf().toString());
            one.put("recorded_at", answer.recordedAt().toString());
            one.put("current", answer.current());
        }
        ArrayNode shares = root.putArray("shares");
        for (PersonCopy.Share share : copy.shares()) {
            ObjectNode one = shares.addObject();
            one.put("organisation", share.name());
            ArrayNode facts = one.putArray("facts");
            share.facts().forEach(facts::add);
            one.put("basis", share.basis());
            one.put("since", share.since().toString());
            one.put("until", share.until() == null ? null : share.until().toString());
        }
        ArrayNode groups = root.putArray("groups");
        for (PersonCopy.Group group : copy.groups()) {
            ObjectNode one = groups.addObject();
            one.put("code", group.code());
            one.put("since", group.since().toString());
            one.put("until", group.until() == null ? null : group.until().toString());
        }
        ArrayNode consents = root.putArray("consents");
        for (PersonCopy.Consent consent : copy.consents()) {
            ObjectNode one = consents.addObject();
            one.put("purpose", consent.purpose());
            one.put("given", consent.given());
            one.put("text", consent.text());
            one.put("language", consent.language());
            one.put("recorded_at", consent.recordedAt().toString());
            one.put(
                    "withdrawn_at",
                    consent.withdrawnAt() == null ? null : consent.withdrawnAt().toString());
        }
        copy.parts().forEach(part -> root.set(part.key(), part.json()));
        ArrayNode accesses = root.putArray("accesses");
        for (AccessLog.Access access : copy.accesses()) {
            ObjectNode one = accesses.addObject();
            one.put("at", access.at().toString());
            one.put("organisation", access.organisation());
            ArrayNode roles = one.putArray("roles");
            access.roles().forEach(roles::add);
            one.put("action", access.action());
            one.put("kind", access.kind());
        }
        ObjectNode retention = root.putObject("retention");
        retention.put("erased_after", copy.erasedAfter().toString());
        retention.put("held_until", copy.heldUntil() == null ? null : copy.heldUntil().toString());
        root.putArray("left_out")
                .add("free notes")
                .add("names of other persons")
                .add("what was noted to keep the person safe from companions: it is told in person")
                .add(
                        "survivor-level answers, unless the copy was made by the assigned protection specialist");
        return root;
    }
}
