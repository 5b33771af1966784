package amparo.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** FEATURE: what a file is, its bytes say and never its name. */
class FileKindsTest {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void pagesScriptsProgramsAndPicturesWithScriptsAreNotTaken() {
        for (String text :
                new String[] {
                    "",
                    "  \n ",
                    "<html><script>alert(1)</script>",
                    " \n<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
                    "#!/bin/sh\nrm -rf",
                    "MZ\u0000\u0001program",
                    "PK\u0003\u0004zip"
                }) {
            assertThat(FileKinds.of(bytes(text))).as(text).isEmpty();
        }
        assertThat(FileKinds.of(new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0}))
                .isEmpty();
    }

    @Test
    void documentsPicturesAndPlainTextAreKnownByTheirBeginning() {
        assertThat(FileKinds.of(bytes("%PDF-1.7 ..."))).contains("application/pdf");
        assertThat(FileKinds.of(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 1}))
                .contains("image/jpeg");
        assertThat(
                        FileKinds.of(
                                new byte[] {
                                    (byte) 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1
                                }))
                .contains("image/png");
        assertThat(FileKinds.of(bytes("Carta de Ñusta, 3 < 4"))).contains("text/plain");
    }

    @Test
    void theNameOfADownloadHoldsNoPathNoHeaderAndTheEndingOfItsContent() {
        assertThat(FileKinds.name("C:\\casa\\acta.exe", "application/pdf")).isEqualTo("acta.pdf");
        assertThat(FileKinds.name("../../etc/passwd", "text/plain")).isEqualTo("passwd.txt");
        assertThat(FileKinds.name("a\"\r\nSet-Cookie: x", "image/png"))
                .doesNotContain("\"", "\r", "\n", ":")
                .endsWith(".png");
        assertThat(FileKinds.name("", "image/jpeg")).isEqualTo("file.jpg");
        assertThat(FileKinds.name("ñ".repeat(300), "image/jpeg")).hasSize(104);
    }
}
