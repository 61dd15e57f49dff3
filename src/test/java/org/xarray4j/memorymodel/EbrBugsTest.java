package org.xarray4j.memorymodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.xarray4j.memorymodel.Actor.actor;
import static org.xarray4j.memorymodel.Change.add;
import static org.xarray4j.memorymodel.Change.compareAndSet;
import static org.xarray4j.memorymodel.Condition.Relation.IS;
import static org.xarray4j.memorymodel.Condition.Relation.IS_NOT;
import static org.xarray4j.memorymodel.Condition.Relation.IS_NOT_LESS;
import static org.xarray4j.memorymodel.Mode.ACQUIRE;
import static org.xarray4j.memorymodel.Mode.PLAIN;
import static org.xarray4j.memorymodel.Mode.RELEASE;
import static org.xarray4j.memorymodel.Mode.VOLATILE;
import static org.xarray4j.memorymodel.Program.program;
import static org.xarray4j.memorymodel.Step.fence;
import static org.xarray4j.memorymodel.Step.load;
import static org.xarray4j.memorymodel.Step.store;
import static org.xarray4j.memorymodel.Step.update;
import static org.xarray4j.memorymodel.Step.when;

import org.junit.jupiter.api.Test;

/**
 * The five mistakes that epoch reclamation is known for, each beside the same program without it. The slot has the
 * pin's epoch, 0 when it is free.
 */
class EbrBugsTest {
    private static final String MEMORY = "epoch=1 slot=0 pointer=1 data=0";

    private static Program asked(Program program) {
        return program.never("a reader reads what was released", o -> o.is("reader.value", 99));
    }

    private static Actor reader(Step first, Step second) {
        return actor(
                "reader",
                first,
                second,
                load("pointer", "pointer", PLAIN, "read the pointer"),
                when("pointer", IS, 1, load("value", "data", PLAIN, "read what it points to")),
                store("slot", 0, RELEASE, "close"));
    }

    private static final Step SAMPLE = load("epoch", "epoch", VOLATILE, "sample the epoch");

    private static Step announce() {
        return update(
                "free",
                "slot",
                compareAndSet(Term.constant(0), Term.register("epoch")),
                VOLATILE,
                "announce");
    }

    /** Releases unless the slot has an epoch below the stamp. */
    private static Step[] scanForLess(Term stamp) {
        return new Step[] {
            load("slot", "slot", VOLATILE, "scan"),
            when("slot", IS, 0, store("data", 99, PLAIN, "release"))
                    .otherwise(
                            when("slot", IS_NOT_LESS, stamp, store("data", 99, PLAIN, "release")))
        };
    }

    /** Releases unless the slot has the very epoch before the stamp. */
    private static Step[] scanForEqual(Term before) {
        return new Step[] {
            load("slot", "slot", VOLATILE, "scan"),
            when("slot", IS_NOT, before, store("data", 99, PLAIN, "release"))
        };
    }

    private static Actor retirer(Step first, Step second, Step third, Step[] scan) {
        return actor("retirer", first, second, third, scan[0], scan[1]);
    }

    private static final Step UNLINK = store("pointer", 0, PLAIN, "unlink");
    private static final Step OTHER_STAMP =
            update("other", "epoch", add(1), VOLATILE, "another's stamp");
    private static final Step STAMP = update("drawn", "epoch", add(1), VOLATILE, "stamp");
    private static final Term DRAWN = Term.register("drawn");
    private static final Term DRAWN_AND_ONE = new Term("drawn", 1);

    private static void good(Program program) {
        Verdict verdict = Explorer.explore(program, Order.JAVA);
        assertThat(verdict.isGood()).as(verdict.toString()).isTrue();
    }

    private static void bad(Program program, Order order) {
        Verdict verdict = Explorer.explore(program, order);
        assertThat(verdict.isGood()).as(verdict.toString()).isFalse();
        assertThat(verdict.schedule().toString()).isNotEmpty();
    }

    // ------------------------------------------------------------ 1: the announcement is not
    // ordered

    @Test
    void bug1_announcementIsARelease_isReleasedUnderAReader() {
        Program byStore = asked(program(
                "announced by a release store",
                MEMORY,
                reader(SAMPLE, store("slot", Term.register("epoch"), RELEASE, "announce")),
                retirer(OTHER_STAMP, UNLINK, STAMP, scanForLess(DRAWN_AND_ONE))));
        bad(byStore, Order.JAVA);
        bad(byStore, Order.TSO);
    }

    @Test
    void bug1_announcementIsFollowedByAFullFence_isGood() {
        Actor reader = actor(
                "reader",
                SAMPLE,
                store("slot", Term.register("epoch"), RELEASE, "announce"),
                fence(Barrier.FULL_FENCE, "fence"),
                load("pointer", "pointer", PLAIN, "read the pointer"),
                when("pointer", IS, 1, load("value", "data", PLAIN, "read what it points to")),
                store("slot", 0, RELEASE, "close"));
        good(asked(program(
                "announced by a store and a full fence",
                MEMORY,
                reader,
                actor(
                        "retirer",
                        UNLINK,
                        STAMP,
                        fence(Barrier.FULL_FENCE, "fence"),
                        scanForLess(DRAWN_AND_ONE)[0],
                        scanForLess(DRAWN_AND_ONE)[1]))));
    }

    // ------------------------------------------------------------ 2: the epoch is sampled before
    // it is announced

    /**
     * Not a mistake when the scan holds back for every older epoch: a stale one holds back more than it must. The load
     * of the pointer then needs an order of its own after the announcement, here a full fence; the library loads the
     * epoch after the claim instead.
     */
    @Test
    void bug2_sampledBeforeAnnounced_isHarmlessWithTheMinimumRule() {
        good(asked(program(
                "stale epoch, minimum rule",
                MEMORY,
                readerWithFence(),
                retirer(OTHER_STAMP, UNLINK, STAMP, scanForLess(DRAWN_AND_ONE)))));
    }

    @Test
    void bug2_sampledBeforeAnnounced_isReleasedUnderAReaderWithTheEqualityRule() {
        Program program = asked(program(
                "stale epoch, equality rule",
                MEMORY,
                readerWithFence(),
                retirer(OTHER_STAMP, UNLINK, STAMP, scanForEqual(DRAWN))));
        bad(program, Order.JAVA);
        bad(program, Order.TSO);
        assertThat(Explorer.explore(program, Order.JAVA).schedule().reorderings())
                .isZero();
    }

    private static Actor readerWithFence() {
        return actor(
                "reader",
                SAMPLE,
                announce(),
                fence(Barrier.FULL_FENCE, "fence"),
                load("pointer", "pointer", PLAIN, "read the pointer"),
                when("pointer", IS, 1, load("value", "data", PLAIN, "read what it points to")),
                store("slot", 0, RELEASE, "close"));
    }

    /** Without that fence x86 is good and Java is not: plain loads go ahead of the store in a compare-and-set. */
    @Test
    void bug2_nothingOrdersTheLoadsAfterTheAnnouncement_isBadExceptOnX86() {
        Program program = asked(program(
                "stale epoch, minimum rule, no order after the claim",
                MEMORY,
                reader(SAMPLE, announce()),
                retirer(OTHER_STAMP, UNLINK, STAMP, scanForLess(DRAWN_AND_ONE))));
        bad(program, Order.JAVA);
        assertThat(Explorer.explore(program, Order.TSO).isGood()).isTrue();
    }

    // ------------------------------------------------------------ 3: the stamp is stale

    @Test
    void bug3_stampedBeforeUnlinked_isReleasedUnderAReader() {
        Program program = asked(program(
                "stale stamp",
                MEMORY,
                readerWithFence(),
                retirer(STAMP, UNLINK, OTHER_STAMP, scanForLess(DRAWN_AND_ONE))));
        bad(program, Order.JAVA);
        bad(program, Order.TSO);
    }

    @Test
    void bug3_stampIsReadAndNotDrawn_isReleasedUnderAReader() {
        Program program = asked(program(
                "stamp read by a load, no full fence after unlink",
                MEMORY,
                readerWithFence(),
                retirer(
                        OTHER_STAMP,
                        UNLINK,
                        load("drawn", "epoch", VOLATILE, "stamp"),
                        scanForLess(DRAWN))));
        bad(program, Order.JAVA);
        bad(program, Order.TSO);
    }

    // ------------------------------------------------------------ 4: two threads close one pin

    private static Program twoCloses(Actor opener, Step[] closing) {
        return program(
                        "two threads close one pin",
                        "word=1 elsewhere=0 flag=0",
                        opener,
                        new Actor("closer", java.util.List.of(closing)),
                        new Actor("other closer", java.util.List.of(closing)))
                .never(
                        "the slot is free while the third has its pin there",
                        o -> o.is("opener.claimed", 2) && o.at("word") != 3)
                .sometimes("the third gets its pin", o -> o.is("opener.claimed", 2));
    }

    private static final Step CLAIM_NEXT = update(
            "claimed",
            "word",
            compareAndSet(Term.constant(2), Term.constant(3)),
            VOLATILE,
            "claim");

    @Test
    void bug4_flagAndThenStore_freesAnothersPin() {
        Program program = twoCloses(actor("opener", CLAIM_NEXT), new Step[] {
            load("closed", "flag", VOLATILE, "is it closed?"),
            when(
                    "closed",
                    IS,
                    0,
                    store("flag", 1, VOLATILE, "now it is"),
                    store("word", 2, RELEASE, "free the slot"))
        });
        bad(program, Order.JAVA);
        bad(program, Order.TSO);
    }

    @Test
    void bug4_closedInAFieldOfItsOwn_isGood() {
        Program program = twoCloses(
                actor(
                        "opener",
                        load("elsewhere", "elsewhere", ACQUIRE, "[close-3]"),
                        when(
                                "elsewhere",
                                IS,
                                1,
                                store("word", 2, RELEASE, "[close-1]"),
                                CLAIM_NEXT)),
                new Step[] {
                    update(
                            "seen",
                            "elsewhere",
                            compareAndSet(Term.constant(0), Term.constant(1)),
                            VOLATILE,
                            "[close-2]")
                });
        good(program);
        bad(program.askingForItsPurpose(), Order.JAVA);
    }

    // ------------------------------------------------------------ 5: the last reader must wake the
    // waiter

    private static Program wakingClose(Mode close) {
        return program(
                        "close and wake, " + close,
                        "slot=1 waiting=0",
                        actor(
                                "reader",
                                store("slot", 0, close, "close"),
                                load("waiting", "waiting", VOLATILE, "does anybody wait?")),
                        actor(
                                "waiter",
                                store("waiting", 1, VOLATILE, "wait"),
                                load("slot", "slot", VOLATILE, "look once more")))
                .never(
                        "the waiter sleeps and nobody wakes it",
                        o -> o.is("reader.waiting", 0) && o.is("waiter.slot", 1));
    }

    /** Why closing a pin wakes nobody in the library, and who waits looks again by itself. */
    @Test
    void bug5_closedByARelease_sleepsForEver() {
        bad(wakingClose(RELEASE), Order.JAVA);
        bad(wakingClose(RELEASE), Order.TSO);
        good(wakingClose(VOLATILE));
    }
}
