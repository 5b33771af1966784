package amparo.rulebook.accounting;

import static org.assertj.core.api.Assertions.assertThat;

import amparo.engine.rule.Rulebook;
import amparo.rulebook.load.RulebookLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FEATURE: no entry of the researched packs is dropped silently. */
class AccountingTest {
    private static final Path FOLDER = Path.of("accounting");
    private static final Rulebook BOOK = RulebookLoader.load(Path.of("content")).rulebook();

    @TempDir Path folder;

    @Test
    void everyRuleOfTheContentIsAccountedFor() throws IOException {
        Accounting accounting = Accounting.read(FOLDER);
        assertThat(accounting.entries()).isNotEmpty();
        assertThat(accounting.check(BOOK, null)).isEmpty();
    }

    @Test
    void theTableInTheRepositoryIsTheOneThatTheCommandMakes() throws IOException {
        assertThat(Files.readString(Path.of("ACCOUNTING.md")))
                .as("run ./amparo rulebook accounting --write")
                .isEqualTo(Accounting.read(FOLDER).markdown());
    }

    @Test
    void mistakesAreNamed() throws IOException {
        Files.writeString(
                folder.resolve("a.tsv"),
                String.join(
                        "\n",
                        "mex-asylum\tcoded\tmex-asylum\t",
                        "mex-asylum\tmerged\tmex-asylum\ttwice",
                        "can-stca\tcoded\tcan-stca\t",
                        "ghost\tcoded\tghost\t",
                        "why\tnot-expressible\t\t",
                        "broken line"));
        assertThat(Accounting.read(folder).check(BOOK, Set.of("mex-asylum", "chl-asylum")))
                .contains(
                        "a.tsv:6: a line is: id, coded | merged | barrier | not-expressible, target, note",
                        "mex-asylum: accounted for twice",
                        "can-stca: is said to be a door, but the rule is a barrier",
                        "ghost: no pathway is called 'ghost'",
                        "why: say why it cannot be expressed",
                        "chl-asylum: is in the facts packs, but not accounted for",
                        "ghost: is accounted for, but not in the facts packs",
                        "oecs-free-movement: is in the rulebook, but no line says where it comes from;"
                                + " add one to a file of rulebook/accounting");
    }

    @Test
    void idsOfThePacksAreRead() throws IOException {
        Files.writeString(folder.resolve("pathways-south.yaml"), "- id: b\n  names: {}\n- id: a\n");
        Files.writeString(folder.resolve("pathways-north.yaml"), "# x\n- id: a\n  - id: no\n");
        assertThat(Accounting.packIds(folder)).containsExactly("a", "b");
    }

    @Test
    void everyAsylumDoorIsListedWithItsCountry() throws IOException {
        String all = Files.readString(FOLDER.resolve("asylum-systems.tsv"));
        Path systems = folder.resolve("asylum-systems.tsv");
        Files.writeString(
                systems,
                all.replace("VEN\tven-asylum\tprocedures 1.2, general knowledge", "")
                        .replace("CHL\tchl-asylum", "PER\tchl-asylum")
                        .replace("ARG\targ-asylum\tfacts packs", "ARG\targ-asylum"));
        assertThat(Accounting.read(folder).systems().check(BOOK))
                .containsExactlyInAnyOrder(
                        "asylum-systems.tsv:4: a line is: country, door, source",
                        "PER: 'chl-asylum' is no asylum door to this country; mend asylum-systems.tsv",
                        "arg-asylum: is an asylum door of ARG and not in the list of systems;"
                                + " add a line to asylum-systems.tsv",
                        "chl-asylum: is an asylum door of CHL and not in the list of systems;"
                                + " add a line to asylum-systems.tsv",
                        "ven-asylum: is an asylum door of VEN and not in the list of systems;"
                                + " add a line to asylum-systems.tsv");
    }

    @Test
    void everyStateOfTheProceduresHasADoor() throws IOException {
        Files.writeString(
                folder.resolve("procedures.md"),
                """
                | **ZZZ** | before the section |
                ## 1. Per-State table
                | State | field values |
                | **GUY** | no law |
                | | more |
                | CAN | a law |
                | **ATA** | ice |
                ## 2. Return
                | **YYY** | after it |
                """);
        Set<String> states = AsylumSystems.states(folder);
        assertThat(states).containsExactly("ATA", "CAN", "GUY");
        assertThat(Accounting.read(FOLDER).systems().missing(states))
                .containsExactly("ATA: has an asylum system, but no door");
    }
}
