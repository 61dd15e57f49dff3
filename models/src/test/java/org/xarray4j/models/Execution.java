package org.xarray4j.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The events of an execution, of each thread in program order, and which write certain reads read: what must not
 * happen.
 *
 * @param name what it is called
 * @param hazard what happens in it
 * @param threads the events of each thread
 * @param reads for some reads the writes that each may read; {@code place0} is the initial write of a place
 * @param last for some places the write that comes last
 */
record Execution(
        String name,
        String hazard,
        Map<String, List<Event>> threads,
        Map<String, List<String>> reads,
        Map<String, String> last) {

    static Execution execution(String name) {
        return new Execution(name, "", Map.of(), Map.of(), Map.of());
    }

    Execution hazard(String words) {
        return new Execution(name, words, threads, reads, last);
    }

    Execution thread(String thread, Event... events) {
        Map<String, List<Event>> more = new LinkedHashMap<>(threads);
        more.put(thread, List.of(events));
        return new Execution(name, hazard, more, reads, last);
    }

    Execution reads(String read, String... writes) {
        Map<String, List<String>> more = new LinkedHashMap<>(reads);
        more.put(read, List.of(writes));
        return new Execution(name, hazard, threads, more, last);
    }

    Execution last(String place, String write) {
        Map<String, String> more = new LinkedHashMap<>(last);
        more.put(place, write);
        return new Execution(name, hazard, threads, reads, more);
    }

    List<Event> events() {
        return threads.values().stream().flatMap(List::stream).collect(Collectors.toList());
    }

    /** Gives the accesses of a kind with this label another mode. */
    Execution weakened(Event.Kind kind, String label, Mode mode) {
        return changed(event ->
                event.kind() == kind && event.label().equals(label) ? event.withMode(mode) : event);
    }

    /** Leaves out the fences with this label. */
    Execution withoutFence(String label) {
        return changed(event -> event.isFence() && event.label().equals(label) ? null : event);
    }

    private Execution changed(UnaryOperator<Event> change) {
        Map<String, List<Event>> changed = new LinkedHashMap<>();
        threads.forEach((thread, events) -> {
            List<Event> others = new ArrayList<>();
            for (Event event : events) {
                Event other = change.apply(event);
                if (other != null) {
                    others.add(other);
                }
            }
            changed.put(thread, others);
        });
        return new Execution(name, hazard, changed, reads, last);
    }

    // ------------------------------------------------------------ as Alloy reads it

    Set<String> places() {
        Set<String> places = new LinkedHashSet<>();
        events().stream()
                .filter(event -> !event.isFence())
                .forEach(event -> places.add(event.place()));
        return places;
    }

    /** The sigs and facts of this execution; to be appended to the model. */
    String alloy() {
        StringBuilder text = new StringBuilder("\n");
        for (String place : places()) {
            text.append("one sig P_").append(place).append(" extends Place {}\n");
            text.append("one sig ").append(place).append("0 extends Event {}\n");
            text.append("fact { ")
                    .append(place)
                    .append("0.at = P_")
                    .append(place)
                    .append(" }\n");
        }
        for (Event event : events()) {
            text.append("one sig ").append(event.id()).append(" extends Event {}\n");
            text.append("fact { ")
                    .append(
                            event.isFence()
                                    ? "no " + event.id() + ".at"
                                    : event.id() + ".at = P_" + event.place())
                    .append(" }\n");
        }
        set(
                text,
                "Initial",
                places().stream().map(place -> place + "0").collect(Collectors.toList()));
        List<String> writes = ids(Event::isWrite);
        places().forEach(place -> writes.add(place + "0"));
        set(text, "Write", writes);
        set(text, "Read", ids(Event::isRead));
        set(text, "Opaque", ids(event -> !event.isFence() && event.mode() != Mode.PLAIN));
        set(text, "Acquire", ids(event -> event.mode() == Mode.ACQUIRE));
        set(text, "Release", ids(event -> event.mode() == Mode.RELEASE));
        set(text, "Volatile", ids(event -> event.mode() == Mode.VOLATILE));
        for (String fence : List.of("AcquireFence", "ReleaseFence", "StoreFence", "FullFence")) {
            set(text, fence, ids(event -> event.fence().equals(fence)));
        }
        text.append("fact { po = ").append(programOrder()).append(" }\n");
        text.append("run asked { ").append(asked()).append(" }\n");
        return text.toString();
    }

    private List<String> ids(java.util.function.Predicate<Event> which) {
        return events().stream()
                .filter(which)
                .map(Event::id)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static void set(StringBuilder text, String sig, List<String> ids) {
        text.append("fact { ")
                .append(ids.isEmpty() ? "no " + sig : sig + " = " + String.join(" + ", ids))
                .append(" }\n");
    }

    private String programOrder() {
        List<String> pairs = new ArrayList<>();
        for (List<Event> events : threads.values()) {
            for (int i = 0; i < events.size(); i++) {
                for (int j = i + 1; j < events.size(); j++) {
                    pairs.add(events.get(i).id() + " -> " + events.get(j).id());
                }
            }
        }
        return pairs.isEmpty() ? "none -> none" : String.join(" + ", pairs);
    }

    private String asked() {
        List<String> asked = new ArrayList<>();
        reads.forEach((read, writes) ->
                asked.add("Execution.rf." + read + " in " + String.join(" + ", writes)));
        last.forEach((place, write) -> asked.add(write + " in Final"));
        return asked.isEmpty() ? "some Event" : String.join(" and ", asked);
    }
}
