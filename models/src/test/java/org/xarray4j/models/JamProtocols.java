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
                cursorStep(),
                cursorStepsOfTwoArrays(),
                announcedRead(),
                snapshot(),
                pinAgainstAdvance(),
                twoPinsInOneSlot(),
                pinInASharedSlot(),
                holderOfAPin(),
                pinInAnOwnedSlot(),
                pinInAGrownTable(),
                whatAnotherScanHasFoundPast(),
                firstView(),
                wakeUp(),
                closeAgainstRetire());
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

    private static Protocol cursorStep() {
        return new Protocol(
                "step of a cursor",
                List.of(execution("step of a cursor")
                        .thread(
                                "writer",
                                write("publish", "root", 2, VOLATILE, "[root-2]"),
                                fence("stored", "StoreFence", "[seq-4]"),
                                write(
                                        "overwrite",
                                        "leaf",
                                        99,
                                        PLAIN,
                                        "overwrite a leaf in use again"))
                        .thread(
                                "reader",
                                read("step", "leaf", PLAIN, "step"),
                                fence("fenced", "AcquireFence", "[step-1]"),
                                read("look", "root", VOLATILE, "[step-1]"))
                        .reads("step", "overwrite")
                        .reads("look", "root0")
                        .hazard("the version is the leaf's still, and what was read is not")));
    }

    private static Protocol cursorStepsOfTwoArrays() {
        return new Protocol(
                "step of a cursor, two arrays",
                List.of(
                        execution("step of a cursor, two arrays")
                                .thread(
                                        "first",
                                        write("publish1", "root1", 1, VOLATILE, "[root-2]"),
                                        fence("fenced1", "AcquireFence", "[step-1]"),
                                        read("look2", "root2", VOLATILE, "[step-1]"))
                                .thread(
                                        "second",
                                        write("publish2", "root2", 1, VOLATILE, "[root-2]"),
                                        fence("fenced2", "AcquireFence", "[step-1]"),
                                        read("look1", "root1", VOLATILE, "[step-1]"))
                                .reads("look1", "root10")
                                .reads("look2", "root20")
                                .hazard(
                                        "each finds its leaf current, and so misses what the other wrote")));
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

    // ------------------------------------------------------------ the parts of a pin and of a scan

    private static Event claim() {
        return update("claim", "word", "cas 0, 1", VOLATILE, "[pin-1]");
    }

    private static Event epoch() {
        return read("epoch", "epochs", VOLATILE, "[pin-2]");
    }

    private static Event announce() {
        return write("announce", "pinEpoch", 1, RELEASE, "[pin-3]");
    }

    private static Event follow() {
        return read("follow", "pointer", PLAIN, "read the pointer");
    }

    private static Event use() {
        return read("use", "data", PLAIN, "read what it points to");
    }

    private static Event note() {
        return write("note", "log", 1, PLAIN, "leave word");
    }

    private static Event forget() {
        return write("forget", "pinEpoch", 0, OPAQUE, "forget the epoch");
    }

    private static Event close() {
        return write("close", "word", 2, RELEASE, "[close-1]");
    }

    private static Event unlink() {
        return write("unlink", "pointer", 0, PLAIN, "unlink");
    }

    private static Event stamp() {
        return update("stamp", "epochs", "+1", VOLATILE, "[stamp-1]");
    }

    private static Event look() {
        return read("look", "word", VOLATILE, "[scan-1]");
    }

    private static Event lookCloser() {
        return read("lookCloser", "pinEpoch", ACQUIRE, "[scan-2]");
    }

    private static Event release() {
        return write("release", "data", 99, PLAIN, "release");
    }

    private static Event find() {
        return read("find", "log", PLAIN, "find the reader's word");
    }

    private static final String EARLY = "something is released while a pin holds it back";
    private static final String WITHOUT =
            "something is released without what was done under the pin";

    // ------------------------------------------------------------ pins

    private static Protocol pinAgainstAdvance() {
        Execution pinned = execution("pin against advance")
                .thread(
                        "reader",
                        claim(),
                        epoch(),
                        announce(),
                        follow(),
                        use(),
                        note(),
                        forget(),
                        close())
                .reads("claim", "word0")
                .reads("follow", "pointer0");
        Execution free = pinned.thread("retirer", unlink(), stamp(), look(), release(), find())
                .reads("look", "word0", "close");
        Execution young = pinned.thread(
                        "retirer", unlink(), stamp(), look(), lookCloser(), release(), find())
                .reads("look", "claim")
                .reads("lookCloser", "announce")
                .reads("epoch", "stamp");
        return new Protocol(
                pinned.name(),
                List.of(
                        free.reads("use", "release").hazard(EARLY),
                        free.reads("find", "log0").hazard(WITHOUT),
                        young.hazard(
                                "a pin with the new epoch reads what was unlinked before it")));
    }

    /** The slot's next pin is announced while the scan has seen the word of the one before. */
    private static Protocol twoPinsInOneSlot() {
        Execution pinned = execution("two pins in one slot")
                .thread(
                        "reader",
                        claim(),
                        follow(),
                        use(),
                        close(),
                        update("claimAgain", "word", "cas 2, 3", VOLATILE, "[pin-1]"),
                        read("epochAgain", "epochs", VOLATILE, "[pin-2]"),
                        write("announceAgain", "pinEpoch", 2, RELEASE, "[pin-3]"))
                .thread("retirer", unlink(), stamp(), look(), lookCloser(), release())
                .reads("epochAgain", "stamp")
                .reads("look", "claim")
                .reads("lookCloser", "announceAgain")
                .reads("use", "release")
                .hazard(EARLY);
        return new Protocol(pinned.name(), List.of(pinned));
    }

    /** The claim of a slot that nobody else writes is a store. */
    private static Protocol pinInAnOwnedSlot() {
        Execution pinned = execution("pin in an owned slot")
                .thread(
                        "reader",
                        write("claim", "word", 1, VOLATILE, "[pin-1]"),
                        epoch(),
                        follow(),
                        use())
                .thread("retirer", unlink(), stamp(), look(), release())
                .reads("follow", "pointer0")
                .reads("look", "word0")
                .reads("use", "release")
                .hazard(EARLY);
        return new Protocol(pinned.name(), List.of(pinned));
    }

    /** The pin is closed by a field of its own, and its slot is not free yet. */
    private static Protocol pinInASharedSlot() {
        Execution pinned = execution("pin in a shared slot")
                .thread(
                        "reader",
                        claim(),
                        follow(),
                        use(),
                        update("closeElsewhere", "elsewhere", "cas 0, 1", VOLATILE, "[close-2]"))
                .thread(
                        "retirer",
                        unlink(),
                        stamp(),
                        look(),
                        read("lookElsewhere", "elsewhere", ACQUIRE, "[close-3]"),
                        release())
                .reads("look", "claim")
                .reads("lookElsewhere", "closeElsewhere")
                .reads("use", "release")
                .hazard(EARLY);
        return new Protocol(pinned.name(), List.of(pinned));
    }

    /** The tender makes the table longer, and a pin is opened in the new segment. */
    private static Protocol pinInAGrownTable() {
        Execution pinned = execution("pin in a grown table")
                .thread("tender", write("link", "segment", 1, VOLATILE, "[table-1] link"))
                .thread(
                        "reader",
                        read("take", "segment", VOLATILE, "[table-2] segment"),
                        claim(),
                        epoch(),
                        follow(),
                        use())
                .thread(
                        "retirer",
                        unlink(),
                        stamp(),
                        read("seek", "segment", VOLATILE, "[table-2] segment"),
                        release())
                .reads("take", "link")
                .reads("follow", "pointer0")
                .reads("seek", "segment0")
                .reads("use", "release")
                .hazard(EARLY);
        return new Protocol(pinned.name(), List.of(pinned));
    }

    /** A writer who finds no domain waits for no view; the first view installs it, or finds one just installed. */
    private static Protocol firstView() {
        Event install = update("install", "domain", "cas 0, 1", VOLATILE, "[dom-1]");
        Event take = read("take", "domain", VOLATILE, "[dom-2] before a pin");
        Event load = read("load", "root", VOLATILE, "[root-1]");
        Event walk = read("walk", "nodeA", PLAIN, "walk");
        Execution met = execution("first view of an array")
                .thread(
                        "writer",
                        write("publish", "root", 2, VOLATILE, "[root-2]"),
                        read("seek", "domain", VOLATILE, "[dom-2]"),
                        write("overwrite", "nodeA", 99, PLAIN, "overwrite a node in use again"))
                .reads("seek", "domain0")
                .reads("load", "root0")
                .reads("walk", "overwrite")
                .hazard("a view meets a node in use again");
        return new Protocol(
                met.name(),
                List.of(
                        met.thread("view", install, claim(), load, walk),
                        met.thread("other", install)
                                .thread("view", take, claim(), load, walk)
                                .reads("take", "install")));
    }

    /** Who asks for the holder of a pin makes sure that the word has not changed; the slot has another pin next. */
    private static Protocol holderOfAPin() {
        Execution asked = execution("holder of a pin")
                .thread(
                        "first",
                        claim(),
                        write("hold", "holder", 1, PLAIN, "holder"),
                        announce(),
                        forget(),
                        close())
                .thread(
                        "second",
                        update("claimAgain", "word", "cas 2, 3", VOLATILE, "[pin-1]"),
                        write("holdAgain", "holder", 2, PLAIN, "holder"))
                .thread(
                        "visitor",
                        look(),
                        lookCloser(),
                        read("ask", "holder", PLAIN, "holder"),
                        fence("fenced", "AcquireFence", "fence"),
                        read("lookAgain", "word", VOLATILE, "word again"))
                .reads("claimAgain", "close")
                .reads("look", "claim")
                .reads("lookCloser", "announce")
                .reads("lookAgain", "claim");
        return new Protocol(
                asked.name(),
                List.of(
                        asked.reads("ask", "holder0")
                                .hazard("a pin is said to be an earlier holder's"),
                        asked.reads("ask", "holdAgain")
                                .hazard("a pin is said to be the next holder's")));
    }

    /** One thread scans and tells by {@code past}; another one reads that and releases without a scan. */
    private static Protocol whatAnotherScanHasFoundPast() {
        Execution told = execution("what another scan has found past")
                .thread("reader", claim(), epoch(), follow(), use(), note(), close())
                .thread(
                        "scanner",
                        read("drawn", "epochs", VOLATILE, "[pin-2] drawn so far"),
                        look(),
                        update("tell", "past", "max 2", VOLATILE, "[past-1]"))
                .thread(
                        "retirer",
                        unlink(),
                        stamp(),
                        read("learn", "past", VOLATILE, "[past-2]"),
                        release(),
                        find())
                .reads("claim", "word0")
                .reads("follow", "pointer0")
                .reads("drawn", "stamp")
                .reads("look", "word0", "close")
                .reads("learn", "tell");
        return new Protocol(
                told.name(),
                List.of(
                        told.reads("use", "release").hazard(EARLY),
                        told.reads("find", "log0").hazard(WITHOUT)));
    }

    // ------------------------------------------------------------ a domain

    /** By an offer that begins a new chunk: the queue looks empty until the last store of it. */
    private static Protocol wakeUp() {
        Execution missed = execution("wake-up")
                .thread(
                        "retirer",
                        update("begin", "queue", "+1", VOLATILE, "offer begins"),
                        write("offer", "queue", 2, RELEASE, "offer"),
                        fence("fenced", "FullFence", "[work-1]"),
                        read("ask", "state", VOLATILE, "[work-1]"))
                .thread(
                        "worker",
                        write("linger", "state", 2, VOLATILE, "[work-2] linger"),
                        read("find", "queue", VOLATILE, "look"))
                .reads("ask", "state0")
                .hazard("something is queued, and nobody works on it or will");
        return new Protocol(
                missed.name(),
                List.of(missed.reads("find", "queue0"), missed.reads("find", "begin")));
    }

    private static Protocol closeAgainstRetire() {
        Execution missed = execution("close against retire")
                .thread(
                        "retirer",
                        update("take", "count", "+1", VOLATILE, "[close-4] take room"),
                        read("ask", "closed", VOLATILE, "[close-4]"))
                .thread(
                        "closer",
                        write("shut", "closed", 1, VOLATILE, "[close-5]"),
                        read("await", "count", VOLATILE, "[close-5] wait for none"))
                .reads("ask", "closed0")
                .reads("await", "count0")
                .hazard("something is retired that nobody waits for");
        return new Protocol(missed.name(), List.of(missed));
    }
}
