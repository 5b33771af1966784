package amparo.server.api;

import amparo.server.platform.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Files that come as the body of a request or leave as the body of an answer. */
final class Files {

    private Files() {}

    /** The bytes of a request, no more than these. */
    static byte[] read(HttpServletRequest request, int most) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(most + 1);
        if (bytes.length > most) {
            throw ApiProblem.of(ProblemType.TOO_LARGE, most);
        }
        return bytes;
    }

    /** What the caller calls the file; it stands in a header, so that no address tells it. */
    static String name(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.CONTENT_DISPOSITION);
        if (header == null || header.length() > 1000) {
            return "";
        }
        try {
            String name = ContentDisposition.parse(header).getFilename();
            return name == null ? "" : name;
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }

    /** What tells one sending from another: the file, and what stands around it. */
    static byte[] mark(HttpServletRequest request, byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String query = request.getQueryString();
            digest.update(
                    ((query == null ? "" : query) + "\n" + name(request) + "\n")
                            .getBytes(StandardCharsets.UTF_8));
            return digest.digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A file to take along: no program is to guess what it is, and none on the way keeps it. */
    static ResponseEntity<byte[]> answer(String type, String name, byte[] bytes) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.parseMediaType(type));
        headers.setContentDisposition(
                ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
        headers.setCacheControl("no-store");
        return new ResponseEntity<>(bytes, headers, HttpStatus.OK);
    }
}
