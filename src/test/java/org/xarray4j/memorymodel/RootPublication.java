package org.xarray4j.memorymodel;

import static org.xarray4j.memorymodel.Actor.actor;
import static org.xarray4j.memorymodel.Condition.Relation.IS;
import static org.xarray4j.memorymodel.Mode.OPAQUE;
import static org.xarray4j.memorymodel.Mode.PLAIN;
import static org.xarray4j.memorymodel.Mode.VOLATILE;
import static org.xarray4j.memorymodel.Place.at;
import static org.xarray4j.memorymodel.Program.program;
import static org.xarray4j.memorymodel.Step.load;
import static org.xarray4j.memorymodel.Step.store;
import static org.xarray4j.memorymodel.Step.when;

/** A version is built by plain stores and published by one volatile one: DESIGN.md, chapter 4. */
final class RootPublication {
    private RootPublication() {}

    /** A root, the node it refers to, and the value in the node, which the storing thread has filled. */
    static Protocol ofOneArray() {
        Program program = program(
                        "root publication",
                        "root=0 node[1]=0 value[1]=0",
                        actor(
                                "writer",
                                store("value[1]", 7, PLAIN, "fill the value"),
                                store("node[1]", 1, PLAIN, "store it in a node"),
                                store("root", 1, VOLATILE, "[root-2]")),
                        actor(
                                "reader",
                                load("root", "root", VOLATILE, "[root-1]"),
                                when(
                                        "root",
                                        IS,
                                        1,
                                        load("node", at("node", "root"), PLAIN, "walk"),
                                        when(
                                                "node",
                                                IS,
                                                1,
                                                load("value", at("value", "node"), PLAIN, "use")))))
                .never(
                        "the new root is seen, and not all of what was stored before it",
                        o -> o.is("reader.root", 1) && !o.is("reader.value", 7))
                .sometimes("the new version is read", o -> o.is("reader.value", 7));
        return Protocol.of(program)
                .wrong("published before it is built", program.moved("[root-2]", "fill the value"))
                .wrong(
                        "published by an opaque store",
                        program.weakened(Step.Store.class, "[root-2]", OPAQUE))
                .wrong(
                        "loaded by an opaque load",
                        program.weakened(Step.Load.class, "[root-1]", OPAQUE));
    }

    /** Each of two threads writes one array and then reads the other. */
    static Protocol ofTwoArrays() {
        Program program = program(
                        "two arrays",
                        "root1=0 root2=0",
                        actor(
                                "first",
                                store("root1", 1, VOLATILE, "[root-2]"),
                                load("seen", "root2", VOLATILE, "[root-1]")),
                        actor(
                                "second",
                                store("root2", 1, VOLATILE, "[root-2]"),
                                load("seen", "root1", VOLATILE, "[root-1]")))
                .never(
                        "each misses what the other wrote: no order of the four explains that",
                        o -> o.is("first.seen", 0) && o.is("second.seen", 0))
                .sometimes("both are seen", o -> o.is("first.seen", 1) && o.is("second.seen", 1));
        return Protocol.of(program);
    }
}
