package amparo.server.profiling;

/** Somebody who was just written down, and the number that is called. */
public record SurgeNumber(String code, int number) {}
