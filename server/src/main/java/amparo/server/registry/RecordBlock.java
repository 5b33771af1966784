package amparo.server.registry;

import amparo.server.platform.Table;

/**
 * A list of records on a page.
 *
 * @param complete whether the person said that this is all
 */
public record RecordBlock(
        String fact, String title, Table table, boolean empty, boolean complete) {}
