package org.xarray4j.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each call of the writer answers, also where it does nothing; and which of them have an index rest. */
class TreeWriterTest {
    /** In a bucket, in a leaf, and nowhere in the tree yet. */
    private static final long FAR = 1L << 40;

    private static final long NEAR = 70;
    private static final long BEYOND = 1L << 60;

    private final Resting resting = new Resting(Charge.NONE, AllocationProbe.NONE);
    private final List<Object> released = new ArrayList<>();
    private int allocations;
    private TreeWriter writer = writer(ReuseGate.NEVER, false, false, null);
    private Root published = Root.empty();

    private TreeWriter writer(ReuseGate gate, boolean releasing, boolean zeroBusy, Resting freed) {
        return new TreeWriter(Charge.NONE, () -> allocations++, gate, releasing, zeroBusy, freed);
    }

    private void publish() {
        Root next = writer.seal();
        published = next == null ? published : next;
        Discards discards = writer.takeDiscards();
        writer.finish();
        if (discards != null) {
            discards.release(released::add);
        }
        writer.begin(published);
    }

    private void write(Consumer<TreeWriter> writes) {
        writer.begin(published);
        writes.accept(writer);
        assertThat(writer.isTorn()).isFalse();
        publish();
    }

    /** Fills a leaf, and some of a bucket. */
    private void fill() {
        write(tree -> {
            for (int i = 0; i < 40; i++) {
                tree.store(NEAR - 30 + i, "near " + i, false);
            }
            tree.store(FAR, "far", false);
            tree.store(FAR + 99, "farther", false);
        });
    }

    @AfterEach
    void validate() {
        writer.validate(published);
    }

    /** Says that nothing is written. */
    private void unchanged(Runnable call) {
        long edits = writer.edits();
        call.run();
        assertThat(writer.edits()).isEqualTo(edits);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, NEAR, FAR, FAR + 1, BEYOND})
    void compareAndExchange_answersWhatWasThereAndWhetherItDid(long index) {
        fill();
        write(tree -> tree.remove(index, false));
        unchanged(() -> {
            assertThat(writer.compareAndExchange(index, "other", "new", false)).isNull();
            assertThat(writer.succeeded()).isFalse();
            assertThat(writer.compareAndExchange(index, null, null, false)).isNull();
            assertThat(writer.succeeded()).isTrue();
            assertThat(writer.seal()).isNull();
        });
        assertThat(writer.compareAndExchange(index, null, "new", false)).isNull();
        assertThat(writer.succeeded()).isTrue();
        assertThat(writer.get(index)).isEqualTo("new");
        publish();
        unchanged(() -> {
            assertThat(writer.compareAndExchange(index, "other", "newer", false))
                    .isEqualTo("new");
            assertThat(writer.succeeded()).isFalse();
            assertThat(writer.compareAndExchange(index, null, "newer", false)).isEqualTo("new");
            assertThat(writer.succeeded()).isFalse();
            assertThat(writer.compareAndExchange(index, "new", "new", false)).isEqualTo("new");
            assertThat(writer.succeeded()).isTrue();
        });
        assertThat(writer.compareAndExchange(index, "new", "newer", false)).isEqualTo("new");
        assertThat(writer.succeeded()).isTrue();
        assertThat(writer.get(index)).isEqualTo("newer");
        assertThat(writer.compareAndExchange(index, "newer", null, false)).isEqualTo("newer");
        assertThat(writer.succeeded()).isTrue();
        assertThat(writer.get(index)).isNull();
        writer.vacate(index);
        unchanged(() -> {
            assertThat(writer.compareAndExchange(index, null, "new", false)).isNull();
            assertThat(writer.succeeded()).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {0, NEAR, FAR, FAR + 1, BEYOND})
    void insertRemoveVacate_answerWhatWasThere(long index) {
        fill();
        write(tree -> tree.remove(index, false));
        unchanged(() -> {
            assertThat(writer.remove(index, false)).isNull();
            assertThat(writer.succeeded()).isFalse();
            assertThat(writer.unreserve(index)).isFalse();
            assertThat(writer.eraseBlock(index, 0)).isFalse();
        });
        assertThat(writer.insert(index, "new")).isTrue();
        unchanged(() -> {
            assertThat(writer.insert(index, "newer")).isFalse();
            assertThat(writer.store(index, "new", false)).isEqualTo("new");
            assertThat(writer.storeBlock(index, 0, "new")).isFalse();
            assertThat(writer.unreserve(index)).isFalse();
            assertThat(writer.reserve(index, new Ticket())).isFalse();
        });
        assertThat(writer.vacate(index)).isEqualTo("new");
        unchanged(() -> {
            assertThat(writer.vacate(index)).isNull();
            assertThat(writer.insert(index, "newer")).isFalse();
        });
        assertThat(Walk.isReserved(writer.root(), index)).isTrue();
        assertThat(writer.unreserve(index)).isTrue();
        assertThat(Walk.isReserved(writer.root(), index)).isFalse();
        assertThat(writer.vacate(index)).isNull();
        assertThat(Walk.isReserved(writer.root(), index)).isTrue();
        assertThat(writer.remove(index, false)).isNull();
        assertThat(writer.succeeded()).isTrue();
        assertThat(writer.store(index, "newest", false)).isNull();
        assertThat(writer.remove(index, false)).isEqualTo("newest");
        assertThat(writer.succeeded()).isTrue();
        assertThat(writer.eraseBlock(index, 0)).isFalse();
        assertThat(writer.storeBlock(index, 0, "block")).isTrue();
        assertThat(writer.eraseBlock(index, 0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, NEAR, FAR, FAR + 1, BEYOND})
    void ticket_isGoodForItsOwnReservationOnce(long index) {
        fill();
        write(tree -> tree.remove(index, false));
        Ticket ticket = new Ticket();
        unchanged(() -> {
            assertThat(writer.redeem(index, ticket, "new")).isFalse();
            assertThat(writer.cancel(index, ticket)).isFalse();
        });
        assertThat(writer.reserve(index, ticket)).isTrue();
        publish();
        unchanged(() -> {
            assertThat(writer.redeem(index, new Ticket(), "new")).isFalse();
            assertThat(writer.cancel(index, new Ticket())).isFalse();
        });
        assertThat(writer.redeem(index, ticket, "new")).isTrue();
        assertThat(writer.get(index)).isEqualTo("new");
        unchanged(() -> {
            assertThat(writer.redeem(index, ticket, "newer")).isFalse();
            assertThat(writer.cancel(index, ticket)).isFalse();
        });
        writer.remove(index, false);
        assertThat(writer.reserve(index, ticket)).isTrue();
        assertThat(writer.cancel(index, ticket)).isTrue();
        assertThat(Walk.isReserved(writer.root(), index)).isFalse();
    }

    @Test
    void indexZero_whereItIsBusy_isNeverTakenAsFree() {
        writer = writer(ReuseGate.NEVER, false, true, null);
        writer.begin(published);
        assertThat(writer.insert(0, "zero")).isFalse();
        assertThat(writer.reserve(0, new Ticket())).isFalse();
        assertThat(writer.compareAndExchange(0, null, "zero", false)).isNull();
        assertThat(writer.succeeded()).isFalse();
        assertThat(writer.seekFree(0, 0)).isFalse();
        assertThat(writer.seekFree(0, 1)).isTrue();
        assertThat(writer.free()).isEqualTo(1);
        assertThat(writer.seekFree(2, 5)).isTrue();
        assertThat(writer.free()).isEqualTo(2);
        assertThat(writer.insert(1, "one")).isTrue();
        publish();
    }

    @Test
    void seekFree_thenFill_isThere() {
        fill();
        assertThat(writer.seekFree(NEAR - 30, NEAR)).isFalse();
        assertThat(writer.seekFree(NEAR - 30, -1L)).isTrue();
        assertThat(writer.free()).isEqualTo(NEAR + 10);
        writer.fillFree("found", null);
        assertThat(writer.get(NEAR + 10)).isEqualTo("found");
        Ticket ticket = new Ticket();
        assertThat(writer.seekFree(FAR, FAR + 99)).isTrue();
        writer.fillFree(null, ticket);
        assertThat(Walk.isReserved(writer.root(), FAR + 1)).isTrue();
        assertThat(writer.redeem(FAR + 1, ticket, "redeemed")).isTrue();
        publish();
    }

    @Test
    void blocks_answerWhetherAnythingChanges() {
        fill();
        assertThat(writer.storeBlock(128, 6, "block")).isTrue();
        unchanged(() -> {
            assertThat(writer.storeBlock(128, 6, "block")).isFalse();
            assertThat(writer.storeBlock(130, 1, "block")).isFalse();
            assertThat(writer.eraseBlock(1 << 20, 10)).isFalse();
            assertThat(writer.eraseBlock(FAR + 1, 0)).isFalse();
            assertThat(writer.splitOff(128, 6)).isFalse();
            assertThat(writer.split(128, 6)).isFalse();
            assertThat(writer.clearMarks(128)).isFalse();
            assertThat(writer.mark(FAR + 1, 0, true)).isFalse();
        });
        assertThat(writer.storeBlock(128, 7, "block")).as("of a larger order").isTrue();
        assertThat(Walk.order(writer.root(), 200)).isEqualTo(7);
        assertThat(writer.splitOff(130, 1)).isTrue();
        assertThat(writer.split(192, 5)).isTrue();
        assertThat(writer.mark(130, 0, true)).isTrue();
        assertThat(writer.clearMarks(131)).isTrue();
        assertThat(writer.eraseBlock(128, 7)).isTrue();
        assertThat(writer.eraseBlock(128, 7)).isFalse();
        assertThat(writer.eraseBlock(FAR, 20)).isTrue();
        publish();
    }

    private void erasesBlock(long first, int order, boolean erases) {
        if (!erases) {
            unchanged(() -> assertThat(writer.eraseBlock(first, order)).isFalse());
            return;
        }
        assertThat(writer.eraseBlock(first, order)).isTrue();
        writer.drop();
        writer.begin(published);
    }

    @Test
    void eraseBlock_beyondTheTreeOrLargerThanIt_answersWhetherAnythingIsWithin() {
        writer.begin(published);
        erasesBlock(0, 60, false);
        fill();
        erasesBlock(BEYOND, 10, false);
        erasesBlock(0, 60, true);
    }

    /** One that has several slots of a node, and what is free between its entries. */
    @Test
    void eraseBlock_withinABucket_answersWhetherAnEntryIs() {
        fill();
        write(tree -> tree.store(FAR + (3L << 36), "last", false));
        erasesBlock(FAR, 36, true);
        erasesBlock(FAR + (1L << 36), 36, false);
        erasesBlock(FAR + (2L << 36), 36, false);
        erasesBlock(FAR + (2L << 36), 37, true);
        erasesBlock(FAR, 40, true);
        write(tree -> tree.store(FAR + 64, "at the end of a block that is free", false));
        erasesBlock(FAR + 32, 5, false);
        erasesBlock(FAR + 64, 5, true);
        erasesBlock(FAR + 96, 5, true);
        erasesBlock(FAR + 128, 5, false);
    }

    @Test
    void eraseBlock_whereASkipLeadsPast_answersWhetherTheNodeIsWithin() {
        fill();
        long leaf = FAR + (1L << 20);
        write(tree -> {
            tree.remove(FAR, false);
            tree.remove(FAR + 99, false);
            for (int i = 0; i < 20; i++) {
                tree.store(leaf + i, "leaf " + i, false);
            }
        });
        erasesBlock(leaf - (1 << 12), 12, false);
        erasesBlock(leaf, 12, true);
        erasesBlock(leaf + (1 << 12), 12, false);
        erasesBlock(FAR, 21, true);
    }

    @Test
    void clear_forgetsTheWrap() {
        fill();
        write(tree -> {
            tree.mark(NEAR, 0, true);
            tree.setWrapped(true);
        });
        assertThat(published.wrapped()).isTrue();
        write(TreeWriter::clear);
        assertThat(published.isEmpty()).isTrue();
        assertThat(published.wrapped()).isFalse();
        unchanged(() -> {
            writer.clear();
            assertThat(writer.seal()).isNull();
        });
        write(tree -> {
            tree.store(0, "zero", false);
            tree.remove(0, false);
            tree.setWrapped(true);
        });
        assertThat(published.wrapped()).isTrue();
        write(TreeWriter::destroy);
        assertThat(published.wrapped()).isFalse();
    }

    @Test
    void drop_tornOrNot_isReadyForTheNext() {
        fill();
        writer.store(1, "dropped", false);
        writer.draft.startEdit();
        assertThat(writer.isTorn()).isTrue();
        writer.drop();
        assertThat(writer.isTorn()).isFalse();
        writer.begin(published);
        assertThat(writer.get(1)).isNull();
        assertThat(writer.seal()).isNull();
    }

    /** As where the stack ran out in an edit, and once more in the drop that was to follow. */
    @Test
    void begin_afterAWriterThatDidNotEndItsVersion_dropsThat() {
        fill();
        writer.store(1, "half", false);
        writer.draft.startEdit();
        writer.begin(published);
        assertThat(writer.isTorn()).isFalse();
        assertThat(writer.get(1)).isNull();
        assertThat(writer.seal()).isNull();
        write(tree -> tree.store(2, "whole", false));
        assertThat(Walk.get(published, 1)).isNull();
        assertThat(Walk.get(published, 2)).isEqualTo("whole");
    }

    /** As where the stack ran out just after the root was published: its nodes are no longer to be edited in place. */
    @Test
    void begin_afterAVersionThatWasPublishedAndNotFinished_isOnThatAndLeavesItAsItIs() {
        fill();
        writer.store(NEAR, "published", false);
        Root kept = writer.seal();
        published = kept;
        writer.begin(published);
        assertThat(writer.get(NEAR)).isEqualTo("published");
        write(tree -> tree.store(NEAR, "later", false));
        assertThat(Walk.get(kept, NEAR)).isEqualTo("published");
        assertThat(Walk.get(published, NEAR)).isEqualTo("later");
    }

    /** As where it ran out a little later: what the version noted of its leaves is not to be gone by any more. */
    @Test
    void begin_afterAVersionThatWasNotQuiteFinished_writesNoneOfItsLeaves() {
        writer = writer(ReuseGate.NEVER, false, false, null);
        published = Root.empty();
        writer.begin(published);
        write(tree -> {
            for (int i = 0; i < 200; i++) {
                tree.store(i, "in a leaf", false);
            }
        });
        writer.store(NEAR, "published", false);
        writer.store(NEAR + 1, "published", false);
        Root kept = writer.seal();
        writer.draft.roots.publish(false);
        published = kept;
        write(tree -> tree.store(NEAR + 1, "later", false));
        assertThat(Walk.get(kept, NEAR + 1)).isEqualTo("published");
        assertThat(Walk.get(published, NEAR + 1)).isEqualTo("later");
    }

    @Test
    void isTorn_editsAfterOneThatThrew_staysSo() {
        fill();
        writer.draft.open();
        writer.draft.startEdit();
        writer.insert(BEYOND, "after");
        assertThat(writer.isTorn()).isTrue();
        writer.drop();
        assertThat(writer.isTorn()).isFalse();
        writer.begin(published);
    }

    @Test
    void leafWrittenLast_versionEnded_isForgotten() {
        write(tree -> {
            for (int i = 0; i < 100; i++) {
                tree.store(i, "value", false);
            }
        });
        for (boolean dropped : new boolean[] {false, true}) {
            writer.store(NEAR, "once", false);
            writer.store(NEAR, "twice" + dropped, false);
            Object overwrite = ValidatorTest.hidden(writer, "overwrite");
            assertThat(ValidatorTest.hidden(overwrite, "leaf")).isNotNull();
            if (dropped) {
                writer.drop();
                writer.begin(published);
            } else {
                publish();
            }
            assertThat(ValidatorTest.hidden(overwrite, "leaf")).isNull();
        }
    }

    @Test
    void store_inSeveralLeavesOfOneVersion_copiesEachNodeOnce() {
        write(tree -> {
            for (int i = 0; i < 5000; i++) {
                tree.store(i, "value", false);
            }
        });
        Root before = published;
        write(tree -> {
            for (int i : new int[] {7, 70, 4097, 71, 8}) {
                assertThat(tree.store(i, "new " + i, false)).isEqualTo("value");
            }
        });
        for (int i : new int[] {7, 70, 4097, 71, 8}) {
            assertThat(Walk.get(published, i)).isEqualTo("new " + i);
            assertThat(Walk.get(before, i)).isEqualTo("value");
        }
        Validator.validate(before);
    }

    /** The skip is of this version, what it leads to is not. */
    @Test
    void remove_belowASkipOfTheSameVersion_leadsItToTheCopy() {
        write(tree -> {
            for (int i = 0; i < 40; i++) {
                tree.store(i, "near", false);
            }
        });
        Root before = published;
        write(tree -> {
            tree.store(FAR, "far", false);
            tree.remove(5, false);
        });
        assertThat(Walk.get(published, 5)).isNull();
        assertThat(Walk.get(before, 5)).isEqualTo("near");
    }

    @Test
    void heightThatChanges_rootsUsedAgain_isTheVersionsOwn() {
        writer = writer(new OpenGate(), false, false, null);
        write(tree -> tree.store(0, "zero", false));
        for (int i = 0; i < 200; i++) {
            long far = 1L << i % 64;
            write(tree -> tree.store(far, "far", false));
            writer.validate(published);
            assertThat(Walk.get(published, far)).isEqualTo("far");
            write(tree -> tree.remove(far, false));
            writer.validate(published);
            write(tree -> tree.store(0, "zero, again", false));
        }
    }

    @Test
    void store_overAndOver_takesWhatComesBack() {
        writer = writer(new OpenGate(), false, false, null);
        write(tree -> {
            for (int i = 0; i < 5000; i++) {
                tree.store(i, "value", false);
            }
        });
        for (int i = 0; i < 300; i++) {
            int index = i * 71 % 5000;
            String value = "value " + i;
            allocations = 0;
            write(tree -> tree.store(index, value, false));
            assertThat(i > 200 && allocations > 0).as("version %s", i).isFalse();
        }
    }

    /** Nobody reads: everything may be used again at once. */
    private static final class OpenGate implements ReuseGate {
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
            return true;
        }

        @Override
        public long lastSnapshotVersion() {
            return 0;
        }

        @Override
        public void announceReuse() {}

        @Override
        public void beforeOverwrite() {}
    }

    @Test
    void handedOver_pieceAfterPiece_isTrueForTheFirst() {
        writer = writer(ReuseGate.NEVER, true, false, null);
        for (long first : new long[] {3, FAR + 1, BEYOND - 60}) {
            write(tree -> tree.setRange(first, first + 63, "range"));
            assertThat(writer.handedOver()).isTrue();
            assertThat(writer.remove(first, true)).isEqualTo("range");
            assertThat(writer.handedOver()).isTrue();
            assertThat(writer.remove(first + 63, true)).isEqualTo("range");
            assertThat(writer.handedOver()).as("the caller's already").isFalse();
            writer.store(0, "zero", true);
            assertThat(writer.handedOver()).isTrue();
            publish();
            assertThat(writer.remove(first + 32, true)).isEqualTo("range");
            assertThat(writer.handedOver()).as("since the version before").isFalse();
            writer.eraseRange(first, first + 63);
            publish();
            assertThat(released).isEmpty();
        }
    }

    @Test
    void takeDiscards_nothingDiscarded_isNull() {
        writer = writer(ReuseGate.NEVER, true, false, null);
        writer.begin(published);
        writer.store(0, "zero", false);
        published = writer.seal();
        assertThat(writer.takeDiscards()).isNull();
        writer.finish();
        writer.begin(published);
        writer.store(0, "one", false);
        published = writer.seal();
        assertThat(writer.takeDiscards()).isNotNull();
        assertThat(writer.takeDiscards()).isNull();
        writer.finish();
    }

    // ---------------------------------------------------------------- what rests

    private void rests(long first, long last) {
        assertThat(LongStream.rangeClosed(first, last).filter(this::isFree)).isEmpty();
        assertThat(isFree(first - 1)).isTrue();
        assertThat(isFree(last + 1)).isTrue();
        resting.release(0);
        assertThat(isFree(first)).isTrue();
    }

    private boolean isFree(long index) {
        return writer.seekFree(index, index);
    }

    @ParameterizedTest
    @ValueSource(longs = {20, FAR, BEYOND})
    void freedIndex_byAnyCall_rests(long index) {
        writer = writer(ReuseGate.NEVER, false, false, resting);
        fill();
        writer.store(index, "value", false);
        writer.remove(index, false);
        rests(index, index);
        writer.store(index, "value", false);
        writer.compareAndExchange(index, "value", null, false);
        rests(index, index);
        writer.vacate(index);
        writer.unreserve(index);
        rests(index, index);
        Ticket ticket = new Ticket();
        writer.reserve(index, ticket);
        writer.cancel(index, ticket);
        rests(index, index);
        writer.storeBlock(index, 2, "block");
        writer.eraseBlock(index + 2, 1);
        rests(index, index + 3);
        writer.store(index, "value", false);
        writer.eraseBlock(index, 2);
        rests(index, index);
        writer.storeBlock(index, 2, "block");
        writer.clear();
        assertThat(isFree(index)).isFalse();
        publish();
    }

    @Test
    void erasedRange_withGaps_restsWhereAnythingWas() {
        writer = writer(ReuseGate.NEVER, false, false, resting);
        writer.begin(published);
        writer.setRange(10, 20, "one");
        writer.setRange(30, 35, "two");
        writer.vacate(36);
        writer.store(50, "three", false);
        writer.eraseRange(15, 50);
        for (long index = 0; index < 60; index++) {
            boolean was =
                    (index >= 10 && index <= 20) || (index >= 30 && index <= 36) || index == 50;
            assertThat(isFree(index)).as("index %s", index).isEqualTo(!was);
        }
        Finder used = (Finder) ValidatorTest.hidden(writer, "used");
        for (Object node : (Object[]) ValidatorTest.hidden(used, "path")) {
            assertThat(node).as("kept alive").isNull();
        }
        publish();
    }

    @Test
    void everything_erasedAsOneEntry_rests() {
        writer = writer(ReuseGate.NEVER, false, false, resting);
        for (boolean byIndex : new boolean[] {true, false}) {
            writer.begin(published);
            writer.setRange(0, -1L, "all");
            if (byIndex) {
                writer.remove(1L << 50, false);
            } else {
                writer.clear();
            }
            assertThat(writer.root().isEmpty()).isTrue();
            assertThat(isFree(0)).isFalse();
            assertThat(isFree(-1L)).isFalse();
            assertThat(writer.seekFree(0, -1L)).isFalse();
            publish();
            resting.release(0);
        }
    }

    @Test
    void destroy_hasNothingRest() {
        writer = writer(ReuseGate.NEVER, false, false, resting);
        fill();
        writer.destroy();
        assertThat(resting.rests(0)).isFalse();
        assertThat(isFree(NEAR)).isTrue();
        publish();
    }

    @Test
    void drop_ofAVersionThatAllocated_findsTheIndexAgain() {
        writer = writer(ReuseGate.NEVER, false, false, resting);
        writer.begin(published);
        assertThat(writer.seekFree(0, -1L)).isTrue();
        assertThat(writer.free()).isZero();
        writer.fillFree("dropped", null);
        assertThat(writer.seekFree(0, -1L)).isTrue();
        assertThat(writer.free()).isEqualTo(1);
        writer.drop();
        writer.begin(published);
        assertThat(writer.seekFree(0, -1L)).isTrue();
        assertThat(writer.free()).isZero();
    }

    // ---------------------------------------------------------------- room made beforehand

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 6, 7, 11, 12, 13})
    void createRange_thenStoreThere_allocatesNothing(int order) {
        for (long index : new long[] {0, NEAR, FAR, BEYOND, -1L}) {
            published = Root.empty();
            writer = writer(ReuseGate.NEVER, false, false, null);
            fill();
            long first = index & -1L << order;
            writer.createRange(first, order);
            allocations = 0;
            for (long i = (1L << order) - 1; i >= 0; i -= 1 + i / 3) {
                writer.insert(first + i, "new");
            }
            assertThat(allocations).as("index %s", index).isZero();
            assertThat(writer.get(first)).isNotNull();
            publish();
            writer.validate(published);
            writer.store(first + (1L << order), "beside", false);
            writer.drop();
        }
    }

    @Test
    void eraseRange_whoseIndicesCannotRest_forgetsWhatItHasSearched() {
        boolean[] refuses = {true};
        Resting refusing = new Resting(Charge.NONE, () -> {
            if (refuses[0]) {
                throw new OutOfMemoryError("planted");
            }
        });
        writer = writer(ReuseGate.NEVER, false, false, refusing);
        write(tree -> {
            // More ranges than rest without an allocation.
            for (int i = 0; i < 100; i++) {
                tree.store(2L * i, "value " + i, false);
            }
        });
        assertThatThrownBy(() -> writer.eraseRange(0, 1000)).hasMessage("planted");
        writer.drop();
        refuses[0] = false;
        write(tree -> tree.eraseRange(0, 1000)); // the search asserts that it was let go of
        assertThat(published.isEmpty()).isTrue();
    }
}
