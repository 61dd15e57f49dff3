package org.xarray4j.memorymodel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page of all protocols, weakenings and schedules. */
final class ExplorerPage {
    private final List<Protocol> protocols;
    private final Findings findings;
    private final StringBuilder text = new StringBuilder();

    ExplorerPage(List<Protocol> protocols, Findings findings) {
        this.protocols = protocols;
        this.findings = findings;
    }

    String text() {
        line("# What goes wrong without each ordering");
        line("");
        line(
                "Written by `ProtocolTest`; do not edit. [DESIGN.md](../DESIGN.md) has the argument and says what is modelled.");
        line("");
        line(
                "A schedule shows the accesses in the order in which they are performed; `<- before` tells of which steps, that");
        line(
                "stand before it in the same thread, one goes ahead. *x86* says whether x86-64 does it to a program that the");
        line(
                "compiler has left in order: where it says no, no test on such a machine can be relied on to show it.");
        protocols();
        weakenings();
        schedules();
        return text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void protocols() {
        line("");
        line("## The protocols");
        line("");
        line("| protocol | intact | must never happen | with steps exchanged or left out |");
        line("|---|---|---|---|");
        for (Protocol protocol : protocols) {
            List<String> wrong = new ArrayList<>();
            for (Program program : protocol.wrong()) {
                Verdict verdict = Explorer.explore(program, protocol.order());
                wrong.add(program.name().substring(protocol.name().length() + 2) + ": "
                        + verdict.needs());
            }
            String order =
                    protocol.order() == Order.JAVA ? "" : ", if dependent loads are in order";
            Verdict intact = Explorer.explore(protocol.program(), protocol.order());
            line("| " + protocol.name() + " | " + intact.needs() + order + ", " + intact.states()
                    + " states | " + protocol.program().hazard() + " | " + String.join("; ", wrong)
                    + " |");
        }
    }

    private Map<String, List<String>> namesByTag() {
        Map<String, List<String>> byTag = new TreeMap<>();
        for (String name : findings.names()) {
            byTag.computeIfAbsent(
                            findings.of(name).get(0).weakening().tag(), tag -> new ArrayList<>())
                    .add(name);
        }
        return byTag;
    }

    private void weakenings() {
        line("");
        line("## The weakenings");
        line("");
        line("| step | becomes | verdict | x86 | where, or why not |");
        line("|---|---|---|---|---|");
        namesByTag().values().forEach(names -> {
            Map<String, List<String>> good = new LinkedHashMap<>();
            for (String name : names) {
                if (findings.isBad(name)) {
                    bad(name);
                } else {
                    String row =
                            "| " + step(name) + " | %s | good | | " + findings.reason(name) + " |";
                    good.computeIfAbsent(row, same -> new ArrayList<>()).add(change(name));
                }
            }
            good.forEach((row, changes) -> line(String.format(row, String.join("; ", changes))));
        });
    }

    private static String step(String name) {
        return name.substring(0, name.indexOf(": "));
    }

    private static String change(String name) {
        return name.substring(name.indexOf(": ") + 2);
    }

    private void bad(String name) {
        List<Findings.Finding> bad = findings.of(name).stream()
                .filter(finding -> !finding.verdict().isGood())
                .collect(Collectors.toList());
        String onX86 = bad.stream().anyMatch(Findings.Finding::isBadOnX86) ? "yes" : "no";
        String where = bad.stream()
                .map(finding -> finding.protocol().name())
                .collect(Collectors.joining(", "));
        line("| " + step(name) + " | " + change(name) + " | **"
                + findings.clearest(name).verdict().needs() + "** | " + onX86 + " | " + where
                + " |");
    }

    private void schedules() {
        line("");
        line("## The schedules");
        namesByTag()
                .forEach((tag, names) -> names.forEach(name -> {
                    Findings.Finding finding = findings.clearest(name);
                    if (finding != null) {
                        line("");
                        line("### " + name);
                        line("");
                        line("In *" + finding.protocol().name() + "*: "
                                + finding.verdict().hazard() + ".");
                        line("");
                        line("```");
                        text.append(finding.verdict().schedule());
                        line("```");
                    }
                }));
    }
}
