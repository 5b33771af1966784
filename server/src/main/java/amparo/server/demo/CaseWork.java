package amparo.server.demo;

import amparo.server.cases.CaseFiles;
import amparo.server.demo.Settlement.Load;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Opens cases for some of those who were entered, with the work that waits in them. */
@Component
class CaseWork {

    private static final List<String> NOTES =
            List.of(
                    "Primera conversación: quiere quedarse en el país con los suyos.",
                    "Llamó la escuela: hay cupo desde el lunes.",
                    "Vino sin cita; se fue tranquila. Volver a llamar el jueves.",
                    "Falta la traducción del acta de nacimiento.");
    private static final List<String> TASKS =
            List.of(
                    "Pedir copia del acta de nacimiento",
                    "Acompañar a la entrega de la solicitud",
                    "Llamar para confirmar la cita",
                    "Preguntar por cupo en el albergue");
    private static final List<String> PURPOSES = List.of("interview", "hand-in", "fingerprints");
    private static final Map<String, String> ZONES =
            Map.of(
                    "CHL", "America/Santiago",
                    "COL", "America/Bogota",
                    "CRI", "America/Guatemala",
                    "MEX", "America/Mexico_City",
                    "PAN", "America/Panama");

    private final CaseFiles cases;
    private final Clock clock;

    CaseWork(CaseFiles cases, Clock clock) {
        this.cases = cases;
        this.clock = clock;
    }

    /**
     * A case for people who travel together, by a case worker who entered them.
     *
     * @param codes of their files, that of the first first
     * @param number of the family: each is a little different
     */
    void open(Load load, List<String> codes, int number) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        UUID file =
                cases.begin(codes.getFirst(), number % 5 > 0, codes.subList(1, codes.size()))
                        .orElseThrow();
        cases.note(file, null, "ordinary", NOTES.get(number % NOTES.size()));
        // Some are late, some of today, most to come.
        cases.task(
                file,
                null,
                TASKS.get(number % TASKS.size()),
                today.plusDays(number % 12 - 2L),
                load.by().account());
        String country = load.house().country();
        cases.door(file, null, country.toLowerCase(Locale.ROOT) + "-asylum")
                .filter(door -> number % 2 == 0)
                .ifPresent(door ->
                        cases.step(door, 1, "submitted", today.minusDays(number % 20), null, null));
        String zone = ZONES.get(country);
        if (zone != null && number % 3 == 0) {
            cases.appointment(
                    file,
                    null,
                    today.plusDays(1L + number % 14)
                            .atTime(LocalTime.of(15, 0))
                            .atOffset(ZoneOffset.UTC),
                    zone,
                    load.house().name(),
                    PURPOSES.get(number % PURPOSES.size()));
        }
        if (number % 7 == 3) {
            cases.status(file, 1, "paper", null, today.plusDays(10), null);
        }
    }
}
