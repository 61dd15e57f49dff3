package org.xarray4j.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page of verdicts and counter-examples. */
final class JamPage {
    private final StringBuilder text = new StringBuilder();

    /**
     * Writes the page.
     *
     * @param verdicts the verdict of each protocol, by name of the weakening
     * @param reasons why a weakening is good everywhere
     */
    String text(Map<String, Map<String, JamVerdict>> verdicts, Map<String, String> reasons) {
        line("# What goes wrong without each ordering, by a formal model of Java's access modes");
        line("");
        line(
                "Written by `JamProtocolTest` of the module `models`; do not edit. [DESIGN.md](../DESIGN.md) says what is");
        line(
                "modelled, and [the explorer's page](memory-model.md) has the same by another method.");
        line("");
        line(
                "In a drawing each thread's events stand in program order; `reads` names the write that a load reads, where");
        line(
                "`start` is the initial value. *Order of volatiles* is the one order of the volatile accesses and full fences");
        line("that order anything. Nothing else orders two threads but who reads from whom.");
        line("");
        line("| step | becomes | verdict | where, or why not |");
        line("|---|---|---|---|");
        verdicts.forEach((name, byProtocol) -> {
            int colon = name.indexOf(": ");
            String row =
                    "| " + name.substring(0, colon) + " | " + name.substring(colon + 2) + " | ";
            String bad = byProtocol.entrySet().stream()
                    .filter(each -> !each.getValue().isGood())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.joining(", "));
            line(row + (bad.isEmpty() ? "good | " + reasons.get(name) : "**BAD** | " + bad) + " |");
        });
        verdicts.forEach((name, byProtocol) -> byProtocol.entrySet().stream()
                .filter(each -> !each.getValue().isGood())
                .findFirst()
                .ifPresent(each -> draw(name, each.getKey(), each.getValue())));
        return text.toString();
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }

    private void draw(String name, String protocol, JamVerdict verdict) {
        line("");
        line("## " + name);
        line("");
        line("In *" + protocol + "*: " + verdict.execution().hazard() + ".");
        line("");
        line("```");
        Map<String, String> numbers = new LinkedHashMap<>();
        for (Event event : verdict.execution().events()) {
            numbers.put(event.id(), Integer.toString(numbers.size() + 1));
        }
        List<List<String>> columns = new ArrayList<>();
        verdict.execution().threads().forEach((thread, events) -> {
            List<String> column = new ArrayList<>();
            column.add(thread.replace('_', ' '));
            for (Event event : events) {
                column.add(String.format(
                        "%2s %s", numbers.get(event.id()), told(event, verdict.found(), numbers)));
                column.add("   " + (event.isFence() ? "" : event.mode() + " ") + event.label());
            }
            columns.add(column);
        });
        int rows = columns.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < rows; i++) {
            StringBuilder row = new StringBuilder();
            for (List<String> column : columns) {
                int width = column.stream().mapToInt(String::length).max().orElse(0) + 4;
                row.append(
                        String.format("%-" + width + "s", i < column.size() ? column.get(i) : ""));
            }
            line(row.toString());
        }
        String order = order(verdict, numbers);
        if (!order.isEmpty()) {
            line("");
            line("order of volatiles: " + order);
        }
        line("```");
    }

    private static String told(Event event, Jam.Found found, Map<String, String> numbers) {
        String reads = found.reads().stream()
                .filter(edge -> edge.to().equals(event.id()))
                .map(edge -> numbers.getOrDefault(edge.from(), "start"))
                .findFirst()
                .map(from -> "   reads " + from)
                .orElse("");
        return event.told() + reads;
    }

    private static String order(JamVerdict verdict, Map<String, String> numbers) {
        return verdict.execution().events().stream()
                .map(Event::id)
                .filter(id -> verdict.found().pushed().stream()
                        .anyMatch(edge -> edge.from().equals(id) || edge.to().equals(id)))
                .sorted((a, b) -> Long.compare(followers(b, verdict), followers(a, verdict)))
                .map(numbers::get)
                .collect(Collectors.joining(" < "));
    }

    private static long followers(String id, JamVerdict verdict) {
        return verdict.found().pushed().stream()
                .filter(edge -> edge.from().equals(id))
                .count();
    }
}
