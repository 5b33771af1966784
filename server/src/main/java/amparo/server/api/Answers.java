package amparo.server.api;

import jakarta.servlet.http.HttpServletRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Answers with what they need around them: entity tags, links, lifetimes. */
final class Answers {

    private static final int TAG_BYTES = 18;

    private Answers() {}

    /** One thing. */
    static ResponseEntity<byte[]> one(HttpServletRequest request, Object thing) {
        return answer(request, ApiJson.write(thing), null);
    }

    /** What a search found: not kept anywhere on the way. */
    static ResponseEntity<byte[]> found(Object thing) {
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl("no-store");
        headers.setContentType(MediaType.APPLICATION_JSON);
        return new ResponseEntity<>(ApiJson.write(thing), headers, HttpStatus.OK);
    }

    /** A page of a list, with a link to the next. */
    static ResponseEntity<byte[]> page(
            HttpServletRequest request, ApiPage<?> page, int limit, String filter) {
        String link =
                page.next() == null
                        ? null
                        : "<%s?after=%s&limit=%d%s>; rel=\"next\""
                                .formatted(request.getRequestURI(), page.next(), limit, filter);
        return answer(request, ApiJson.write(page), link);
    }

    private static ResponseEntity<byte[]> answer(
            HttpServletRequest request, byte[] body, @Nullable String link) {
        String tag = tag(body);
        boolean known = names(request.getHeader(HttpHeaders.IF_NONE_MATCH), tag);
        HttpHeaders headers = new HttpHeaders();
        headers.setETag(tag);
        headers.setCacheControl("private, no-cache");
        if (link != null) {
            headers.set(HttpHeaders.LINK, link);
        }
        if (known) {
            return new ResponseEntity<>(null, headers, HttpStatus.NOT_MODIFIED);
        }
        headers.setContentType(MediaType.APPLICATION_JSON);
        return new ResponseEntity<>(body, headers, HttpStatus.OK);
    }

    /** A strong entity tag: changes when a single byte of the answer does. */
    static String tag(byte[] body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
            return "\""
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(Arrays.copyOf(digest, TAG_BYTES))
                    + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether a list of tags names this one; weak ones count for reading. */
    static boolean names(@Nullable String header, String tag) {
        return header != null
                && Arrays.stream(header.split(",", -1))
                        .map(String::strip)
                        .map(one -> one.startsWith("W/") ? one.substring(2) : one)
                        .anyMatch(one -> one.equals("*") || one.equals(tag));
    }
}
