package org.xarray4j.memorymodel;

import static org.xarray4j.memorymodel.Actor.actor;
import static org.xarray4j.memorymodel.Barrier.ACQUIRE_FENCE;
import static org.xarray4j.memorymodel.Barrier.STORE_STORE_FENCE;
import static org.xarray4j.memorymodel.Mode.PLAIN;
import static org.xarray4j.memorymodel.Mode.VOLATILE;
import static org.xarray4j.memorymodel.Place.at;
import static org.xarray4j.memorymodel.Program.program;
import static org.xarray4j.memorymodel.Step.fence;
import static org.xarray4j.memorymodel.Step.load;
import static org.xarray4j.memorymodel.Step.store;

/** A step of a cursor in the leaf that it remembers: DESIGN.md, chapter 6. */
final class CursorStep {
    private CursorStep() {}

    private static final String OVERWRITE = "overwrite a leaf in use again";
    private static final String REPUBLISH = "publish the root in use again";
    private static final String RENUMBER = "number a root in use again";

    /**
     * The cursor remembers the leaf, with 10 in it, of version 1. The writer replaces it, and uses the leaf again for
     * another place of version 3, whose root is the object that was version 1's.
     */
    static Protocol againstReuse() {
        Program program = program(
                        "step of a cursor",
                        "root=1 version[1]=1 version[2]=2 leaf=10",
                        actor(
                                "writer",
                                store("root", 2, VOLATILE, "[root-2]"),
                                fence(STORE_STORE_FENCE, "[seq-4]"),
                                store("version[1]", 3, PLAIN, RENUMBER),
                                store("leaf", 99, PLAIN, OVERWRITE),
                                store("root", 1, VOLATILE, REPUBLISH)),
                        actor(
                                "reader",
                                load("value", "leaf", PLAIN, "step"),
                                fence(ACQUIRE_FENCE, "[step-1]"),
                                load("root", "root", VOLATILE, "[step-1]"),
                                load("version", at("version", "root"), PLAIN, "its version")))
                .never(
                        "the version is the leaf's still, and what was read is not",
                        o -> o.is("reader.version", 1) && !o.is("reader.value", 10))
                .sometimes(
                        "the version is seen to be another after the leaf was used again",
                        o -> o.is("reader.version", 3) && o.is("reader.value", 99));
        return Protocol.of(program)
                .wrong("the root is asked before", program.moved("[step-1]", "step"))
                .wrong("overwritten before it is replaced", program.moved(OVERWRITE, "[root-2]"))
                .wrong("renumbered after it is published", program.moved(REPUBLISH, RENUMBER));
    }

    /** Each of two threads writes one array and then steps in the other. */
    static Protocol ofTwoArrays() {
        Program program = program(
                        "step of a cursor, two arrays",
                        "root1=0 root2=0 leaf1=0 leaf2=0",
                        actor(
                                "first",
                                store("root1", 1, VOLATILE, "[root-2]"),
                                load("value", "leaf2", PLAIN, "step"),
                                fence(ACQUIRE_FENCE, "[step-1]"),
                                load("seen", "root2", VOLATILE, "[step-1]")),
                        actor(
                                "second",
                                store("root2", 1, VOLATILE, "[root-2]"),
                                load("value", "leaf1", PLAIN, "step"),
                                fence(ACQUIRE_FENCE, "[step-1]"),
                                load("seen", "root1", VOLATILE, "[step-1]")))
                .never(
                        "each finds its leaf current, and so misses what the other wrote",
                        o -> o.is("first.seen", 0) && o.is("second.seen", 0))
                .sometimes(
                        "both see that it is not",
                        o -> o.is("first.seen", 1) && o.is("second.seen", 1));
        return Protocol.of(program);
    }
}
