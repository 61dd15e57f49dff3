package org.xarray4j.memorymodel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of every weakening of every protocol. A weakening that is bad in one protocol is done with; one that is
 * good in all is weakened further, to see how far that goes, and must be accounted for.
 */
final class Findings {
    /**
     * A weakening in one protocol.
     *
     * @param protocol which one
     * @param weakening which one
     * @param verdict what Java allows
     * @param isBadOnX86 whether x86-64 does it, when the compiler changes nothing
     */
    record Finding(Protocol protocol, Weakening weakening, Verdict verdict, boolean isBadOnX86) {
        @Override
        public String toString() {
            return verdict.toString();
        }
    }

    private final Map<String, List<Finding>> byName = new LinkedHashMap<>();

    private Findings() {}

    /** Explores all weakenings. */
    static Findings of(List<Protocol> protocols) {
        Findings findings = new Findings();
        List<Finding> level = new ArrayList<>();
        for (Protocol protocol : protocols) {
            for (Weakening weakening : Weakening.allOf(protocol.program())) {
                level.add(found(protocol, weakening));
            }
        }
        while (!level.isEmpty()) {
            for (Finding finding : level) {
                findings.byName
                        .computeIfAbsent(finding.weakening().name(), name -> new ArrayList<>())
                        .add(finding);
            }
            List<Finding> next = new ArrayList<>();
            for (Finding finding : level) {
                if (!findings.isBad(finding.weakening().name())) {
                    for (Weakening further : finding.weakening().further()) {
                        next.add(found(finding.protocol(), further));
                    }
                }
            }
            level = next;
        }
        return findings;
    }

    private static Finding found(Protocol protocol, Weakening weakening) {
        Verdict verdict = Explorer.explore(weakening.program(), protocol.order());
        boolean onX86 = !verdict.isGood()
                && !Explorer.explore(weakening.program(), Order.TSO).isGood();
        return new Finding(protocol, weakening, verdict, onX86);
    }

    /** Returns the names of all weakenings that were tried, in no certain order. */
    Set<String> names() {
        return byName.keySet();
    }

    /** Returns all tags of which an access was weakened. */
    Set<String> tags() {
        Set<String> tags = new LinkedHashSet<>();
        byName.values().forEach(findings -> tags.add(findings.get(0).weakening().tag()));
        return tags;
    }

    /** Returns what became of a weakening in each protocol that has its step. */
    List<Finding> of(String name) {
        return byName.get(name);
    }

    /** Returns whether some protocol is bad with it. */
    boolean isBad(String name) {
        return byName.get(name).stream().anyMatch(finding -> !finding.verdict().isGood());
    }

    /** Returns the clearest of those that are bad: fewest reorderings, and then fewest steps. */
    Finding clearest(String name) {
        Finding clearest = null;
        for (Finding finding : byName.get(name)) {
            if (!finding.verdict().isGood()
                    && (clearest == null || length(finding) < length(clearest))) {
                clearest = finding;
            }
        }
        return clearest;
    }

    private static long length(Finding finding) {
        Schedule schedule = finding.verdict().schedule();
        return 1000 * schedule.reorderings() + schedule.lines().size();
    }

    /** Returns why a weakening is good in all protocols, or null if that is not known. */
    String reason(String name) {
        for (Finding finding : byName.get(name)) {
            String reason = finding.protocol().covered().get(name);
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }
}
