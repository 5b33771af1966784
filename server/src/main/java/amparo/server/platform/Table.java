package amparo.server.platform;

import java.util.List;

/** A table: every row has a cell for every column. On small screens each row becomes a card. */
public record Table(String caption, List<Column> columns, List<List<Cell>> rows) {
    public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        row.size() + " cells in a table of " + columns.size() + " columns");
            }
        }
    }
}
