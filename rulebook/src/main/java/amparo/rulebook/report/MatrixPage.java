package amparo.rulebook.report;

import amparo.engine.rule.Category;
import amparo.engine.value.Days;
import java.util.List;
import java.util.Map;

/** The matrix as one accessible HTML file without scripts. */
final class MatrixPage {
    private static final String STYLE =
            """
            body{font:16px/1.45 system-ui,sans-serif;margin:1.5rem;color:#1b1b1b;background:#fff}
            .scroll{overflow-x:auto}
            table{border-collapse:collapse}
            caption{text-align:start;font-weight:600;padding-block:.5rem}
            th,td{border:1px solid #6b6b6b;padding:.35rem .5rem;text-align:start;vertical-align:top}
            thead th{position:sticky;top:0;background:#eef2f5}
            td.gap{background:repeating-linear-gradient(45deg,#fff,#fff 6px,#f3d9d3 6px,#f3d9d3 9px)}
            td.own{color:#4a4a4a;background:#f4f4f4}
            dt{font-weight:600}
            .named{font-weight:600}
            ul{margin:0;padding-inline-start:1rem}
            """;

    private MatrixPage() {}

    static String html(Matrix matrix) {
        StringBuilder out = new StringBuilder();
        String title = "Doors by nationality and destination on " + Days.iso(matrix.day());
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.append("<title>").append(title).append("</title>\n<style>\n").append(STYLE);
        out.append("</style>\n</head>\n<body>\n<main>\n<h1>").append(title).append("</h1>\n");
        out.append(
                "<p>A door is listed where a person of whom only the nationality is known is not");
        out.append(" refused and applications are taken, as far as is known. Bold: the door names");
        out.append(
                " this nationality. \"No door\": none is known, which is not proof that there is");
        out.append(" none.</p>\n<div class=\"scroll\" role=\"region\" aria-label=\"Table\"");
        out.append(" tabindex=\"0\">\n<table>\n<caption>").append(title).append("</caption>\n");
        out.append("<thead>\n<tr><th scope=\"col\">Nationality</th>");
        for (String destination : matrix.destinations()) {
            out.append("<th scope=\"col\">").append(name(matrix, destination)).append("</th>");
        }
        out.append("</tr>\n</thead>\n<tbody>\n");
        for (String row : matrix.nationalities()) {
            out.append("<tr><th scope=\"row\">").append(name(matrix, row)).append("</th>");
            for (String destination : matrix.destinations()) {
                if (Matrix.isOwn(row, destination)) {
                    out.append("<td class=\"own\">Own country</td>");
                } else {
                    cell(out, matrix.cell(row, destination));
                }
            }
            out.append("</tr>\n");
        }
        out.append("</tbody>\n</table>\n</div>\n");
        leftOut(out, matrix);
        out.append("</main>\n</body>\n</html>\n");
        return out.toString();
    }

    private static void leftOut(StringBuilder out, Matrix matrix) {
        out.append(
                "<h2>Who is left out</h2>\n<p>Nationalities for which no door but asylum is known.");
        out.append("</p>\n<dl>\n");
        for (String destination : matrix.destinations()) {
            List<String> left = matrix.leftOut(destination);
            String names =
                    String.join(", ", left.stream().map(code -> name(matrix, code)).toList());
            out.append("<dt>").append(name(matrix, destination)).append("</dt><dd>");
            out.append(left.isEmpty() ? "Nobody, as far as is known" : names).append("</dd>\n");
        }
        out.append("</dl>\n");
    }

    private static void cell(StringBuilder out, Map<Category, Boolean> doors) {
        if (doors.isEmpty()) {
            out.append("<td class=\"gap\">No door</td>");
            return;
        }
        out.append("<td><ul>");
        doors.forEach((category, named) ->
                out.append(named ? "<li class=\"named\">" : "<li>")
                        .append(category.word())
                        .append("</li>"));
        out.append("</ul></td>");
    }

    private static String name(Matrix matrix, String code) {
        String name = matrix.names().getOrDefault(code, code);
        return escape(
                code.equals(Matrix.OTHER) ? "Any other nationality" : name + " (" + code + ")");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
