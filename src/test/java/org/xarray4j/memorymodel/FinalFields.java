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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Buckets and skips, which are made anew for each edit and never written again: DESIGN.md, chapter 6.
 *
 * <p>Of whoever comes to one by a node in use again Java asks nothing, since what is read is in final fields. That is two
 * halves here: the constructor ends with a fence, and a load through the reference comes after the load of the reference.
 */
final class FinalFields {
    private FinalFields() {}

    private static final String MAKE = "make a bucket";
    private static final String FREEZE = "its constructor ends";
    private static final String HANG = "hang it into a node in use again";

    /** Loads the root, the bucket in the slot of its node, and an index and a value in the bucket. */
    private static Actor walk() {
        return actor(
                "reader",
                load("root", "root", VOLATILE, "[root-1]"),
                load("bucket", at("node", "root"), PLAIN, "walk"),
                load("index", at("index", "bucket"), PLAIN, "search"),
                load("value", at("value", "bucket"), PLAIN, "use"));
    }

    private static Program asked(Program program) {
        return program.never(
                        "an index is found and the value of another, or nothing",
                        o -> o.of("reader.value") != o.of("reader.index") + 1)
                .sometimes("the new version is read", o -> o.is("reader.index", 20));
    }

    /**
     * Bucket 1, of version 1, says 11 for index 10, and bucket 2, of version 2, says 21 for index 20. A reader finds one of
     * them through the slot of a node, and the node through the root.
     */
    static Protocol ofABucket() {
        String memory = "root=1 node[1]=1 node[2]=0 index[0]=0 value[0]=0 index[1]=10 value[1]=11"
                + " index[2]=0 value[2]=0";
        Program program = asked(program(
                "bucket publication",
                memory,
                actor(
                        "writer",
                        store("index[2]", 20, PLAIN, MAKE),
                        store("value[2]", 21, PLAIN, MAKE),
                        store("node[2]", 2, PLAIN, "store it in the copy of the node"),
                        store("root", 2, VOLATILE, "[root-2]")),
                walk()));
        Program bucketInPlace = asked(program(
                "",
                memory,
                actor(
                        "writer",
                        store("index[1]", 20, PLAIN, "write to the bucket that is published"),
                        store("value[1]", 21, PLAIN, "write to the bucket that is published"),
                        store("node[2]", 1, PLAIN, "keep it in the copy of the node"),
                        store("root", 2, VOLATILE, "[root-2]")),
                walk()));
        Program nodeInPlace = asked(program(
                "",
                memory,
                actor(
                        "writer",
                        store("index[2]", 20, PLAIN, MAKE),
                        store("value[2]", 21, PLAIN, MAKE),
                        store("node[1]", 2, PLAIN, "store it in the node that is published"),
                        store("root", 1, VOLATILE, "[root-2]")),
                walk()));
        return Protocol.of(program)
                .wrong("published before it is made", program.moved("[root-2]", MAKE))
                .wrong("the bucket is edited in place", bucketInPlace)
                .wrong("the node is edited in place, with a bucket of plain fields", nodeInPlace);
    }

    private static Step[] reuse(Step... made) {
        List<Step> steps = new ArrayList<>(List.of(
                store("root", 2, VOLATILE, "[root-2]"),
                store("sequence", 1, RELEASE, "[seq-3]"),
                fence(STORE_STORE_FENCE, "[seq-4]")));
        steps.addAll(Arrays.asList(made));
        return steps.toArray(new Step[0]);
    }

    /** A stale walk: it has the old root, and looks at the sequence only when it is through. */
    private static Actor staleWalk(Step... inside) {
        List<Step> steps = new ArrayList<>(List.of(
                load("before", "sequence", ACQUIRE, "[seq-1]"),
                load("root", "root", VOLATILE, "[root-1]"),
                load("met", at("node", "root"), PLAIN, "walk")));
        steps.addAll(Arrays.asList(inside));
        steps.add(fence(ACQUIRE_FENCE, "[seq-2]"));
        steps.add(load("after", "sequence", OPAQUE, "[seq-2]"));
        return actor("reader", steps.toArray(new Step[0]));
    }

    /** A bucket whose fields are not seen would have the search fail on arrays that are not there, valid or not. */
    static Protocol ofABucketInANodeInUseAgain() {
        Program program = program(
                        "fresh bucket in a node in use again",
                        "sequence=0 root=1 node[1]=1 node[2]=1 cells[1]=1 cells[2]=0 index[1]=10 index[2]=0",
                        actor(
                                "writer",
                                reuse(
                                        store("index[2]", 20, PLAIN, MAKE),
                                        store("cells[2]", 2, PLAIN, MAKE),
                                        fence(STORE_STORE_FENCE, FREEZE),
                                        store("node[1]", 2, PLAIN, HANG))),
                        staleWalk(
                                load("cells", at("cells", "met"), PLAIN, "its final field"),
                                when(
                                        "cells",
                                        IS,
                                        2,
                                        load(
                                                "index",
                                                at("index", "cells"),
                                                PLAIN,
                                                "what that refers to"))))
                .never(
                        "a bucket without its cells is met, or cells without indices",
                        o -> o.is("reader.cells", 0) || o.is("reader.index", 0))
                .sometimes("the fresh bucket is met", o -> o.is("reader.index", 20));
        return Protocol.of(program)
                .by(Order.JAVA_AND_DEPENDENCIES)
                .wrong("fields that are not final", program.withoutFence(FREEZE))
                .wrong("written when it is hung in already", program.moved(HANG, MAKE));
    }

    /**
     * A skip's level is final, and must be seen: a walk that took another would read a leaf as a node. Its node is not; the
     * walk goes on only if it is seen.
     */
    static Protocol ofASkipInANodeInUseAgain() {
        Program program = program(
                        "fresh skip in a node in use again",
                        "sequence=0 root=1 node[1]=1 node[2]=1 level[1]=4 level[2]=0 below[1]=7 below[2]=0",
                        actor(
                                "writer",
                                reuse(
                                        store("level[2]", 5, PLAIN, MAKE),
                                        fence(STORE_STORE_FENCE, FREEZE),
                                        store("below[2]", 8, PLAIN, "lead it to its node"),
                                        store("node[1]", 2, PLAIN, HANG))),
                        staleWalk(
                                load("level", at("level", "met"), PLAIN, "its final field"),
                                load("below", at("below", "met"), PLAIN, "the node, perhaps")))
                .never("a skip without its level is met", o -> o.is("reader.level", 0))
                .sometimes(
                        "a skip is met whose node is not seen yet",
                        o -> o.is("reader.level", 5) && o.is("reader.below", 0));
        return Protocol.of(program)
                .by(Order.JAVA_AND_DEPENDENCIES)
                .wrong("a level that is not final", program.withoutFence(FREEZE))
                .wrong("written when it is hung in already", program.moved(HANG, MAKE));
    }
}
