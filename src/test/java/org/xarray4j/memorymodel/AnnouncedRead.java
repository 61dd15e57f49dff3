package org.xarray4j.memorymodel;

import static org.xarray4j.memorymodel.Actor.actor;
import static org.xarray4j.memorymodel.Condition.Relation.IS;
import static org.xarray4j.memorymodel.Condition.Relation.IS_LESS;
import static org.xarray4j.memorymodel.Mode.PLAIN;
import static org.xarray4j.memorymodel.Mode.VOLATILE;
import static org.xarray4j.memorymodel.Place.at;
import static org.xarray4j.memorymodel.Program.program;
import static org.xarray4j.memorymodel.Step.load;
import static org.xarray4j.memorymodel.Step.store;
import static org.xarray4j.memorymodel.Step.update;
import static org.xarray4j.memorymodel.Step.when;

/** A long read, and a snapshot, against a writer that uses nodes again: DESIGN.md, chapter 6. */
final class AnnouncedRead {
    private AnnouncedRead() {}

    private static final String OVERWRITE = "overwrite a node in use again";

    static Protocol ofALongRead() {
        Program program = program(
                        "announced read",
                        "counter=0 root=1 node[1]=10 node[2]=0",
                        actor(
                                "writer",
                                store("node[2]", 20, PLAIN, "fill the copy"),
                                store("root", 2, VOLATILE, "[root-2]"),
                                load("readers", "counter", VOLATILE, "[inh-2]"),
                                when("readers", IS, 0, store("node[1]", 99, PLAIN, OVERWRITE))),
                        actor(
                                "reader",
                                update("others", "counter", Change.add(1), VOLATILE, "[inh-1]"),
                                load("root", "root", VOLATILE, "[root-1]"),
                                load("value", at("node", "root"), PLAIN, "walk"),
                                update("left", "counter", Change.add(-1), VOLATILE, "[inh-3]")))
                .never(
                        "an announced reader meets a node in use again",
                        o -> !o.is("reader.value", 10) && !o.is("reader.value", 20))
                .sometimes(
                        "the old version is read before the node is used again",
                        o -> o.is("reader.value", 10) && o.at("node[1]") == 99);
        return Protocol.of(program)
                .wrong("announced after the root is loaded", program.moved("[root-1]", "[inh-1]"))
                .wrong("withdrawn before the walk", program.moved("[inh-3]", "walk"))
                .wrong("looked at before unlink", program.moved("[inh-2]", "[root-2]"))
                .covered(
                        "[inh-3] read-modify-write: volatile -> release",
                        "it only has to come after the walk");
    }

    private static Program snapshot(String name, Step version, Step root) {
        return program(
                        name,
                        "counter=0 last=0 root=1 node[1]=10 node[2]=0 version[1]=1 version[2]=0",
                        actor(
                                "writer",
                                store("node[2]", 20, PLAIN, "fill the copy"),
                                store("version[2]", 2, PLAIN, "and its version"),
                                store("root", 2, VOLATILE, "[root-2]"),
                                load("readers", "counter", VOLATILE, "[inh-2]"),
                                load("last", "last", VOLATILE, "[snap-2]"),
                                when(
                                        "readers",
                                        IS,
                                        0,
                                        when(
                                                "last",
                                                IS_LESS,
                                                1,
                                                store("node[1]", 99, PLAIN, OVERWRITE)))),
                        actor(
                                "reader",
                                update("others", "counter", Change.add(1), VOLATILE, "[inh-1]"),
                                root,
                                version,
                                update(
                                        "older",
                                        "last",
                                        Change.maximum(Term.register("version")),
                                        VOLATILE,
                                        "[snap-1]"),
                                update("left", "counter", Change.add(-1), VOLATILE, "[inh-3]"),
                                load("value", at("node", "root"), PLAIN, "read the snapshot")))
                .never(
                        "a snapshot's node is used again",
                        o -> !o.is("reader.value", 10) && !o.is("reader.value", 20))
                .sometimes(
                        "the node is used again beside a snapshot of the new version",
                        o -> o.is("reader.value", 20) && o.at("node[1]") == 99);
    }

    static Protocol ofASnapshot() {
        Program program = snapshot(
                "snapshot",
                load("version", at("version", "root"), PLAIN, "the root's version"),
                load("root", "root", VOLATILE, "[root-1]"));
        return Protocol.of(program)
                .wrong("registered after it is withdrawn", program.moved("[inh-3]", "[snap-1]"))
                .wrong("not announced", program.without("[inh-1]").without("[inh-3]"))
                .wrong("registrations read before the scan", program.moved("[snap-2]", "[inh-2]"))
                .wrong("registrations read before unlink", program.moved("[snap-2]", "[root-2]"))
                .wrong("version read before the root, from elsewhere", versionReadBeforeRoot())
                .wrong("registered by a load and a store", twoSnapshots().torn("[snap-1]"))
                .covered(
                        "[snap-1] read-modify-write: volatile -> acquire",
                        "the withdrawal after it is volatile, and comes after everything before it")
                .covered(
                        "[snap-1] read-modify-write: volatile -> release",
                        "the withdrawal after it is volatile, and comes after everything before it")
                .covered(
                        "[snap-1] read-modify-write: acquire -> plain",
                        "the same; what must stay is that it is one access")
                .covered(
                        "[snap-1] read-modify-write: release -> plain",
                        "the same; what must stay is that it is one access")
                .covered(
                        "[snap-2] load: volatile -> acquire",
                        "[inh-2] before it is volatile, so acquires")
                .covered(
                        "[snap-2] load: acquire -> opaque",
                        "[inh-2] before it is volatile, so acquires")
                .covered(
                        "[snap-2] load: opaque -> plain",
                        "[inh-2] before it is volatile, so acquires; opaque at least keeps a long in one piece");
    }

    /** The snapshot is of version 2, whose number is read where the writer counts and not in the root. */
    private static Program versionReadBeforeRoot() {
        return program(
                        "snapshot",
                        "counter=0 last=0 newest=1 root=1 node[1]=10 node[2]=20 node[3]=30",
                        actor(
                                "writer",
                                store("root", 2, VOLATILE, "[root-2]"),
                                store("newest", 2, VOLATILE, "count"),
                                store("root", 3, VOLATILE, "[root-2]"),
                                load("readers", "counter", VOLATILE, "[inh-2]"),
                                load("last", "last", VOLATILE, "[snap-2]"),
                                when(
                                        "readers",
                                        IS,
                                        0,
                                        when(
                                                "last",
                                                IS_LESS,
                                                2,
                                                store("node[2]", 99, PLAIN, OVERWRITE)))),
                        actor(
                                "reader",
                                update("others", "counter", Change.add(1), VOLATILE, "[inh-1]"),
                                load("version", "newest", VOLATILE, "the version"),
                                load("root", "root", VOLATILE, "[root-1]"),
                                update(
                                        "older",
                                        "last",
                                        Change.maximum(Term.register("version")),
                                        VOLATILE,
                                        "[snap-1]"),
                                update("left", "counter", Change.add(-1), VOLATILE, "[inh-3]"),
                                load("value", at("node", "root"), PLAIN, "read the snapshot")))
                .never("a snapshot's node is used again", o -> o.is("reader.value", 99));
    }

    /** Two snapshots register at the same time: the greater version must stay. */
    private static Program twoSnapshots() {
        return program(
                        "snapshot",
                        "last=0",
                        actor(
                                "older",
                                update(
                                        "was",
                                        "last",
                                        Change.maximum(Term.constant(1)),
                                        VOLATILE,
                                        "[snap-1]")),
                        actor(
                                "newer",
                                update(
                                        "was",
                                        "last",
                                        Change.maximum(Term.constant(2)),
                                        VOLATILE,
                                        "[snap-1]")))
                .never("a registration is lost", o -> o.at("last") != 2);
    }
}
