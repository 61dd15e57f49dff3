package org.xarray4j.examples.iplookup.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows under a heading, to be shown as text or as HTML. The first columns are words, aligned left, and the others
 * figures, aligned right.
 */
final class Table {
    private final int wordColumns;
    private final List<List<String>> rows = new ArrayList<>();

    Table(int wordColumns, String... headings) {
        this.wordColumns = wordColumns;
        rows.add(List.of(headings));
    }

    void add(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException(
                    cells.length + " cells under " + rows.get(0).size() + " headings");
        }
        rows.add(List.of(cells));
    }

    /** Returns a line for each row, the heading first. */
    List<String> toText() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(" ");
            for (int column = 0; column < widths.length; column++) {
                String padding = " ".repeat(widths[column] - row.get(column).length());
                line.append(' ')
                        .append(
                                column < wordColumns
                                        ? row.get(column) + padding
                                        : padding + row.get(column));
                line.append(' ');
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    String toHtml() {
        String body =
                rows.stream().skip(1).map(row -> row("td", row)).collect(Collectors.joining());
        return "<div class=\"scroll\"><table>\n<thead>" + row("th", rows.get(0))
                + "</thead>\n<tbody>" + body + "</tbody>\n</table></div>\n";
    }

    private String row(String tag, List<String> cells) {
        Stream.Builder<String> html = Stream.builder();
        for (int column = 0; column < cells.size(); column++) {
            String kind = column < wordColumns ? "" : " class=\"figure\"";
            html.add("<" + tag + kind + ">" + Html.escape(cells.get(column)) + "</" + tag + ">");
        }
        return "<tr>" + html.build().collect(Collectors.joining()) + "</tr>\n";
    }
}
