package amparo.server.profiling;

/**
 * Somebody who interprets.
 *
 * @param there whether this is one of their hours
 */
public record InterpreterLine(
        String id,
        String name,
        String contact,
        String languages,
        String days,
        String hours,
        String way,
        boolean there) {}
