package amparo.server.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The line between a tablet and the server: it counts what goes over it, and breaks when told. */
public final class Line implements AutoCloseable {

    private final ServerSocket door;
    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong up = new AtomicLong();
    private final AtomicLong down = new AtomicLong();
    private volatile boolean cut;
    private volatile boolean deaf;

    /** To a server on this computer. */
    public Line(int server) {
        this.server = server;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Where it begins. */
    public String address() {
        return "http://localhost:" + door.getLocalPort();
    }

    /** No line: what is under way breaks off. */
    public void cut() {
        cut = true;
        open.forEach(Line::quietly);
        open.clear();
    }

    /** Requests reach the server; its answers are lost on the way. */
    public void losesAnswers() {
        deaf = true;
    }

    /** The line is back. */
    public void mend() {
        cut = false;
        deaf = false;
    }

    long bytes() {
        return up.get() + down.get();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket tablet = door.accept();
                if (cut) {
                    tablet.close();
                } else {
                    connect(tablet);
                }
            } catch (IOException closed) {
                // The next one, or the end.
            }
        }
    }

    private void connect(Socket tablet) throws IOException {
        Socket far = new Socket(InetAddress.getLoopbackAddress(), server);
        open.add(tablet);
        open.add(far);
        Thread.ofVirtual().start(() -> pump(tablet, far, up, false));
        Thread.ofVirtual().start(() -> pump(far, tablet, down, true));
    }

    private void pump(Socket from, Socket to, AtomicLong counted, boolean answers) {
        byte[] bytes = new byte[8192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                counted.addAndGet(read);
                if (answers && deaf) {
                    break;
                }
                out.write(bytes, 0, read);
                out.flush();
            }
        } catch (IOException broken) {
            // Both ends go.
        }
        quietly(from);
        quietly(to);
        open.remove(from);
        open.remove(to);
    }

    private static void quietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It was closed already.
        }
    }

    @Override
    public void close() {
        cut();
        try {
            door.close();
        } catch (IOException gone) {
            // It was closed already.
        }
    }
}
