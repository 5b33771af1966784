package amparo.server.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Speaks to the server byte by byte: no client in between that would mend what is broken. */
final class Raw {

    private static final int PATIENCE_MILLIS = 60_000;

    private Raw() {}

    /** What came back; status 0 if the server hung up without a word. */
    record Answer(int status, String headers, String body) {}

    static Answer send(int port, byte[] request) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
                InputStream in = socket.getInputStream();
                byte[] part = new byte[8192];
                for (int read = in.read(part); read >= 0; read = in.read(part)) {
                    answer.write(part, 0, read);
                }
            } catch (SocketTimeoutException silent) {
                return new Answer(-1, "", "no answer in " + PATIENCE_MILLIS + " ms");
            } catch (SocketException hungUp) {
                // A body that is too large is not read to its end.
            }
        }
        String text = answer.toString(StandardCharsets.ISO_8859_1);
        if (!text.startsWith("HTTP/1.1 ")) {
            return new Answer(0, "", text);
        }
        int end = text.indexOf("\r\n\r\n");
        return new Answer(
                Integer.parseInt(text.substring(9, 12)),
                text.substring(0, end < 0 ? text.length() : end).toLowerCase(Locale.ROOT),
                end < 0 ? "" : text.substring(end + 4));
    }
}
