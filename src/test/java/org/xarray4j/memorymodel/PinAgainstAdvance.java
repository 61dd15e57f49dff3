package org.xarray4j.memorymodel;

import static org.xarray4j.memorymodel.Actor.actor;
import static org.xarray4j.memorymodel.Condition.Relation.IS;
import static org.xarray4j.memorymodel.Condition.Relation.IS_NOT;
import static org.xarray4j.memorymodel.Condition.Relation.IS_NOT_LESS;
import static org.xarray4j.memorymodel.Mode.ACQUIRE;
import static org.xarray4j.memorymodel.Mode.OPAQUE;
import static org.xarray4j.memorymodel.Mode.PLAIN;
import static org.xarray4j.memorymodel.Mode.RELEASE;
import static org.xarray4j.memorymodel.Mode.VOLATILE;
import static org.xarray4j.memorymodel.Program.program;
import static org.xarray4j.memorymodel.Step.load;
import static org.xarray4j.memorymodel.Step.store;
import static org.xarray4j.memorymodel.Step.update;
import static org.xarray4j.memorymodel.Step.when;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A reader under a pin, against whoever unlinks, stamps, scans and releases. What is unlinked, by plain stores, is a
 * pointer to {@code data}; to release is to overwrite it. The reader leaves word in {@code log}, which the action of the
 * release must find: what is done under a pin happens-before the release that it held back.
 */
final class PinAgainstAdvance {
    private PinAgainstAdvance() {}

    private static final String MEMORY = "epoch=1 word=0 pinEpoch=0 pointer=1 data=0 log=0";
    private static final Term STAMP = new Term("drawn", 1);

    // ------------------------------------------------------------ the parts

    private static Step[] join(Object... parts) {
        List<Step> steps = new ArrayList<>();
        for (Object part : parts) {
            steps.addAll(part instanceof Step step ? List.of(step) : Arrays.asList((Step[]) part));
        }
        return steps.toArray(new Step[0]);
    }

    private static Step claim() {
        return update(
                "claimed",
                "word",
                Change.compareAndSet(Term.constant(0), Term.constant(1)),
                VOLATILE,
                "[pin-1]");
    }

    private static Step[] announce() {
        return join(
                load("epoch", "epoch", VOLATILE, "[pin-2]"),
                store("pinEpoch", Term.register("epoch"), RELEASE, "[pin-3]"));
    }

    private static Step[] use() {
        return join(
                load("pointer", "pointer", PLAIN, "read the pointer"),
                when(
                        "pointer",
                        IS,
                        1,
                        load("value", "data", PLAIN, "read what it points to"),
                        store("log", 1, PLAIN, "leave word")));
    }

    private static Step[] close() {
        return join(
                store("pinEpoch", 0, OPAQUE, "forget the epoch"),
                store("word", 2, RELEASE, "[close-1]"));
    }

    private static Step[] unlinkAndStamp() {
        return join(
                store("pointer", 0, PLAIN, "unlink"),
                update("drawn", "epoch", Change.add(1), VOLATILE, "[stamp-1]"));
    }

    private static Step[] release() {
        return join(
                store("data", 99, PLAIN, "release"),
                load("word of it", "log", PLAIN, "find the reader's word"));
    }

    /** Looks at the one slot, and does something if no pin is there that is older than the stamp. */
    private static Step[] scan(Step... then) {
        return join(
                load("word", "word", VOLATILE, "[scan-1]"),
                when("word", IS, 0, then)
                        .otherwise(when("word", IS, 2, then)
                                .otherwise(
                                        load("its epoch", "pinEpoch", ACQUIRE, "[scan-2]"),
                                        when("its epoch", IS_NOT_LESS, STAMP, then))));
    }

    private static Program asked(Program program) {
        return program.never(
                        "something is released while a pin holds it back, or without what was done under the pin",
                        PinAgainstAdvance::isReleasedWhileHeld)
                .sometimes(
                        "it is released after a reader had it",
                        o -> o.is("reader.pointer", 1) && o.at("data") == 99);
    }

    private static boolean isReleasedWhileHeld(Outcome o) {
        return o.is("reader.value", 99)
                || (o.is("reader.pointer", 1) && o.is("retirer.word of it", 0));
    }

    // ------------------------------------------------------------ the protocols

    static Protocol ofOnePin() {
        Program program = asked(program(
                "pin against advance",
                MEMORY,
                actor("reader", join(claim(), announce(), use(), close())),
                actor("retirer", join(unlinkAndStamp(), scan(release())))));
        return Protocol.of(program)
                .wrong("stamp before unlink", program.moved("[stamp-1]", "unlink"))
                .wrong("scan before stamp", scanBeforeStamp())
                .wrong(
                        "the pointer is read before the claim",
                        program.moved("read the pointer", "[pin-1]"))
                .wrong(
                        "no scan",
                        asked(program(
                                "pin against advance",
                                MEMORY,
                                actor("reader", join(claim(), announce(), use(), close())),
                                actor("retirer", join(unlinkAndStamp(), release())))));
    }

    private static Program scanBeforeStamp() {
        return asked(program(
                "pin against advance",
                MEMORY,
                actor("reader", join(claim(), announce(), use(), close())),
                actor(
                        "retirer",
                        store("pointer", 0, PLAIN, "unlink"),
                        load("word", "word", VOLATILE, "[scan-1]"),
                        update("drawn", "epoch", Change.add(1), VOLATILE, "[stamp-1]"),
                        when("word", IS, 0, release()))));
    }

    /** The slot's next pin is announced while the scan has seen the word of the one before. */
    static Protocol ofTwoPinsInOneSlot() {
        Step claimAgain = update(
                "claimed again",
                "word",
                Change.compareAndSet(Term.constant(2), Term.constant(3)),
                VOLATILE,
                "[pin-1]");
        Program program = asked(program(
                "two pins in one slot",
                MEMORY,
                actor(
                        "reader",
                        join(
                                claim(),
                                announce(),
                                use(),
                                close(),
                                claimAgain,
                                load("epoch again", "epoch", VOLATILE, "[pin-2]"),
                                store(
                                        "pinEpoch",
                                        Term.register("epoch again"),
                                        RELEASE,
                                        "[pin-3]"))),
                actor("retirer", join(unlinkAndStamp(), scan(release())))));
        return Protocol.of(program);
    }

    /** The pin is closed by another thread than the one that opened it. */
    static Protocol ofAPinClosedElsewhere() {
        Step[] handOver = join(
                claim(),
                announce(),
                load("pointer", "pointer", PLAIN, "read the pointer"),
                store("handed", Term.register("pointer"), RELEASE, "hand the pin over"));
        Step[] closeElsewhere = join(
                load("handed", "handed", ACQUIRE, "take the pin over"),
                when(
                        "handed",
                        IS,
                        1,
                        load("value", "data", PLAIN, "read what it points to"),
                        store("log", 1, PLAIN, "leave word"),
                        update(
                                "seen",
                                "elsewhere",
                                Change.compareAndSet(Term.constant(0), Term.constant(1)),
                                VOLATILE,
                                "[close-2]")));
        Step[] scan = join(
                load("word", "word", VOLATILE, "[scan-1]"),
                when("word", IS, 0, release())
                        .otherwise(
                                load("elsewhere", "elsewhere", ACQUIRE, "[close-3]"),
                                when("elsewhere", IS, 1, release())
                                        .otherwise(
                                                load("its epoch", "pinEpoch", ACQUIRE, "[scan-2]"),
                                                when("its epoch", IS_NOT_LESS, STAMP, release()))));
        Program program = program(
                        "pin closed elsewhere",
                        MEMORY + " elsewhere=0 handed=0",
                        actor("reader", handOver),
                        actor("closer", closeElsewhere),
                        actor("retirer", join(unlinkAndStamp(), scan)))
                .never(
                        "something is released while a pin holds it back, or without what was done under the pin",
                        o -> o.is("closer.value", 99)
                                || (o.is("closer.handed", 1) && o.is("retirer.word of it", 0)))
                .sometimes(
                        "it is released after the pin was closed",
                        o -> o.is("closer.handed", 1) && o.at("data") == 99);
        return Protocol.of(program)
                .covered(
                        "[close-2] read-modify-write: volatile -> release",
                        "release would do; what it must be is one access, see the racing double close");
    }

    /** The first pin makes the table's first segment. */
    static Protocol ofTheFirstSegment() {
        Step install = update(
                "no segment",
                "first",
                Change.compareAndSet(Term.constant(0), Term.constant(1)),
                VOLATILE,
                "[table-1] first");
        Program program = asked(program(
                "pin in the first segment",
                MEMORY + " first=0",
                actor("reader", join(install, claim(), announce(), use(), close())),
                actor(
                        "retirer",
                        join(
                                unlinkAndStamp(),
                                load("first", "first", VOLATILE, "[table-2] first"),
                                when("first", IS, 0, release()).otherwise(scan(release()))))));
        String why = "[pin-1] after it is volatile, so the segment is there before the claim is";
        return Protocol.of(program)
                .covered("[table-1] first read-modify-write: volatile -> acquire", why)
                .covered("[table-1] first read-modify-write: volatile -> release", why)
                .covered("[table-1] first read-modify-write: acquire -> plain", why)
                .covered("[table-1] first read-modify-write: release -> plain", why);
    }

    /** The tender makes the table longer, and a pin is opened in the new segment. */
    static Protocol ofAGrownTable() {
        Program program = asked(program(
                "pin in a grown table",
                MEMORY + " segment=0",
                actor("tender", store("segment", 1, VOLATILE, "[table-1] link")),
                actor(
                        "reader",
                        load("segment", "segment", VOLATILE, "[table-2] segment"),
                        when("segment", IS, 1, join(claim(), announce(), use(), close()))),
                actor(
                        "retirer",
                        join(
                                unlinkAndStamp(),
                                load("segment", "segment", VOLATILE, "[table-2] segment"),
                                when("segment", IS, 0, release()).otherwise(scan(release()))))));
        String why =
                "the reader pins only after it has seen the link, and then so does everybody, since this memory is"
                        + " one; where it is not, the claim carries the link on (JAM)";
        return Protocol.of(program)
                .covered("[table-1] link store: volatile -> release", why)
                .covered("[table-1] link store: release -> opaque", why)
                .covered("[table-1] link store: opaque -> plain", why);
    }

    /** A thread claims and frees a slot of its own by mere stores, twice; the epoch of the first pin stays. */
    static Protocol ofAnOwnedSlot() {
        Step freed = store("word", 2, RELEASE, "[close-1]");
        Step[] again = join(
                store("word", 3, VOLATILE, "[pin-1]"),
                load("epoch again", "epoch", VOLATILE, "[pin-2]"),
                store("pinEpoch", Term.register("epoch again"), RELEASE, "[pin-3]"));
        Step claimed = store("word", 1, VOLATILE, "[pin-1]");
        Program program = asked(program(
                "two pins in an owned slot",
                MEMORY,
                actor("reader", join(claimed, announce(), use(), freed, again)),
                actor("retirer", join(unlinkAndStamp(), scan(release())))));
        return Protocol.of(program);
    }

    /** Two threads take over a slot whose thread is gone. */
    static Protocol ofTakingOver() {
        Program program = program(
                        "slot taken over",
                        "holder=1",
                        actor(
                                "first",
                                load("seen", "holder", ACQUIRE, "[own-2]"),
                                when("seen", IS, 1, takeOver(2))),
                        actor(
                                "second",
                                load("seen", "holder", ACQUIRE, "[own-2]"),
                                when("seen", IS, 1, takeOver(3))))
                .never(
                        "both have the slot for their own",
                        o -> o.is("first.was", 1) && o.is("second.was", 1))
                .sometimes("one has", o -> o.is("second.was", 1));
        String why =
                "only one compare-and-set succeeds, in every mode; what the gone thread wrote is ordered by"
                        + " isAlive, which the machine does not have";
        return Protocol.of(program)
                .wrong("taken over by a load and a store", program.torn("[own-1]"))
                .covered("[own-1] read-modify-write: volatile -> acquire", why)
                .covered("[own-1] read-modify-write: volatile -> release", why)
                .covered("[own-1] read-modify-write: acquire -> plain", why)
                .covered("[own-1] read-modify-write: release -> plain", why)
                .covered("[own-2] load: acquire -> opaque", why)
                .covered("[own-2] load: opaque -> plain", why);
    }

    private static Step takeOver(int by) {
        return update(
                "was",
                "holder",
                Change.compareAndSet(Term.constant(1), Term.constant(by)),
                VOLATILE,
                "[own-1]");
    }

    /** A shared slot is freed by whoever closes the pin, on whatever thread. */
    static Protocol ofAPinInASharedSlot() {
        Step[] closeShared = join(
                update(
                        "seen",
                        "elsewhere",
                        Change.compareAndSet(Term.constant(0), Term.constant(1)),
                        VOLATILE,
                        "[close-2]"),
                when("seen", IS, 0, close()));
        Step[] scan = join(
                load("word", "word", VOLATILE, "[scan-1]"),
                when("word", IS_NOT, 1, release())
                        .otherwise(
                                load("elsewhere", "elsewhere", ACQUIRE, "[close-3]"),
                                when("elsewhere", IS, 1, release())
                                        .otherwise(
                                                load("its epoch", "pinEpoch", ACQUIRE, "[scan-2]"),
                                                when("its epoch", IS_NOT_LESS, STAMP, release()))));
        Program program = asked(program(
                "pin in a shared slot",
                MEMORY + " elsewhere=0",
                actor("reader", join(claim(), announce(), use(), closeShared)),
                actor("retirer", join(unlinkAndStamp(), scan))));
        return Protocol.of(program);
    }

    /** A pin for which there is no room goes to the overflow list, in a slot that is made claimed. */
    static Protocol ofAnOverflowedPin() {
        Step[] push = join(
                store("word", 1, PLAIN, "make a claimed slot"),
                store("next", 1, RELEASE, "[table-1] link below"),
                update(
                        "head",
                        "overflow",
                        Change.compareAndSet(Term.constant(0), Term.constant(1)),
                        VOLATILE,
                        "[table-1] push"));
        Step[] scan = join(
                load("overflow", "overflow", VOLATILE, "[table-2] overflow"),
                when("overflow", IS, 0, release())
                        .otherwise(
                                load("word", "word", VOLATILE, "[scan-1]"),
                                load("its epoch", "pinEpoch", ACQUIRE, "[scan-2]"),
                                load("next", "next", ACQUIRE, "[table-2] next"),
                                when("word", IS_NOT, 1, release())
                                        .otherwise(
                                                when("its epoch", IS_NOT_LESS, STAMP, release()))));
        Program program = asked(program(
                        "pin in the overflow list",
                        MEMORY + " overflow=0 next=0",
                        actor("reader", join(push, announce(), use(), close())),
                        actor("retirer", join(unlinkAndStamp(), scan))))
                .never(
                        "something is released while a pin holds it back, or without what was done under the pin, or a"
                                + " slot is met that is linked to none",
                        o -> isReleasedWhileHeld(o) || o.is("retirer.next", 0));
        String why = "[table-1] push comes after it, and whoever sees the slot has seen that";
        return Protocol.of(program)
                .wrong(
                        "linked after the push",
                        program.moved("[table-1] push", "[table-1] link below"))
                .covered("[table-1] link below store: release -> opaque", why)
                .covered("[table-1] link below store: opaque -> plain", why);
    }

    /** Who asks for the holder of a pin, by plain loads, and makes sure that the word has not changed. */
    static Protocol ofTheHolderOfAPin() {
        Program program = program(
                        "holder of a pin",
                        "word=0 holder=0 pinEpoch=0",
                        actor(
                                "first",
                                claim(),
                                store("holder", 1, PLAIN, "holder"),
                                store("pinEpoch", 1, RELEASE, "[pin-3]"),
                                store("pinEpoch", 0, OPAQUE, "forget the epoch"),
                                store("word", 2, RELEASE, "[close-1]")),
                        actor(
                                "second",
                                update(
                                        "claimed",
                                        "word",
                                        Change.compareAndSet(Term.constant(2), Term.constant(3)),
                                        VOLATILE,
                                        "[pin-1]"),
                                when("claimed", IS, 2, store("holder", 2, PLAIN, "holder"))),
                        actor(
                                "visitor",
                                load("word", "word", VOLATILE, "[scan-1]"),
                                load("epoch", "pinEpoch", ACQUIRE, "[scan-2]"),
                                load("holder", "holder", PLAIN, "holder"),
                                Step.fence(Barrier.ACQUIRE_FENCE, "fence"),
                                load("again", "word", VOLATILE, "word again")))
                .never(
                        "the first pin is said to be the second's holder's",
                        o -> o.is("visitor.word", 1)
                                && o.is("visitor.again", 1)
                                && o.is("visitor.epoch", 1)
                                && !o.is("visitor.holder", 1))
                .sometimes(
                        "the first pin's holder is found",
                        o -> o.is("visitor.again", 1) && o.is("visitor.holder", 1));
        return Protocol.of(program).wrong("no fence", program.withoutFence("fence"));
    }

    /** The tender unlinks a closed slot from the overflow list, by a link past it that a scan then takes. */
    static Protocol ofAClosedPinUnlinked() {
        int toThePin = 1;
        int pastIt = 2;
        Step unlinked = store("next", pastIt, RELEASE, "[table-1] link past a closed slot");
        Program program = asked(program(
                        "closed pin unlinked from the overflow list",
                        MEMORY + " next=" + toThePin,
                        actor("reader", join(claim(), announce(), use(), close())),
                        actor(
                                "tender",
                                load("word", "word", VOLATILE, "[scan-1]"),
                                when("word", IS, 2, unlinked)),
                        actor(
                                "retirer",
                                join(
                                        unlinkAndStamp(),
                                        load("next", "next", ACQUIRE, "[table-2] next"),
                                        when("next", IS, pastIt, release())
                                                .otherwise(scan(release()))))))
                .sometimes(
                        "a scan passes by where a reader was",
                        o -> o.is("retirer.next", pastIt) && o.is("retirer.word of it", 1));
        String why =
                "[scan-1] before it is volatile, so it comes after it; release gives the happens-before that"
                        + " Java's text asks for";
        return Protocol.of(program)
                .covered("[table-1] link past a closed slot store: release -> opaque", why)
                .covered("[table-1] link past a closed slot store: opaque -> plain", why);
    }

    /** The tender finds a segment empty, which a scan then passes by, while a pin is opened in it. */
    static Protocol ofASegmentThoughtEmpty() {
        int empty = 0;
        int checking = 1;
        int used = 2;
        Step[] markUsed = join(
                load("use", "use", VOLATILE, "[used-1]"),
                when("use", IS_NOT, used, store("use", used, VOLATILE, "[used-1] mark")));
        Step[] tend = join(
                store("use", checking, VOLATILE, "[used-2]"),
                load("word", "word", VOLATILE, "[scan-1]"),
                when("word", IS, 1, store("use", used, VOLATILE, "[used-2] still used"))
                        .otherwise(update(
                                "was",
                                "use",
                                Change.compareAndSet(Term.constant(checking), Term.constant(empty)),
                                VOLATILE,
                                "[used-2] empty")));
        // Three threads: so the reader only leaves word, and the release only looks for it.
        Step[] use = join(
                load("pointer", "pointer", PLAIN, "read the pointer"),
                when("pointer", IS, 1, store("log", 1, PLAIN, "leave word")));
        Step release = load("word of it", "log", PLAIN, "find the reader's word");
        Step[] scanUnlessEmpty = join(
                load("use", "use", VOLATILE, "[used-1]"),
                when("use", IS, empty, release).otherwise(scan(release)));
        Actor tender = actor("tender", tend);
        Actor retirer = actor("retirer", join(unlinkAndStamp(), scanUnlessEmpty));
        String memory = MEMORY + " use=" + used;
        Program program = asked(program(
                        "pin in a segment thought empty",
                        memory,
                        actor("reader", join(claim(), markUsed, announce(), use, close())),
                        tender,
                        retirer))
                .sometimes(
                        "the segment is found empty after a reader was there",
                        o -> o.is("retirer.use", empty) && o.is("retirer.word of it", 1));
        String looks = "a scan that sees CHECKING looks at the slots as well as one that sees USED";
        String after =
                "the tender's loads before it are volatile, so it comes after them; what it must be is one access";
        return Protocol.of(program)
                .wrong(
                        "marked before the claim",
                        asked(program(
                                "pin in a segment thought empty",
                                memory,
                                actor("reader", join(markUsed, claim(), announce(), use, close())),
                                tender,
                                retirer)))
                .wrong("found empty by a load and a store", program.torn("[used-2] empty"))
                .covered("[used-2] still used store: volatile -> release", looks)
                .covered("[used-2] still used store: release -> opaque", looks)
                .covered("[used-2] still used store: opaque -> plain", looks)
                .covered("[used-2] empty read-modify-write: volatile -> acquire", after)
                .covered("[used-2] empty read-modify-write: volatile -> release", after)
                .covered("[used-2] empty read-modify-write: acquire -> plain", after)
                .covered("[used-2] empty read-modify-write: release -> plain", after);
    }

    /** One thread scans and tells by {@code past}; another one reads that and releases without a scan. */
    static Protocol ofPast() {
        Step[] tell = join(update(
                "older", "past", Change.maximum(Term.register("drawn")), VOLATILE, "[past-1]"));
        Step[] look = join(
                load("drawn", "epoch", VOLATILE, "[pin-2] drawn so far"),
                load("word", "word", VOLATILE, "[scan-1]"),
                when("word", IS, 0, tell)
                        .otherwise(when("word", IS, 2, tell)
                                .otherwise(
                                        load("its epoch", "pinEpoch", ACQUIRE, "[scan-2]"),
                                        when(
                                                "its epoch",
                                                IS_NOT_LESS,
                                                Term.register("drawn"),
                                                tell))));
        Program program = asked(program(
                "what another scan has found past",
                MEMORY + " past=1",
                actor("reader", join(claim(), announce(), use(), close())),
                actor("scanner", look),
                actor(
                        "retirer",
                        join(
                                unlinkAndStamp(),
                                load("past", "past", VOLATILE, "[past-2]"),
                                when("past", IS_NOT_LESS, STAMP, release())))));
        String why =
                "the scan's loads before it are volatile or acquire, so it comes after them; release gives the"
                        + " happens-before that Java's text asks for";
        return Protocol.of(program)
                .wrong(
                        "drawn is read after the scan",
                        program.moved("[scan-1]", "[pin-2] drawn so far"))
                .covered(
                        "[pin-2] drawn so far load: volatile -> acquire",
                        "it comes before the scan, which is all that it must where memory is one; the accessor is [pin-2]'s")
                .covered(
                        "[past-2] load: volatile -> acquire",
                        "acquire would do: it only has to come before the release")
                .covered("[past-1] read-modify-write: volatile -> acquire", why)
                .covered("[past-1] read-modify-write: volatile -> release", why)
                .covered("[past-1] read-modify-write: acquire -> plain", why)
                .covered("[past-1] read-modify-write: release -> plain", why);
    }
}
