package org.xarray4j.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The nodes at hand: where they come from, for how many there is room, and what is charged for them. */
class NodePoolTest {
    private static final int LEVEL = 2;

    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private long charged;
    private long limit = Long.MAX_VALUE;

    /** Each charge and refund, in nodes. */
    private final List<Long> charges = new ArrayList<>();

    private int allocations;
    private int failing = -1;

    private final NodePool pool = new NodePool(
            new Charge() {
                @Override
                public void charge(long bytes) {
                    if (charged + bytes > limit) {
                        throw new Refusal();
                    }
                    charged += bytes;
                    charges.add(bytes / Node.BYTES);
                }

                @Override
                public void refund(long bytes) {
                    charged -= bytes;
                    charges.add(-bytes / Node.BYTES);
                }
            },
            () -> {
                if (allocations++ == failing) {
                    throw new OutOfMemoryError("planted");
                }
            });

    private int fences;
    private boolean reading;
    private final Roots roots = new Roots();
    private final Limbo limbo = new Limbo(pool, roots, new ReuseGate() {
        @Override
        public boolean isEnabled() {
            return true;
        }

        @Override
        public long seal() {
            return 0;
        }

        @Override
        public boolean mayReuse(long cookie) {
            return !reading;
        }

        @Override
        public long lastSnapshotVersion() {
            return 0;
        }

        @Override
        public void announceReuse() {}

        @Override
        public void beforeOverwrite() {
            fences++;
        }
    });

    private long version = 1;

    @BeforeEach
    void begin() {
        roots.begin(Root.empty());
    }

    /** Publishes a version of a tree of so many nodes, which has unlinked some. */
    private void publish(int nodes, int unlinked) {
        Root before = roots.published();
        Root root = roots.open(AllocationProbe.NONE);
        root.copyFrom(before);
        root.version = ++version;
        for (int i = 0; i < unlinked; i++) {
            assertThat(limbo.add(used(), LEVEL, version)).isTrue();
        }
        root.setPublished();
        limbo.publish(nodes);
    }

    private static Object[] used() {
        Object[] node = Node.blank();
        Node.meta(node).birth = 1;
        node[3] = "kept";
        Node.meta(node).present = 8;
        return node;
    }

    private NodeRing ring() {
        return ((NodeRing[]) ValidatorTest.hidden(pool, "rings"))[LEVEL];
    }

    private void fail(int allocation) {
        allocations = 0;
        failing = allocation;
    }

    private int ensure(int wanted) {
        allocations = 0;
        pool.ensure(LEVEL, wanted);
        return allocations;
    }

    @Test
    void ensure_untilThereAreEnough_makesAndChargesTheMissing() {
        assertThat(ensure(0)).as("a ring").isEqualTo(1);
        assertThat(ensure(2)).as("its places, and two nodes").isEqualTo(3);
        assertThat(pool.total()).isEqualTo(2);
        assertThat(charged).isEqualTo(2 * Node.BYTES);
        assertThat(ensure(2)).isZero();
        assertThat(ensure(1)).isZero();
        assertThat(ensure(3)).as("longer, and one node").isEqualTo(2);
        assertThat(ensure(4)).isEqualTo(1);
        assertThat(charged).isEqualTo(4 * Node.BYTES);
        assertThat(fences).as("nothing is used again here").isZero();
    }

    @Test
    void ensure_eachTimeNoneIsAtHand_hasRoomForTwiceAsMany() {
        pool.reclaimFrom(limbo);
        publish(0, 0);
        int[] lengths = {1, 2, 4, 8, 16, 32, 32};
        for (int length : lengths) {
            pool.ensure(LEVEL, 1);
            assertThat(ring().length()).isEqualTo(length);
            pool.takeToOverwrite(LEVEL);
        }
        assertThat(pool.total()).isZero();
    }

    @Test
    void ensure_nothingIsUsedAgain_hasNoMoreRoomThanIsNeeded() {
        for (int i = 0; i < 3; i++) {
            pool.ensure(LEVEL, 1);
            pool.takeToOverwrite(LEVEL);
        }
        assertThat(ring().length()).isEqualTo(1);
        pool.ensure(LEVEL, 5);
        assertThat(ring().length()).isEqualTo(8);
    }

    @Test
    void ensure_batchWaits_comesBackBeforeNodesAreMade() {
        pool.reclaimFrom(limbo);
        publish(0, 0);
        pool.ensureRoom(LEVEL, 8);
        publish(0, 4);
        reading = true;
        int before = fences;
        assertThat(ensure(1)).as("readers are there: places and a node").isEqualTo(2);
        assertThat(fences).as("before it is hung in").isGreaterThan(before);
        reading = false;
        assertThat(ensure(1)).isZero();
        assertThat(ensure(5)).as("all that waited").isZero();
        assertThat(ensure(6)).isEqualTo(1);
    }

    @Test
    void ensure_outOfMemoryOrRefused_chargesWhatThereIs() {
        pool.ensure(LEVEL, 1);
        fail(1);
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> pool.ensure(LEVEL, 2));
        assertThat(charged).isEqualTo(Node.BYTES);
        assertThat(pool.total()).isEqualTo(1);
        limit = 2 * Node.BYTES;
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> pool.ensure(LEVEL, 3));
        assertThat(charged).isEqualTo(2 * Node.BYTES);
        assertThat(pool.total()).isEqualTo(2);
    }

    @Test
    void ensureRoom_forSomeEdits_isWhatTheyMayPutHereAndTwoToTake() {
        pool.ensureRoom(LEVEL, 100);
        assertThat(ring().length()).as("nothing is put here").isEqualTo(2);
        pool.reclaimFrom(limbo);
        publish(0, 0);
        pool.ensureRoom(LEVEL, 2);
        assertThat(ring().length()).isEqualTo(4);
        pool.ensureRoom(LEVEL, 3);
        assertThat(ring().length()).isEqualTo(8);
        pool.ensureRoom(LEVEL, 6);
        assertThat(ring().length()).isEqualTo(8);
        assertThat(pool.put(used(), LEVEL, version)).isTrue();
        pool.ensureRoom(LEVEL, 6);
        assertThat(ring().length()).isEqualTo(16);
        // Up to what limbo takes, and one.
        pool.ensureRoom(LEVEL, 1000);
        assertThat(ring().length()).isEqualTo(32);
        publish(1000, 0);
        pool.ensureRoom(LEVEL, 1000);
        assertThat(ring().length()).isEqualTo(128);
        assertThat(pool.total()).isEqualTo(1);
    }

    @Test
    void stock_isChargedAtOnceAndTakenBeforeAnythingElse() {
        pool.ensureRoom(LEVEL, 1);
        pool.stock(3);
        assertThat(charged).isEqualTo(3 * Node.BYTES);
        assertThat(pool.total()).isZero();
        assertThat(ensure(2)).isZero();
        assertThat(pool.total()).isEqualTo(2);
        assertThat(charges).containsExactly(3L);
        assertThat(ensure(3)).as("no room for the third").isEqualTo(2);
        assertThat(charged).isEqualTo(4 * Node.BYTES);
        pool.dropStock();
        assertThat(charged).isEqualTo(3 * Node.BYTES);
        pool.dropStock();
        assertThat(charged).isEqualTo(3 * Node.BYTES);
    }

    @Test
    void stock_again_replacesWhatIsLeft() {
        pool.stock(3);
        pool.stock(2);
        assertThat(charged).isEqualTo(2 * Node.BYTES);
        pool.dropStock();
        assertThat(charged).isZero();
    }

    @Test
    void stock_outOfMemory_chargesNothing() {
        for (int allocation = 0; allocation <= 3; allocation++) {
            fail(allocation);
            assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> pool.stock(3));
            assertThat(charged).isZero();
        }
        fail(4);
        pool.stock(3);
        assertThat(charged).isEqualTo(3 * Node.BYTES);
    }

    @Test
    void newNodes_whereOldOnesAreUsedAgain_areFenced() {
        pool.stock(1);
        pool.afterMaking();
        assertThat(fences).isZero();
        pool.reclaimFrom(limbo);
        pool.stock(1);
        assertThat(fences).isEqualTo(1);
        pool.afterMaking();
        assertThat(fences).isEqualTo(2);
        pool.ensure(LEVEL + 1, 1);
        assertThat(fences).isEqualTo(3);
    }

    @Test
    void charge_refused_letsGoOfWhatIsKeptAndTriesAgain() {
        pool.reclaimFrom(limbo);
        publish(1000, 0);
        pool.ensureRoom(LEVEL, 100);
        publish(1000, Limbo.BATCH);
        assertThat(limbo.reclaim()).isTrue();
        charged = Limbo.BATCH * Node.BYTES; // as if the tree had given them here
        limit = charged;
        pool.charge(Limbo.BATCH - 3);
        assertThat(pool.total()).as("kept for the write").isEqualTo(3);
        assertThat(charged).isEqualTo(limit);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> pool.charge(1));
        assertThat(pool.total()).as("of no use to a write that fails").isZero();
        assertThat(charged).isEqualTo(limit - 3 * Node.BYTES);
        pool.charge(3);
        assertThat(charged).isEqualTo(limit);
    }

    @Test
    void charge_refusedWithNothingKept_isRefused() {
        limit = 0;
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> pool.charge(1));
        assertThat(charged).isZero();
    }

    @Test
    void make_isBornAndCharged() {
        assertThat(Node.meta(pool.make(7)).birth).isEqualTo(7);
        assertThat(charged).isEqualTo(Node.BYTES);
        fail(0);
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> pool.make(7));
        assertThat(charged).isEqualTo(Node.BYTES);
    }

    @Test
    void take_ofANodeThatWasUsed_isBlank() {
        pool.reclaimFrom(limbo);
        publish(1000, 0);
        pool.ensureRoom(LEVEL, 100);
        publish(1000, Limbo.BATCH);
        assertThat(limbo.reclaim()).isTrue();
        Object[] node = pool.take(LEVEL, 9);
        assertThat(node[3]).isNull();
        assertThat(Node.meta(node).present).isZero();
        assertThat(Node.meta(node).birth).isEqualTo(9);
        assertThat(pool.total()).isEqualTo(Limbo.BATCH - 1);
        assertThat(pool.takeToOverwrite(LEVEL)[3]).isEqualTo("kept");
        assertThat(pool.total()).isEqualTo(Limbo.BATCH - 2);
        Object[] unlinked = used();
        assertThat(pool.exchange(unlinked, LEVEL, 10)).isNotNull();
        assertThat(pool.total()).isEqualTo(Limbo.BATCH - 2);
        pool.takeBack(10);
        assertThat(pool.total()).isEqualTo(Limbo.BATCH - 3);
    }

    @Test
    void put_ofALevel_comesToHandUnlessItIsOlder() {
        assertThat(pool.put(used(), LEVEL, 5)).as("no room").isFalse();
        assertThat(pool.end(LEVEL)).isZero();
        pool.ensureRoom(LEVEL, 0);
        assertThat(pool.put(used(), LEVEL, 5)).isTrue();
        assertThat(pool.put(used(), LEVEL, 5)).isTrue();
        assertThat(pool.put(used(), LEVEL, 5)).as("no room any more").isFalse();
        assertThat(pool.total()).isEqualTo(2);
        assertThat(pool.end(LEVEL)).isEqualTo(2);
        pool.reclaim(LEVEL + 1, 0, 0);
        pool.reclaim(LEVEL, 1, 0);
        assertThat(pool.total()).isEqualTo(2);
        assertThat(charged).isZero();
        pool.reclaim(LEVEL, 2, 1);
        assertThat(pool.total()).as("born in version 1").isEqualTo(1);
        assertThat(charged).isEqualTo(-Node.BYTES);
    }

    @Test
    void age_ofALevelOfWhichNothingIsTaken_isGivenBack() {
        pool.age(LEVEL, 0);
        pool.ensure(LEVEL, 3);
        pool.age(LEVEL, 0);
        assertThat(pool.total()).isEqualTo(3);
        pool.age(LEVEL, 0);
        assertThat(pool.total()).isZero();
        assertThat(charged).isZero();
    }

    @Test
    void drop_allButSome_refundsTheOthers() {
        pool.ensure(LEVEL, 3);
        pool.ensure(LEVEL + 1, 1);
        pool.drop(2, false, 0);
        assertThat(pool.total()).isEqualTo(3);
        assertThat(charged).isEqualTo(3 * Node.BYTES);
        pool.drop(0, true, 0);
        assertThat(pool.total()).as("all are new").isEqualTo(3);
        pool.drop(0, false, 0);
        assertThat(pool.total()).isZero();
        assertThat(charged).isZero();
    }

    @Test
    void owners_asManyAsWanted_areMadeOnce() {
        pool.ensureOwners(2);
        assertThat(allocations).isEqualTo(3);
        pool.ensureOwners(2);
        pool.ensureOwners(1);
        assertThat(allocations).isEqualTo(3);
        Owners first = pool.takeOwners(4);
        assertThat(first.birth).isEqualTo(4);
        Owners second = pool.takeOwners(4);
        assertThat(second).isNotSameAs(first);
        pool.putOwners(first);
        pool.putOwners(second);
        pool.putOwners(new Owners());
        assertThat(pool.takeOwners(5)).isSameAs(second);
        pool.ensureOwners(2);
        assertThat(allocations).as("places, and one more").isEqualTo(5);
        assertThat(pool.takeOwners(5)).isNotSameAs(first);
        assertThat(pool.takeOwners(5)).isSameAs(first);
    }

    @Test
    void ensureOwners_outOfMemory_countsWhatThereIs() {
        for (int allocation = 0; allocation <= 2; allocation++) {
            fail(allocation);
            assertThatExceptionOfType(OutOfMemoryError.class)
                    .isThrownBy(() -> pool.ensureOwners(4));
        }
        fail(-1);
        pool.ensureOwners(2);
        assertThat(pool.takeOwners(1)).isNotSameAs(pool.takeOwners(1));
    }

    @Test
    void trim_everything_isGivenBackWithThePlacesForIt() {
        pool.ensure(LEVEL, 3);
        pool.ensureOwners(1);
        pool.dropSpares();
        assertThat(pool.total()).isZero();
        assertThat(charged).isZero();
        assertThat(ensure(3)).as("places are there").isEqualTo(3);
        allocations = 0;
        pool.ensureOwners(1);
        assertThat(allocations).isEqualTo(2);
        pool.trim();
        assertThat(charged).isZero();
        assertThat(ensure(3)).isEqualTo(5);
    }
}
