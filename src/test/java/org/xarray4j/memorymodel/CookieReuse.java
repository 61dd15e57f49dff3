package org.xarray4j.memorymodel;

import static org.xarray4j.memorymodel.Actor.actor;
import static org.xarray4j.memorymodel.Barrier.STORE_STORE_FENCE;
import static org.xarray4j.memorymodel.Condition.Relation.IS;
import static org.xarray4j.memorymodel.Condition.Relation.IS_NOT_LESS;
import static org.xarray4j.memorymodel.Mode.ACQUIRE;
import static org.xarray4j.memorymodel.Mode.OPAQUE;
import static org.xarray4j.memorymodel.Mode.PLAIN;
import static org.xarray4j.memorymodel.Mode.RELEASE;
import static org.xarray4j.memorymodel.Mode.VOLATILE;
import static org.xarray4j.memorymodel.Place.at;
import static org.xarray4j.memorymodel.Program.program;
import static org.xarray4j.memorymodel.Step.fence;
import static org.xarray4j.memorymodel.Step.load;
import static org.xarray4j.memorymodel.Step.store;
import static org.xarray4j.memorymodel.Step.update;
import static org.xarray4j.memorymodel.Step.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Nodes whose reuse an epoch decides: a writer publishes, draws a stamp, scans later, bumps and overwrites; a view walks
 * under a pin and does not validate.
 */
final class CookieReuse {
    private CookieReuse() {}

    private static final String MEMORY =
            "epoch=1 word=0 pinEpoch=0 sequence=0 root=1 node[1]=10 node[2]=0";

    private static Step[] join(Object... parts) {
        List<Step> steps = new ArrayList<>();
        for (Object part : parts) {
            steps.addAll(part instanceof Step step ? List.of(step) : Arrays.asList((Step[]) part));
        }
        return steps.toArray(new Step[0]);
    }

    private static Step[] reuse() {
        return join(
                store("sequence", 1, RELEASE, "[seq-3]"),
                fence(STORE_STORE_FENCE, "[seq-4]"),
                store("node[1]", 99, PLAIN, "overwrite a node in use again"));
    }

    private static Step[] publish() {
        return join(
                store("node[2]", 20, PLAIN, "fill the copy"),
                store("root", 2, VOLATILE, "[root-2]"));
    }

    private static Step[] stampAndScan() {
        return join(
                update("drawn", "epoch", Change.add(1), VOLATILE, "[stamp-1]"),
                load("word", "word", VOLATILE, "[scan-1]"),
                when("word", IS, 0, reuse())
                        .otherwise(when("word", IS, 2, reuse())
                                .otherwise(
                                        load("its epoch", "pinEpoch", ACQUIRE, "[scan-2]"),
                                        when(
                                                "its epoch",
                                                IS_NOT_LESS,
                                                new Term("drawn", 1),
                                                reuse()))));
    }

    private static Step[] pinnedWalk() {
        return join(
                update(
                        "claimed",
                        "word",
                        Change.compareAndSet(Term.constant(0), Term.constant(1)),
                        VOLATILE,
                        "[pin-1]"),
                load("epoch", "epoch", VOLATILE, "[pin-2]"),
                store("pinEpoch", Term.register("epoch"), RELEASE, "[pin-3]"),
                load("root", "root", VOLATILE, "[root-1]"),
                load("value", at("node", "root"), PLAIN, "walk"),
                store("pinEpoch", 0, OPAQUE, "forget the epoch"),
                store("word", 2, RELEASE, "[close-1]"));
    }

    private static Program asked(Program program) {
        return program.never(
                        "a view meets a node in use again",
                        o -> o.of("view.root") != Outcome.NONE
                                && !o.is("view.value", 10)
                                && !o.is("view.value", 20))
                .sometimes(
                        "the node is used again after the view has read it",
                        o -> o.is("view.value", 10) && o.at("node[1]") == 99);
    }

    static Protocol underAView() {
        Program program = asked(program(
                "view against reuse by cookie",
                MEMORY,
                actor("writer", join(publish(), stampAndScan())),
                actor("view", pinnedWalk())));
        return Protocol.of(program)
                .wrong("stamp before unlink", program.moved("[stamp-1]", "[root-2]"))
                .wrong("root loaded before the pin", program.moved("[root-1]", "[pin-1]"))
                .wrong("pin closed before the walk", program.moved("[close-1]", "walk"));
    }

    /** The array has no domain before its first pin; a batch that was sealed before that waits for none. */
    static Protocol beforeTheFirstPin() {
        Program program = asked(program(
                "first view of an array",
                MEMORY + " domain=0",
                actor(
                        "writer",
                        join(
                                publish(),
                                load("domain", "domain", VOLATILE, "[dom-2]"),
                                when("domain", IS, 0, reuse()).otherwise(stampAndScan()))),
                actor(
                        "view",
                        join(
                                update(
                                        "none",
                                        "domain",
                                        Change.compareAndSet(Term.constant(0), Term.constant(1)),
                                        VOLATILE,
                                        "[dom-1]"),
                                pinnedWalk()))));
        String why = "[pin-1] after it is volatile, so the domain is there before the pin is";
        return Protocol.of(program)
                .wrong("looked for a domain before unlink", program.moved("[dom-2]", "[root-2]"))
                .wrong("installed after the root is loaded", program.moved("[root-1]", "[dom-1]"))
                .covered("[dom-1] read-modify-write: volatile -> acquire", why)
                .covered("[dom-1] read-modify-write: volatile -> release", why)
                .covered("[dom-1] read-modify-write: acquire -> plain", why)
                .covered("[dom-1] read-modify-write: release -> plain", why);
    }

    /** A view finds the domain that another thread has installed. */
    static Protocol inAnothersDomain() {
        Program program = asked(program(
                "view in a domain just installed by another",
                MEMORY + " domain=0",
                actor(
                        "other",
                        update(
                                "none",
                                "domain",
                                Change.compareAndSet(Term.constant(0), Term.constant(1)),
                                VOLATILE,
                                "[dom-1]")),
                actor(
                        "writer",
                        join(
                                publish(),
                                load("domain", "domain", VOLATILE, "[dom-2]"),
                                when("domain", IS, 0, reuse()).otherwise(stampAndScan()))),
                actor(
                        "view",
                        load("domain", "domain", VOLATILE, "[dom-2] before a pin"),
                        when("domain", IS, 1, pinnedWalk()))));
        String why =
                "the claim is a store into what it leads to, so it comes after it; and this memory is one: what"
                        + " the view has seen, everybody has";
        return Protocol.of(program)
                .covered("[dom-2] before a pin load: volatile -> acquire", why)
                .covered("[dom-2] before a pin load: acquire -> opaque", why)
                .covered("[dom-2] before a pin load: opaque -> plain", why);
    }
}
