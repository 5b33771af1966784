package amparo.server.profiling;

/** A recording on its page: what is said, in which language, and how large it is. */
public record RecordingLine(String id, String question, String language, String size) {}
