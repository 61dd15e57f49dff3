package org.xarray4j.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xarray4j.Asked;

/** Of all blocks around an end of a range the one becomes a bucket that saves most, with all free indices around it. */
class FoldChoiceTest {
    private static final long SEED = Asked.seed(System.nanoTime());

    private static final int STEPS = 300;

    /** Where nothing is, at another slot of the top. */
    private static final long ELSEWHERE = 5L << 60;

    /** As many entries as a bucket has that was made so, and as many of one leaf as have it to themselves. */
    private static final int MOST = 48;

    private static final int DENSE = 16;

    /** What some slots take and have; too many entries, or a reservation, is no block. */
    private static final class Block {
        private long bytes;
        private int entries;
        private boolean impossible;
        private int firstOrder = -1;
        private long used;

        private long saves() {
            return bytes - 2L * Bucket.bytes(entries);
        }

        private void add(Object[] node, int level, long mask) {
            Meta meta = Node.meta(node);
            long heads = meta.present & ~meta.tail & mask;
            impossible |=
                    (meta.reserved() & mask) != 0 || (level == 0 && Long.bitCount(heads) >= DENSE);
            bytes += meta.owners == null ? 0 : 304;
            for (; heads != 0; heads &= heads - 1) {
                int slot = Long.numberOfTrailingZeros(heads);
                if (level > 0 && node[slot] instanceof Object[] child) {
                    bytes += Node.BYTES;
                    add(child, level - 1, -1L);
                } else if (level > 0 && node[slot] instanceof Skip skip) {
                    bytes += Node.BYTES + 40;
                    add(skip.node(), skip.level, -1L);
                } else if (level > 0 && node[slot] instanceof Bucket bucket) {
                    // A bucket by itself saves nothing.
                    bytes += 2L * Bucket.bytes(bucket.size()) - 1;
                    entry(bucket.size(), bucket.order(0));
                } else {
                    entry(1, Index.shift(level) + Integer.numberOfTrailingZeros(meta.run(slot)));
                }
            }
            impossible |= entries > MOST;
        }

        private void entry(int many, int order) {
            entries += many;
            firstOrder = firstOrder < 0 ? order : firstOrder;
        }
    }

    private TreeWriter writer;
    private Root published = Root.empty();

    private void write(Runnable writes) {
        writer.begin(published);
        writes.run();
        Root next = writer.seal();
        published = next == null ? published : next;
        writer.takeDiscards();
        writer.finish();
    }

    /** Returns the order of the block around an index that saves most, or -1. */
    private static int best(Root root, long index) {
        List<Object[]> nodes = new ArrayList<>();
        List<Integer> levels = new ArrayList<>();
        int level = root.height - 1;
        for (Object[] node = root.top; node != null; ) {
            nodes.add(0, node);
            levels.add(0, level);
            Object element = level == 0 ? null : node[Index.slot(index, level)];
            if (element instanceof Skip skip && skip.covers(index)) {
                node = skip.node();
                level = skip.level;
            } else {
                node = element instanceof Object[] child ? child : null;
                level--;
            }
        }
        int best = -1;
        long most = 0;
        long used = 0;
        for (int i = 0; i < nodes.size(); i++) {
            Object[] node = nodes.get(i);
            int at = levels.get(i);
            int slot = Index.slot(index, at);
            int largest = at == 0 ? 0 : at == Index.MAX_HEIGHT - 1 ? 8 : 32;
            for (int run = 1; run <= largest; run *= 2) {
                Meta meta = Node.meta(node);
                if (meta.run(meta.head(slot)) > run) {
                    continue; // part of an entry, or of a bucket
                }
                int order = Index.shift(at) + Integer.numberOfTrailingZeros(run);
                Block block = new Block();
                long mask = Meta.mask(slot & -run, run);
                block.used = meta.used() & mask;
                block.add(node, at, mask);
                if (block.impossible) {
                    return best;
                }
                boolean sameAsBefore = run > 1 && block.used == used;
                used = block.used;
                if (block.entries > 0 && block.firstOrder < order && block.saves() > most) {
                    most = block.saves();
                    best = order;
                } else if (sameAsBefore && best == order - 1) {
                    best = order;
                }
            }
        }
        return best;
    }

    static Bucket bucketAt(Root root, long index) {
        Object[] node = root.top;
        for (int level = root.height - 1; level > 0; ) {
            Object element = node[Index.slot(index, level)];
            if (element instanceof Bucket bucket) {
                return bucket;
            }
            if (element instanceof Skip skip && skip.covers(index)) {
                node = skip.node();
                level = skip.level;
            } else if (element instanceof Object[] child) {
                node = child;
                level--;
            } else {
                break;
            }
        }
        return null;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void fold_anyRange_takesTheBlockThatSavesMost(boolean releasing) {
        Random random = new Random(SEED);
        writer = new TreeWriter(
                Charge.NONE, AllocationProbe.NONE, ReuseGate.NEVER, releasing, false, null);
        int folds = 0;
        int bits = 0;
        for (int step = 0; step < STEPS; step++) {
            if (step % 60 == 0) {
                write(() -> writer.clear());
                write(() -> writer.store(-1L, "gives the height", false));
                bits = 8 + random.nextInt(30);
            }
            long index = (1L << 40) + (random.nextLong() >>> (64 - bits));
            int other = random.nextInt(8);
            if (other == 0) {
                long length = random.nextLong() >>> (64 - bits);
                write(() -> writer.setRange(index, index + length, "range"));
            } else if (other == 1) {
                write(() -> writer.vacate(index ^ 64));
            } else if (other == 2) {
                write(() -> writer.eraseRange(index, index + (1 << 10)));
            } else {
                write(() -> writer.store(index ^ 1L << random.nextInt(12), "one", false));
            }
            // Only one end is looked at, since the other is near.
            long last = index | random.nextInt(64);
            write(() -> writer.setRange(index, last, "noted"));
            Object fold = ValidatorTest.hidden(ValidatorTest.hidden(writer, "range"), "fold");
            if ((long) ValidatorTest.hidden(fold, "first") != index) {
                continue; // it was within a bucket, so no node is left of it
            }
            Root before = Root.blank();
            before.copyFrom(published);
            int best = best(before, index);
            write(() -> writer.eraseRange(ELSEWHERE, ELSEWHERE + 5));
            writer.validate(published);
            Bucket bucket = bucketAt(published, index);
            String what = "step " + step + ", -Dxarray4j.seed=" + SEED;
            if (best >= 0) {
                folds++;
                assertThat(bucket).as(what).isNotNull();
                assertThat(bucket.blockOrder()).as(what).isEqualTo(best);
                assertThat(bucket).isNotSameAs(bucketAt(before, index));
            } else {
                assertThat(bucket).as(what).isSameAs(bucketAt(before, index));
                assertThat(published.nodes).as(what).isEqualTo(before.nodes);
            }
        }
        assertThat(folds).isGreaterThan(20);
    }
}
