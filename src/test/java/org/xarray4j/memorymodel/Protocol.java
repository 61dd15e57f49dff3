package org.xarray4j.memorymodel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A program of the library, and what must go wrong with it.
 *
 * @param program the program as the library has it
 * @param order by which order it must be good
 * @param wrong the same with steps exchanged or left out, each of which must be bad
 * @param harmless the same with a change that one might think wrong, and why it is not
 * @param covered why a weakening is good that no protocol shows to be bad, by what {@link Weakening} calls it
 */
record Protocol(
        Program program,
        Order order,
        List<Program> wrong,
        Map<Program, String> harmless,
        Map<String, String> covered) {

    static Protocol of(Program program) {
        return new Protocol(program, Order.JAVA, List.of(), Map.of(), Map.of());
    }

    @Override
    public String toString() {
        return name();
    }

    String name() {
        return program.name();
    }

    /** Relies on an order that Java does not promise. */
    Protocol by(Order other) {
        return new Protocol(program, other, wrong, harmless, covered);
    }

    Protocol wrong(String how, Program changed) {
        List<Program> more = new ArrayList<>(wrong);
        more.add(changed.named(name() + ": " + how));
        return new Protocol(program, order, List.copyOf(more), harmless, covered);
    }

    Protocol harmless(String how, Program changed, String why) {
        Map<Program, String> more = new LinkedHashMap<>(harmless);
        more.put(changed.named(name() + ": " + how), why);
        return new Protocol(program, order, wrong, more, covered);
    }

    Protocol covered(String weakening, String why) {
        Map<String, String> more = new LinkedHashMap<>(covered);
        if (more.put(weakening, why) != null) {
            throw new IllegalArgumentException(weakening + " is listed twice");
        }
        return new Protocol(program, order, wrong, harmless, more);
    }
}
