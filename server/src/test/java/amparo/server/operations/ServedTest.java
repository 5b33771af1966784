package amparo.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;

/** What a page wrote reaches whoever asked, also when the server stops just then. */
class ServedTest {

    @Test
    void the_stop_waits_for_an_answer_that_is_written_and_not_sent() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Served served = new Served();
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(0);
        served.customize(factory);
        factory.addEngineValves(new SlowEnd(written, go));
        WebServer server =
                factory.getWebServer(
                        context -> context.addServlet("page", new Page()).addMapping("/"));
        server.start();
        served.start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            CompletableFuture<HttpResponse<String>> answer =
                    client.sendAsync(
                            HttpRequest.newBuilder(
                                            URI.create("http://localhost:" + server.getPort()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();

            CompletableFuture<String> stopped = new CompletableFuture<>();
            served.stop(() -> {
                server.stop();
                stopped.complete("stopped");
            });
            // Long enough for a stop that waits for nobody to be over.
            Thread.sleep(500);
            assertThat(served.isRunning()).isTrue();
            assertThat(stopped).isNotDone();

            go.countDown();
            assertThat(answer.get(30, TimeUnit.SECONDS).body()).isEqualTo("the whole page");
            assertThat(stopped.get(30, TimeUnit.SECONDS)).isEqualTo("stopped");
            assertThat(served.isRunning()).isFalse();
        } finally {
            go.countDown();
            server.destroy();
        }
    }

    private static final class Page extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            response.getWriter().print("the whole page");
        }
    }

    /** The work between the end of a page and the sending of it, as long as a test wants it. */
    private static final class SlowEnd extends ValveBase {
        private final CountDownLatch written;
        private final CountDownLatch go;

        SlowEnd(CountDownLatch written, CountDownLatch go) {
            super(true);
            this.written = written;
            this.go = go;
        }

        @Override
        public void invoke(Request request, Response response)
                throws IOException, ServletException {
            getNext().invoke(request, response);
            written.countDown();
            try {
                go.await();
            } catch (InterruptedException told) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
