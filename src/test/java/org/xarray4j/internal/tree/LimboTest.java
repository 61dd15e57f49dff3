package org.xarray4j.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When nodes that were replaced are at hand again, and when they are the collector's. */
class LimboTest {
    private static final int LEVEL = 2;

    /** Nodes of a tree, with which as many may be kept as ever. */
    private static final int MANY = 1000;

    private static final int MOST_BOUND = 3 * Limbo.BATCH;

    /** With how many nodes a batch is full. */
    private static final int FULL = MOST_BOUND / 4;

    private final class Gate implements ReuseGate {
        private long snapshot;
        private boolean open = true;
        private long cookies;

        /** What was asked and told, in this order. */
        private final List<String> calls = new ArrayList<>();

        @Override
        public boolean isEnabled() {
            return true;
        }

        @Override
        public long seal() {
            calls.add("seal");
            return ++cookies;
        }

        @Override
        public boolean mayReuse(long cookie) {
            calls.add("mayReuse " + cookie);
            return open;
        }

        @Override
        public long lastSnapshotVersion() {
            return snapshot;
        }

        @Override
        public void announceReuse() {
            calls.add("announce, at hand " + atHand());
        }

        @Override
        public void beforeOverwrite() {
            calls.add("fence");
        }
    }

    private long charged;
    private final Gate gate = new Gate();
    private final NodePool pool = new NodePool(
            new Charge() {
                @Override
                public void charge(long bytes) {
                    charged += bytes;
                }

                @Override
                public void refund(long bytes) {
                    charged -= bytes;
                }
            },
            AllocationProbe.NONE);
    private final Roots roots = new Roots();
    private final Limbo limbo = new Limbo(pool, roots, gate);
    private long version;

    @BeforeEach
    void begin() {
        roots.begin(Root.empty());
        open();
        // Room for all that may come.
        pool.ensure(LEVEL, NodeRing.MOST);
        pool.drop(0, false, 0);
        pool.reclaimFrom(limbo);
        publish(MANY);
        charged = 0;
        gate.calls.clear();
    }

    private void open() {
        Root before = roots.published();
        Root root = roots.open(AllocationProbe.NONE);
        root.copyFrom(before);
        root.version = ++version;
    }

    private void publish(long nodes) {
        roots.work().setPublished();
        limbo.publish(nodes);
    }

    private boolean add(long birth) {
        return limbo.add(node(birth), LEVEL, version);
    }

    private static Object[] node(long birth) {
        Object[] node = Node.blank();
        Node.meta(node).birth = birth;
        return node;
    }

    /** Publishes a version that has replaced so many nodes of version 1. */
    private void replace(int nodes) {
        open();
        for (int i = 0; i < nodes; i++) {
            assertThat(add(1)).isTrue();
        }
        publish(MANY);
    }

    private int atHand() {
        return ring().atHand();
    }

    private NodeRing ring() {
        return ((NodeRing[]) ValidatorTest.hidden(pool, "rings"))[LEVEL];
    }

    @Test
    void bound_ofATree_isTwiceItsNodesAndSomeUpToThreeBatches() {
        int[] nodes = {0, 1, 10, 39, 40, 41, MANY};
        int[] bounds = {16, 18, 36, 94, 96, 96, 96};
        for (int i = 0; i < nodes.length; i++) {
            open();
            publish(nodes[i]);
            assertThat(limbo.bound()).isEqualTo(bounds[i]);
        }
    }

    @Test
    void add_upToTheBound_isTakenAndNoMore() {
        open();
        for (int i = 0; i < MOST_BOUND; i++) {
            assertThat(add(1)).isTrue();
            assertThat(limbo.unlinked()).isEqualTo(i + 1);
        }
        assertThat(add(1)).isFalse();
        assertThat(limbo.unlinked()).isEqualTo(MOST_BOUND);
        assertThat(pool.total()).isEqualTo(MOST_BOUND);
    }

    @Test
    void add_ofANodeThatASnapshotMayHold_isRefused() {
        open();
        gate.snapshot = 5;
        assertThat(add(4)).isFalse();
        assertThat(add(5)).isFalse();
        assertThat(limbo.unlinked()).isZero();
        assertThat(add(6)).isTrue();
    }

    @Test
    void add_whereThereIsNoRoom_isRefused() {
        open();
        assertThat(limbo.add(node(1), LEVEL + 1, version)).isFalse();
        assertThat(limbo.unlinked()).isZero();
    }

    @Test
    void exchange_ofANodeThatASnapshotMayHold_putsNothing() {
        open();
        pool.ensure(LEVEL, 2);
        gate.snapshot = 5;
        assertThat(limbo.exchange(node(5), LEVEL, version)).isNotNull();
        assertThat(limbo.unlinked()).isZero();
        assertThat(pool.total()).isEqualTo(1);
        limbo.exchange(node(6), LEVEL, version);
        assertThat(limbo.unlinked()).isEqualTo(1);
        assertThat(pool.total()).isEqualTo(1);
    }

    @Test
    void exchange_atTheBound_putsOneAndAboveItNone() {
        open();
        pool.ensure(LEVEL, MOST_BOUND);
        limbo.exchange(node(1), LEVEL, version);
        assertThat(limbo.unlinked()).isEqualTo(1);
        assertThat(pool.total()).isEqualTo(MOST_BOUND);
        pool.ensure(LEVEL, MOST_BOUND);
        assertThat(pool.total()).isGreaterThan(MOST_BOUND);
        limbo.exchange(node(1), LEVEL, version);
        assertThat(limbo.unlinked()).isEqualTo(1);
        assertThat(pool.total()).isEqualTo(MOST_BOUND);
    }

    @Test
    void takeBack_whatTheVersionHasUnlinked_isNotHereAnyMore() {
        replace(3);
        open();
        add(1);
        add(1);
        limbo.takeBack();
        assertThat(limbo.unlinked()).isZero();
        assertThat(pool.total()).isEqualTo(3);
    }

    @Test
    void takeBack_nothingUnlinked_leavesWhatWaits() {
        replace(3);
        open();
        limbo.takeBack();
        assertThat(pool.total()).isEqualTo(3);
        replace(Limbo.BATCH - 3);
        assertThat(limbo.reclaim()).isTrue();
        assertThat(atHand()).isEqualTo(Limbo.BATCH);
    }

    @Test
    void batch_fullOrNot_isSealedWhenFull() {
        replace(FULL - 1);
        assertThat(gate.calls).isEmpty();
        replace(0);
        assertThat(gate.calls).isEmpty();
        replace(1);
        assertThat(gate.calls).containsExactly("seal");
        replace(FULL - 1);
        assertThat(gate.calls).as("counted anew").containsExactly("seal");
        replace(1);
        assertThat(gate.calls).containsExactly("seal", "seal");
    }

    @Test
    void batch_ofASmallTree_isSealedWithAQuarterOfTheBound() {
        for (int nodes : new int[] {3, 1}) {
            open();
            for (int i = 0; i < nodes; i++) {
                add(1);
            }
            publish(0);
            assertThat(gate.calls).hasSize(nodes == 3 ? 0 : 1);
        }
    }

    @Test
    void batch_ofVersionsThatReplaceNoNode_isSealedForTheirRoots() {
        for (int versions = 1; versions <= 4 * Limbo.BATCH; versions++) {
            replace(0);
            assertThat(gate.calls).filteredOn("seal"::equals).hasSize(versions / Limbo.BATCH);
        }
    }

    @Test
    void publish_ofWhatASnapshotMayHold_keepsNoRoot() {
        gate.snapshot = Long.MAX_VALUE;
        int before = roots.end();
        replace(0);
        assertThat(roots.end()).isEqualTo(before);
        gate.snapshot = version - 1;
        replace(0);
        assertThat(roots.end()).isEqualTo(before + 1);
        gate.snapshot = version;
        replace(0);
        assertThat(roots.end()).isEqualTo(before + 1);
    }

    @Test
    void reclaim_nothingSealed_isFalseAndAsksNobody() {
        replace(FULL - 1);
        assertThat(limbo.reclaim()).isFalse();
        assertThat(gate.calls).isEmpty();
    }

    @Test
    void reclaim_readersThere_isFalseAndLeavesAll() {
        replace(Limbo.BATCH);
        gate.open = false;
        gate.calls.clear();
        assertThat(limbo.reclaim()).isFalse();
        assertThat(gate.calls).containsExactly("mayReuse 1");
        assertThat(atHand()).isZero();
        gate.open = true;
        gate.calls.clear();
        assertThat(limbo.reclaim()).isTrue();
        assertThat(gate.calls).containsExactly("mayReuse 1", "announce, at hand 0");
        assertThat(atHand()).isEqualTo(Limbo.BATCH);
        assertThat(limbo.reclaim()).isFalse();
    }

    @Test
    void reclaim_twoBatches_oneAfterTheOther() {
        replace(Limbo.BATCH);
        replace(Limbo.BATCH + 1);
        assertThat(limbo.reclaim()).isTrue();
        assertThat(atHand()).isEqualTo(Limbo.BATCH);
        assertThat(limbo.reclaim()).isTrue();
        assertThat(atHand()).isEqualTo(2 * Limbo.BATCH + 1);
        assertThat(limbo.reclaim()).isFalse();
        assertThat(charged).isZero();
    }

    @Test
    void reclaim_whatASnapshotMayHold_isTheCollectors() {
        open();
        for (int birth = 1; birth <= Limbo.BATCH; birth++) {
            add(birth);
        }
        publish(MANY);
        gate.snapshot = 10;
        assertThat(limbo.reclaim()).isTrue();
        assertThat(atHand()).isEqualTo(Limbo.BATCH - 10);
        assertThat(pool.total()).isEqualTo(Limbo.BATCH - 10);
        assertThat(charged).isEqualTo(-10 * Node.BYTES);
    }

    /** Two wait; with the third the oldest is used again if it may, or let go. */
    @Test
    void seal_twoWaitAlready_makesRoom() {
        for (boolean open : new boolean[] {true, false}) {
            limbo.clear();
            gate.open = open;
            for (int i = 1; i <= 3; i++) {
                assertThat(atHand()).isZero();
                assertThat(pool.total()).isEqualTo((i - 1) * Limbo.BATCH);
                replace(Limbo.BATCH);
            }
            assertThat(atHand()).isEqualTo(open ? Limbo.BATCH : 0);
            assertThat(pool.total()).isEqualTo((open ? 3 : 2) * Limbo.BATCH);
            gate.open = true;
            assertThat(limbo.reclaim()).isTrue();
            assertThat(limbo.reclaim()).isTrue();
            assertThat(limbo.reclaim()).isFalse();
            assertThat(atHand()).isEqualTo(pool.total());
        }
    }

    /** Roots wait as nodes do: each is at hand once, and none of a snapshot's versions. */
    @Test
    void roots_ofSealedBatches_comeRoundAgain() {
        Root first = roots.published();
        replace(Limbo.BATCH);
        Root second = roots.published();
        replace(Limbo.BATCH);
        gate.snapshot = first.version;
        assertThat(limbo.reclaim()).isTrue();
        assertThat(limbo.reclaim()).isTrue();
        open();
        assertThat(roots.work()).isNotSameAs(first).isNotSameAs(second);
        publish(MANY);
        open();
        assertThat(roots.work()).isSameAs(second);
    }

    @Test
    void seal_levelOfWhichNothingIsTaken_letsGoAfterSomeBatches() {
        pool.ensure(LEVEL + 1, 2);
        for (int batch = 1; batch <= 10; batch++) {
            assertThat(pool.total()).as("batch %s", batch).isEqualTo(2);
            for (int i = 0; i < Limbo.BATCH; i++) {
                replace(0);
            }
        }
        assertThat(pool.total()).isZero();
        assertThat(charged).isZero();
    }

    @Test
    void keepOnly_some_leavesTheseAndWhatIsUnlinked() {
        replace(Limbo.BATCH);
        assertThat(limbo.reclaim()).isTrue();
        replace(5);
        open();
        add(1);
        add(1);
        limbo.keepOnly(3);
        assertThat(pool.total()).isEqualTo(5);
        assertThat(atHand()).isEqualTo(3);
        assertThat(limbo.unlinked()).isEqualTo(2);
        assertThat(charged).isEqualTo(-(Limbo.BATCH - 3 + 5) * Node.BYTES);
        publish(MANY);
        replace(Limbo.BATCH - 2);
        assertThat(limbo.reclaim()).isTrue();
        assertThat(atHand()).isEqualTo(3 + Limbo.BATCH);
    }

    @Test
    void keepOnly_nothingUnlinked_letsGoOfAllThatWaits() {
        Root old = roots.published();
        replace(Limbo.BATCH);
        replace(5);
        limbo.keepOnly(0);
        assertThat(pool.total()).isZero();
        assertThat(limbo.reclaim()).as("a batch waits").isFalse();
        assertThat(roots.hasSpares()).isTrue();
        open();
        assertThat(roots.work()).isNotSameAs(old);
    }

    @Test
    void clear_newNodesAndUsedOnes_leavesTheNew() {
        replace(Limbo.BATCH);
        assertThat(limbo.reclaim()).isTrue();
        pool.ensure(LEVEL, Limbo.BATCH + 2);
        replace(FULL);
        limbo.clear();
        assertThat(limbo.reclaim()).as("a batch waits").isFalse();
        assertThat(pool.total()).isEqualTo(2);
        assertThat(atHand()).isEqualTo(2);
        assertThat(limbo.unlinked()).isZero();
        assertThat(charged).isEqualTo((2 - Limbo.BATCH - FULL) * Node.BYTES);
    }

    @Test
    void afterAllocation_fencesTheStores() {
        limbo.afterAllocation();
        assertThat(gate.calls).containsExactly("fence");
    }
}
