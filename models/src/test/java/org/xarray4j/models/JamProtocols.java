package org.xarray4j.models;

import static org.xarray4j.models.Event.fence;
import static org.xarray4j.models.Event.read;
import static org.xarray4j.models.Event.update;
import static org.xarray4j.models.Event.write;
import static org.xarray4j.models.Execution.execution;
import static org.xarray4j.models.Mode.ACQUIRE;
import static org.xarray4j.models.Mode.OPAQUE;
import static org.xarray4j.models.Mode.PLAIN;
import static org.xarray4j.models.Mode.RELEASE;
import static org.xarray4j.models.Mode.VOLATILE;

import java.util.List;

/**
 * The library's protocols, each as the executions that must not happen. Labels are those of the explorer's programs.
 */
final class JamProtocols {
    private JamProtocols() {}

    /** A protocol: the executions that must be impossible. */
    record Protocol(String name, List<Execution> mustNotHappen) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Protocol> all() {
        return List.of(
                rootPublication(),
                twoArrays(),
                validatedRead(),
                validatedReadOfPreviousHolder(),
                announcedRead(),
                snapshot(),
                pinAgainstAdvance());
    }

    private static Protocol rootPublication() {
        Execution published = execution("root publication")
                .thread(
                        "writer",
                        write("fill", "value", 7, PLAIN, "fill the value"),
                        write("hang", "node", 1, PLAIN, "store it in a node"),
                        write("publish", "root", 1, VOLATILE, "[root-2]"))
                .thread(
                        "reader",
                        read("load", "root", VOLATILE, "[root-1]"),
                        read("walk", "node", PLAIN, "walk"),
                        read("use", "value", PLAIN, "use"))
                .reads("load", "publish");
        return new Protocol(
                "root publication",
                List.of(
                        published
                                .reads("walk", "node0")
                                .hazard("the new root is seen, and an empty node"),
                        published
                                .reads("walk", "hang")
                                .reads("use", "value0")
                                .hazard("the new root is seen, and a value that is not filled")));
    }

    private static Protocol twoArrays() {
        return new Protocol(
                "two arrays",
                List.of(execution("two arrays")
                        .thread(
                                "first",
                                write("publish1", "root1", 1, VOLATILE, "[root-2]"),
                                read("load2", "root2", VOLATILE, "[root-1]"))
                        .thread(
                                "second",
                                write("publish2", "root2", 1, VOLATILE, "[root-2]"),
                                read("load1", "root1", VOLATILE, "[root-1]"))
                        .reads("load1", "root10")
                        .reads("load2", "root20")
                        .hazard("each misses what the other wrote")));
    }

    private static Event[] validatingReader(String node) {
        return new Event[] {
            read("first", "sequence", ACQUIRE, "[seq-1]"),
            read("load", "root", VOLATILE, "[root-1]"),
            read("walk", node, PLAIN, "walk"),
            fence("fenced", "AcquireFence", "[seq-2]"),
            read("second", "sequence", OPAQUE, "[seq-2]")
        };
    }

    private static Execution validating(String node) {
        return execution("validated read")
                .thread(
                        "writer",
                        write("fill", "nodeB", 20, PLAIN, "fill the copy"),
                        write("publish", "root", 2, VOLATILE, "[root-2]"),
                        write("bump", "sequence", 1, RELEASE, "[seq-3]"),
                        fence("stored", "StoreFence", "[seq-4]"),
                        write("overwrite", "nodeA", 99, PLAIN, "overwrite a node in use again"))
                .thread("reader", validatingReader(node));
    }

    private static Protocol validatedRead() {
        Execution stale = validating("nodeA")
                .reads("load", "root0")
                .reads("walk", "overwrite")
                .hazard("the sequence is unchanged, and a node in use again was read");
        return new Protocol(
                "validated read",
                List.of(
                        stale.reads("first", "sequence0").reads("second", "sequence0"),
                        stale.reads("first", "bump").reads("second", "bump"),
                        validating("nodeB")
                                .reads("load", "publish")
                                .reads("walk", "nodeB0")
                                .hazard("the new root is seen, and an empty node")));
    }

    private static Protocol validatedReadOfPreviousHolder() {
        Execution stale = execution("validated read, bump by the previous holder")
                .thread(
                        "first_holder",
                        write("publish", "root", 2, VOLATILE, "[root-2]"),
                        write("bump", "sequence", 1, RELEASE, "[seq-3]"),
                        fence("stored", "StoreFence", "[seq-4] after the bump"),
                        write("unlock", "lock", 1, RELEASE, "unlock"))
                .thread(
                        "next_holder",
                        read("locked", "lock", ACQUIRE, "lock"),
                        fence("storedAgain", "StoreFence", "[seq-4] by the next holder"),
                        write("overwrite", "nodeA", 99, PLAIN, "overwrite a node in use again"))
                .thread("reader", validatingReader("nodeA"))
                .reads("locked", "unlock")
                .reads("load", "root0")
                .reads("walk", "overwrite")
                .hazard("the sequence is unchanged, and a node in use again was read");
        return new Protocol(
                "validated read, bump by the previous holder",
                List.of(
                        stale.reads("first", "sequence0").reads("second", "sequence0"),
                        stale.reads("first", "bump").reads("second", "bump")));
    }

    private static Execution announced(String node) {
        return execution("announced read")
                .thread(
                        "writer",
                        write("fill", "nodeB", 20, PLAIN, "fill the copy"),
                        write("publish", "root", 2, VOLATILE, "[root-2]"),
                        read("look", "counter", VOLATILE, "[inh-2]"),
                        write("overwrite", "nodeA", 99, PLAIN, "overwrite a node in use again"))
                .thread(
                        "reader",
                        update("enter", "counter", "+1", VOLATILE, "[inh-1]"),
                        read("load", "root", VOLATILE, "[root-1]"),
                        read("walk", node, PLAIN, "walk"),
                        update("leave", "counter", "-1", VOLATILE, "[inh-3]"));
    }

    private static Protocol announcedRead() {
        Execution met = announced("nodeA")
                .reads("load", "root0")
                .reads("walk", "overwrite")
                .hazard("an announced reader meets a node in use again");
        return new Protocol(
                "announced read",
                List.of(
                        met.reads("look", "counter0"),
                        met.reads("look", "leave"),
                        announced("nodeB")
                                .reads("load", "publish")
                                .reads("walk", "nodeB0")
                                .hazard("the new root is seen, and an empty node")));
    }

    private static Protocol snapshot() {
        Execution used = execution("snapshot")
                .thread(
                        "writer",
                        write("publish", "root", 2, VOLATILE, "[root-2]"),
                        read("look", "counter", VOLATILE, "[inh-2]"),
                        read("registered", "last", VOLATILE, "[snap-2]"),
                        write("overwrite", "nodeA", 99, PLAIN, "overwrite a node in use again"))
                .thread(
                        "reader",
                        update("enter", "counter", "+1", VOLATILE, "[inh-1]"),
                        read("load", "root", VOLATILE, "[root-1]"),
                        update("register", "last", "max 1", VOLATILE, "[snap-1]"),
                        update("leave", "counter", "-1", VOLATILE, "[inh-3]"),
                        read("walk", "nodeA", PLAIN, "read the snapshot"))
                .reads("load", "root0")
                .reads("registered", "last0")
                .reads("walk", "overwrite")
                .hazard("a snapshot's node is used again");
        return new Protocol(
                "snapshot", List.of(used.reads("look", "counter0"), used.reads("look", "leave")));
    }

    private static Execution pinned(Event... scan) {
        return execution("pin against advance")
                .thread(
                        "reader",
                        update("claim", "word", "cas 0, 1", VOLATILE, "[pin-1]"),
                        read("epoch", "epochs", VOLATILE, "[pin-2]"),
                        write("announce", "pinEpoch", 1, RELEASE, "[pin-3]"),
                        read("follow", "pointer", PLAIN, "read the pointer"),
                        read("use", "data", PLAIN, "read what it points to"),
                        write("note", "log", 1, PLAIN, "leave word"),
                        write("forget", "pinEpoch", 0, OPAQUE, "forget the epoch"),
                        write("close", "word", 2, RELEASE, "[close-1]"))
                .thread("retirer", scan)
                .reads("claim", "word0")
                .reads("follow", "pointer0");
    }

    private static Protocol pinAgainstAdvance() {
        Event unlink = write("unlink", "pointer", 0, PLAIN, "unlink");
        Event stamp = update("stamp", "epochs", "+1", VOLATILE, "[stamp-1]");
        Event look = read("look", "word", VOLATILE, "[scan-1]");
        Event lookCloser = read("lookCloser", "pinEpoch", ACQUIRE, "[scan-2]");
        Event release = write("release", "data", 99, PLAIN, "release");
        Event find = read("find", "log", PLAIN, "find the reader's word");
        Execution free = pinned(unlink, stamp, look, release, find);
        Execution young = pinned(unlink, stamp, look, lookCloser, release, find)
                .reads("look", "claim")
                .reads("lookCloser", "announce")
                .reads("epoch", "stamp");
        String early = "something is released while a pin holds it back";
        String without = "something is released without what was done under the pin";
        return new Protocol(
                "pin against advance",
                List.of(
                        free.reads("look", "word0").reads("use", "release").hazard(early),
                        free.reads("look", "close").reads("use", "release").hazard(early),
                        free.reads("look", "word0").reads("find", "log0").hazard(without),
                        free.reads("look", "close").reads("find", "log0").hazard(without),
                        young.hazard(
                                "a pin with the new epoch reads what was unlinked before it")));
    }
}
