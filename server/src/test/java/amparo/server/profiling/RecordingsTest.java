package amparo.server.profiling;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.server.access.OrganisationKind;
import amparo.server.access.Role;
import amparo.server.platform.Ids;
import amparo.server.testing.WholeServer;
import amparo.server.testing.WholeServer.Browser;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("database")
class RecordingsTest {

    private final WholeServer server = WholeServer.get();
    private UUID ours;
    private Browser worker;

    @BeforeEach
    void organisation() throws Exception {
        ours = server.organisation(OrganisationKind.NGO);
        worker = server.worker(ours, Role.CASE_WORKER, "organisation");
    }

    // --- what must not happen

    @Test
    void whatIsNoSoundIsRefusedWithWhatToDo() throws Exception {
        var refused =
                worker.upload(
                        "/recordings",
                        "sound",
                        "question.mp3",
                        "<script>alert(1)</script>"
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        "fact",
                        "age",
                        "language",
                        "haitian_creole");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("This file was not kept");
        assertThat(
                        worker.upload(
                                        "/recordings",
                                        "sound",
                                        "q.wav",
                                        Tone.wav(""),
                                        "fact",
                                        "harm",
                                        "language",
                                        "haitian_creole")
                                .statusCode())
                .as("no question of survivors")
                .isEqualTo(400);
        assertThat(rows()).isEmpty();
    }

    @Test
    void anotherOrganisationNeitherHearsNorEndsIt() throws Exception {
        String id = put("age", "haitian_creole");
        Browser others =
                server.worker(
                        server.organisation(OrganisationKind.NGO),
                        Role.CASE_WORKER,
                        "organisation");
        assertThat(others.get("/recordings/" + id).statusCode()).isEqualTo(404);
        others.post("/recordings/" + id + "/end");
        assertThat(others.get("/recordings").body()).doesNotContain(id);
        assertThat(rows()).containsExactly("age haitian_creole true");
        assertThat(server.stranger().get("/recordings/" + id).statusCode()).isNotEqualTo(200);
    }

    // --- what must

    @Test
    void theQuestionOffersItInTheLanguageOfTheInterviewAndInNoOther() throws Exception {
        String creole = put("age", "haitian_creole");
        String to = WholeServer.location(worker.post("/persons", "name", "Marisol"));
        String code = to.substring(to.length() - 8);
        for (String language : List.of("haitian_creole", "spanish")) {
            String interview =
                    WholeServer.location(
                                    worker.post(
                                            "/persons/" + code + "/interview",
                                            "place",
                                            "room",
                                            "private",
                                            "yes",
                                            "language",
                                            language,
                                            "through",
                                            "direct",
                                            "understood",
                                            "yes",
                                            "informed",
                                            "yes",
                                            "consent",
                                            "yes"))
                            .replaceAll("^https?://[^/]+", "");
            String page = worker.get(interview + "/question?fact=age").body();
            assertThat(page.contains("<audio") && page.contains("/recordings/" + creole))
                    .isEqualTo(language.equals("haitian_creole"));
        }
        var sound = worker.get("/recordings/" + creole);
        assertThat(sound.headers().firstValue("Content-Type")).hasValue("audio/wav");
        assertThat(sound.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(sound.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("media-src 'self'");
        assertThat(sound.body()).startsWith("RIFF").doesNotContain("Maria");
    }

    @Test
    void aNewOneTakesThePlaceOfTheOldAndTwoClicksKeepOne() throws Exception {
        String old = put("age", "haitian_creole");
        String id = Ids.next().toString();
        for (int click = 0; click < 2; click++) {
            worker.upload(
                    "/recordings",
                    "sound",
                    "q.mp3",
                    Tone.mp3("Maria", 40),
                    "id",
                    id,
                    "fact",
                    "age",
                    "language",
                    "haitian_creole");
        }
        assertThat(rows())
                .containsExactlyInAnyOrder("age haitian_creole false", "age haitian_creole true");
        String list = worker.get("/recordings").body();
        assertThat(list).contains(id).doesNotContain(old);
        worker.post("/recordings/" + id + "/end");
        assertThat(worker.get("/recordings").body()).contains("No recordings yet");
    }

    @Test
    void thePageToPointAtOffersTheSentenceOfEachLanguage() throws Exception {
        assertThat(worker.get("/point").body()).doesNotContain("<audio");
        String id = put(Recordings.POINT, "wolof");
        assertThat(worker.get("/point").body()).containsOnlyOnce("<audio").contains(id);
    }

    private String put(String fact, String language) throws Exception {
        String id = Ids.next().toString();
        assertThat(
                        worker.upload(
                                        "/recordings",
                                        "sound",
                                        "Maria.wav",
                                        Tone.wav("Maria"),
                                        "id",
                                        id,
                                        "fact",
                                        fact,
                                        "language",
                                        language)
                                .statusCode())
                .isEqualTo(302);
        return id;
    }

    private List<String> rows() throws Exception {
        return server.column(
                "select fact || ' ' || language || ' ' || active from recording where organisation = ?::uuid",
                ours.toString());
    }
}
