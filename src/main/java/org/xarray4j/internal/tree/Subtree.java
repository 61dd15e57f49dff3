package org.xarray4j.internal.tree;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What takes the place of a bucket: lesser buckets, leaves and the nodes above them, made while the edit is prepared.
 *
 * <p>The slots of the bucket are halved until a half is few enough for a bucket, with no sixteen of one leaf among them,
 * unless these are all there is and lie across two leaves; a single slot that is not gets a node, as deep as its entries agree. So buckets are half full at least, but for what lies
 * beside something dense, and one of the next level serves several slots.
 *
 * <p>It is made in the slots of a node of its own, from which the edit moves it.
 *
 * <p>Guarded by: the writer lock.
 */
final class Subtree {
    private final Draft draft;
    private Object @Nullable [] made;

    /** Whether no bucket may cover {@link #apart}. */
    private boolean around;

    private long apart;

    /** As how many nodes counts what was made. */
    private long built;

    /** What was made last for pieces of one value. */
    private @Nullable Wide wide;

    Subtree(Draft draft) {
        this.draft = draft;
    }

    /** Makes what takes the place of the located bucket when there is one entry of order 0 more. */
    void prepare(Bucket bucket, int at, long index, Object value) {
        EntryList list = draft.entries();
        around = false;
        list.add(bucket, 0, at);
        list.add(index, 0, 0, value);
        list.add(bucket, at, bucket.size());
        prepare();
    }

    /** Makes what takes the place of the located bucket so that none covers an index any more. */
    void prepareAround(Bucket bucket, long index) {
        around = true;
        apart = index;
        draft.entries().add(bucket, 0, bucket.size());
        prepare();
    }

    private void prepare() {
        Object[] scratch = made;
        built = 0;
        int head = draft.head();
        try {
            if (scratch == null) {
                draft.probe.beforeAllocation();
                scratch = Node.blank();
                made = scratch;
            }
            fill(
                    scratch,
                    draft.level(),
                    head,
                    draft.meta().run(head),
                    0,
                    draft.entries().size());
            draft.pool.afterMaking();
        } catch (Throwable t) {
            draft.pool.refund(built);
            if (scratch != null) {
                Node.scrub(scratch);
            }
            throw t;
        } finally {
            draft.entries().clear();
            wide = null;
        }
    }

    /** Moves what was made to blank slots of a node, and into the version. */
    void moveTo(Object[] node, long mask) {
        Object[] from = Objects.requireNonNull(made, "nothing was made");
        Meta meta = Node.meta(from);
        Meta to = Node.meta(node);
        for (long slots = mask & meta.present; slots != 0; slots &= slots - 1) {
            int slot = Long.numberOfTrailingZeros(slots);
            node[slot] = from[slot];
        }
        to.present |= meta.present;
        to.full |= meta.full;
        to.tail |= meta.tail;
        for (int mark = 0; mark < 3; mark++) {
            to.setMark(mark, to.mark(mark) | meta.mark(mark));
        }
        Node.scrub(from);
        draft.adopt(built);
    }

    /** Fills some slots of an interior node with some of the entries, all of which belong there. */
    private void fill(Object[] node, int level, int head, int run, int from, int to) {
        EntryList list = draft.entries();
        if (from == to) {
            return;
        }
        int order = Index.shift(level) + Integer.numberOfTrailingZeros(run);
        if (list.order(from) == order) {
            Node.fill(node, head, run, wide(list.element(from)));
            RangeEdit.addMarks(Node.meta(node), head, list.marks(from));
            return;
        }
        boolean apartHere = around && (apart ^ list.first(from)) >>> order == 0;
        if (!apartHere && to - from <= Bucket.MOST && !list.isDense(order, from, to)) {
            Node.link(node, level, head, run, bucket(order, from, to));
        } else if (run > 1) {
            int middle = from;
            while (middle < to && Index.slot(list.first(middle), level) < head + run / 2) {
                middle++;
            }
            fill(node, level, head, run / 2, from, middle);
            fill(node, level, head + run / 2, run / 2, middle, to);
        } else {
            Node.link(node, level, head, child(level, apartHere, from, to));
        }
    }

    /** Makes the node where some entries part, or their leaf, and the skip that leads to it. */
    private Object child(int level, boolean apartHere, int from, int to) {
        EntryList list = draft.entries();
        long differ = list.first(from) ^ list.first(to - 1);
        if (apartHere) {
            differ |= apart ^ list.first(from);
        }
        int bottom =
                differ == 0 ? 0 : Index.levelOf(Long.SIZE - 1 - Long.numberOfLeadingZeros(differ));
        for (int at = from; at < to; at++) {
            bottom = Math.max(bottom, Index.levelOf(list.order(at)));
        }
        Object[] node = draft.pool.make(draft.version());
        built++;
        if (bottom > 0) {
            fill(node, bottom, 0, Node.SLOTS, from, to);
        } else {
            leaf(node, from, to);
        }
        if (bottom == level - 1) {
            return node;
        }
        draft.probe.beforeAllocation();
        Skip skip = new Skip(bottom, list.first(from), draft.version());
        skip.leadTo(node);
        return skip;
    }

    private void leaf(Object[] node, int from, int to) {
        EntryList list = draft.entries();
        Meta meta = Node.meta(node);
        for (int at = from; at < to; at++) {
            int slot = Index.slot(list.first(at), 0);
            int run = 1 << list.order(at);
            Object element = list.element(at);
            boolean isPiece = list.isCounted() && element instanceof CountedWide;
            if (isPiece || (run > 1 && draft.discarding.isReleasing())) {
                Wide counted = wide(element);
                Node.fill(node, slot, run, counted.value);
                owners(meta).set(slot, counted);
            } else {
                Node.fill(node, slot, run, element);
            }
            RangeEdit.addMarks(meta, slot, list.marks(at));
        }
    }

    private Owners owners(Meta meta) {
        Owners owners = meta.owners;
        if (owners == null) {
            draft.probe.beforeAllocation();
            owners = new Owners();
            owners.birth = draft.version();
            meta.owners = owners;
        }
        return owners;
    }

    /** Returns what stands in interior slots for an element of a bucket. */
    private Wide wide(Object element) {
        if (draft.entries().isCounted() && element instanceof CountedWide counted) {
            return counted;
        }
        if (draft.discarding.isReleasing()) {
            // It may be cut one day, so its pieces are counted.
            draft.probe.beforeAllocation();
            return new CountedWide(element, 1);
        }
        Wide last = wide;
        if (last == null || last.value != element) {
            draft.probe.beforeAllocation();
            last = new Wide(element);
            wide = last;
        }
        return last;
    }

    private Bucket bucket(int order, int from, int to) {
        int units = Bucket.units(to - from);
        draft.pool.charge(units);
        built += units;
        draft.probe.beforeAllocation();
        Bucket bucket = Bucket.of(order, draft.entries(), from, to);
        bucket.setBorn(draft.version());
        return bucket;
    }
}
