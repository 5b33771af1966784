package amparo.server.profiling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SoundFileTest {

    private static final String SECRET = "Maria Lopez, Tapachula 14.9 N";

    @Test
    void whatIsNoSoundIsNotKeptWhateverItIsCalled() {
        assertThat(SoundFile.of(new byte[0])).isEmpty();
        assertThat(SoundFile.of("<html><script>".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(SoundFile.of("RIFF....WAVE".getBytes(StandardCharsets.UTF_8))).isEmpty();
        byte[] other = Tone.wav("");
        other[8] = 'A';
        assertThat(SoundFile.of(other)).as("RIFF of another kind").isEmpty();
        byte[] packed = Tone.wav("");
        packed[20] = 85;
        assertThat(SoundFile.of(packed)).as("WAV that is not plain samples").isEmpty();
        assertThat(SoundFile.of(Tone.mp3("", 3))).as("three frames by chance").isEmpty();
    }

    @Test
    void aFileThatIsCutOrHidesSomethingBetweenTheFramesIsNotKept() {
        byte[] wav = Tone.wav("");
        assertThat(SoundFile.of(Arrays.copyOf(wav, wav.length / 2))).isEmpty();
        byte[] mp3 = Tone.mp3("", 40);
        byte[] broken = mp3.clone();
        System.arraycopy("<script>".getBytes(StandardCharsets.UTF_8), 0, broken, 10 + 417 * 20, 8);
        assertThat(SoundFile.of(broken)).isEmpty();
        assertThat(SoundFile.of(Arrays.copyOf(mp3, 10 + 417 * 20 + 100))).isEmpty();
    }

    @Test
    void onlyTheSoundStays() {
        SoundFile wav = SoundFile.of(Tone.wav(SECRET)).orElseThrow();
        assertThat(wav.type()).isEqualTo("audio/wav");
        assertThat(text(wav)).doesNotContain("Maria").doesNotContain("Tapachula").contains("data");
        assertThat(wav.content()).hasSize(44 + 8000);
        assertThat(SoundFile.of(wav.content()).orElseThrow().content())
                .as("again the same")
                .isEqualTo(wav.content());

        SoundFile mp3 = SoundFile.of(Tone.mp3(SECRET, 40)).orElseThrow();
        assertThat(mp3.type()).isEqualTo("audio/mpeg");
        assertThat(text(mp3)).doesNotContain("Maria").doesNotContain("ID3").doesNotContain("TAG");
        assertThat(mp3.content()).hasSize(39 * 417);
    }

    @Test
    void whatIsTooLargeIsNotKept() {
        assertThat(SoundFile.of(Tone.mp3("", SoundFile.MOST_BYTES / 417 + 2))).isEmpty();
        assertThat(SoundFile.of(new byte[SoundFile.MOST_SENT + 1])).isEmpty();
    }

    private static String text(SoundFile sound) {
        return new String(sound.content(), StandardCharsets.ISO_8859_1);
    }
}
