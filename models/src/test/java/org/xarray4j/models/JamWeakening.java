package org.xarray4j.models;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A tagged access in the next weaker mode, or a tagged fence left out; named as the explorer names it.
 *
 * @param name the label and what becomes of it
 * @param protocol the protocol so changed
 * @param event the access in its new mode, or the fence that is left out
 */
record JamWeakening(String name, JamProtocols.Protocol protocol, Event event) {
    /** Returns all weakenings of a protocol by one step. */
    static List<JamWeakening> allOf(JamProtocols.Protocol protocol) {
        List<JamWeakening> all = new ArrayList<>();
        Set<String> done = new LinkedHashSet<>();
        for (Execution execution : protocol.mustNotHappen()) {
            for (Event event : execution.events()) {
                if (event.label().startsWith("[") && done.add(event.kind() + event.label())) {
                    all.addAll(of(protocol, event));
                }
            }
        }
        return all;
    }

    /** Returns the weakenings by one step more. */
    List<JamWeakening> further() {
        return event.isFence() ? List.of() : of(protocol, event);
    }

    private static List<JamWeakening> of(JamProtocols.Protocol protocol, Event event) {
        List<JamWeakening> all = new ArrayList<>();
        String label = event.label();
        if (event.isFence()) {
            all.add(changed(
                    label + ": without " + method(event.fence()),
                    protocol,
                    event,
                    each -> each.withoutFence(label)));
        }
        for (Mode weaker :
                event.isFence() ? List.<Mode>of() : event.mode().weakerOf(event.kind())) {
            all.add(changed(
                    label + " " + event.kind() + ": " + event.mode() + " -> " + weaker,
                    protocol,
                    event.withMode(weaker),
                    each -> each.weakened(event.kind(), label, weaker)));
        }
        return all;
    }

    /** Returns how Java calls a fence. */
    private static String method(String fence) {
        return switch (fence) {
            case "AcquireFence" -> "acquireFence";
            case "StoreFence" -> "storeStoreFence";
            case "FullFence" -> "fullFence";
            default -> throw new IllegalArgumentException(fence);
        };
    }

    private static JamWeakening changed(
            String name,
            JamProtocols.Protocol protocol,
            Event event,
            UnaryOperator<Execution> change) {
        return new JamWeakening(
                name,
                new JamProtocols.Protocol(
                        protocol.name(),
                        protocol.mustNotHappen().stream().map(change).collect(Collectors.toList())),
                event);
    }
}
