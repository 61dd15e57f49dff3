package org.xarray4j.memorymodel;

import static org.xarray4j.memorymodel.Actor.actor;
import static org.xarray4j.memorymodel.Barrier.ACQUIRE_FENCE;
import static org.xarray4j.memorymodel.Barrier.STORE_STORE_FENCE;
import static org.xarray4j.memorymodel.Condition.Relation.IS;
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
import static org.xarray4j.memorymodel.Step.when;

/** A read of one path, against a writer that uses the node again which it walks: DESIGN.md, chapter 6. */
final class ValidatedRead {
    private ValidatedRead() {}

    private static final String OVERWRITE = "overwrite a node in use again";

    private static Actor reader() {
        return actor(
                "reader",
                load("before", "sequence", ACQUIRE, "[seq-1]"),
                load("root", "root", VOLATILE, "[root-1]"),
                load("value", at("node", "root"), PLAIN, "walk"),
                fence(ACQUIRE_FENCE, "[seq-2]"),
                load("after", "sequence", OPAQUE, "[seq-2]"));
    }

    private static boolean isValid(Outcome o) {
        return o.of("reader.before") == o.of("reader.after");
    }

    private static Program asked(Program program) {
        return program.never(
                        "the sequence is unchanged, and what was read is of no version",
                        o -> isValid(o) && !o.is("reader.value", 10) && !o.is("reader.value", 20))
                .sometimes(
                        "a read of the new version validates after the node was used again",
                        o -> isValid(o) && o.is("reader.value", 20) && o.at("node[1]") == 99);
    }

    /** Version 1 is node 1 with 10 in it, version 2 is node 2 with 20; 99 belongs to another place of a third. */
    static Protocol againstReuse() {
        Program program = asked(program(
                "validated read",
                "sequence=0 root=1 node[1]=10 node[2]=0",
                actor(
                        "writer",
                        store("node[2]", 20, PLAIN, "fill the copy"),
                        store("root", 2, VOLATILE, "[root-2]"),
                        store("sequence", 1, RELEASE, "[seq-3]"),
                        fence(STORE_STORE_FENCE, "[seq-4]"),
                        store("node[1]", 99, PLAIN, OVERWRITE)),
                reader()));
        return Protocol.of(program)
                .wrong("bump before unlink", program.moved("[seq-3]", "[root-2]"))
                .wrong("bump after overwrite", program.moved(OVERWRITE, "[seq-3]"))
                .wrong("no bump", program.without("[seq-3]"))
                .wrong(
                        "a volatile bump in place of the store fence",
                        program.withoutFence("[seq-4]")
                                .weakened(Step.Store.class, "[seq-3]", VOLATILE))
                .wrong(
                        "an acquire load in place of the acquire fence",
                        program.withoutFence("[seq-2]")
                                .weakened(Step.Load.class, "[seq-2]", ACQUIRE))
                .wrong(
                        "a volatile load in place of the acquire fence",
                        program.withoutFence("[seq-2]")
                                .weakened(Step.Load.class, "[seq-2]", VOLATILE))
                .wrong("the sequence is read after the root", program.moved("[root-1]", "[seq-1]"))
                .covered(
                        "[seq-2] load: opaque -> plain",
                        "the fence before it is what orders; opaque keeps a long in one piece, and the load from"
                                + " being merged with the first one, which the machine does not do");
    }

    /** The bump was made by whoever held the lock before; the one that overwrites repeats the fence. */
    static Protocol bumpedByPreviousHolder() {
        Program program = asked(program(
                "validated read, bump by the previous holder",
                "sequence=0 root=1 node[1]=10 node[2]=0 lock=0",
                actor(
                        "first",
                        store("node[2]", 20, PLAIN, "fill the copy"),
                        store("root", 2, VOLATILE, "[root-2]"),
                        store("sequence", 1, RELEASE, "[seq-3]"),
                        fence(STORE_STORE_FENCE, "[seq-4] after the bump"),
                        store("lock", 1, RELEASE, "unlock")),
                actor(
                        "second",
                        load("held", "lock", ACQUIRE, "lock"),
                        when(
                                "held",
                                IS,
                                1,
                                fence(STORE_STORE_FENCE, "[seq-4] by the next holder"),
                                store("node[1]", 99, PLAIN, OVERWRITE))),
                reader()));
        String why =
                "the lock orders the bump before the overwrite for everybody, since this memory is one; the"
                        + " documentation of the fences speaks of one thread's stores, so each holder has its own";
        return Protocol.of(program)
                .covered("[seq-4] after the bump: without storeStoreFence", why)
                .covered("[seq-4] by the next holder: without storeStoreFence", why);
    }

    /**
     * A stale walk comes to a node that was just made, from one in use again, and must find its metadata, valid or not:
     * else it would throw. This leans on the order of dependent loads.
     */
    static Protocol freshNode() {
        Program program = program(
                        "fresh node below a node in use again",
                        "sequence=0 root=1 node[1]=4 node[2]=4 meta[3]=0 meta[4]=1",
                        actor(
                                "writer",
                                store("root", 2, VOLATILE, "[root-2]"),
                                store("sequence", 1, RELEASE, "[seq-3]"),
                                fence(STORE_STORE_FENCE, "[seq-4]"),
                                store("meta[3]", 1, PLAIN, "make a node"),
                                fence(STORE_STORE_FENCE, "[seq-4] after a node was made"),
                                store("node[1]", 3, PLAIN, "hang it")),
                        actor(
                                "reader",
                                load("before", "sequence", ACQUIRE, "[seq-1]"),
                                load("root", "root", VOLATILE, "[root-1]"),
                                load("child", at("node", "root"), PLAIN, "walk"),
                                load("meta", at("meta", "child"), PLAIN, "its metadata"),
                                fence(ACQUIRE_FENCE, "[seq-2]"),
                                load("after", "sequence", OPAQUE, "[seq-2]")))
                .never("a node without metadata is met", o -> o.is("reader.meta", 0))
                .sometimes("the fresh node is met", o -> o.is("reader.child", 3));
        return Protocol.of(program).by(Order.JAVA_AND_DEPENDENCIES);
    }
}
