package org.xarray4j;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;
import org.xarray4j.internal.tree.Root;
import org.xarray4j.internal.tree.TreeWriter;

/**
 * Many writes that become visible as one.
 *
 * <p>While it is open it holds the array's lock; it reads its own writes, and nobody else sees any of them before {@link
 * #commit}. Each tree node is copied once, however many of its entries change. A close without a commit rolls back.
 * Every method but {@link #rolledBack} is for the thread that began the transaction.
 *
 * <p><b>Values.</b> Those that are stored become the array's at the commit. After a rollback {@link #rolledBack} gives
 * them back, and what {@code getAndSet} and {@code remove} returned is still in the array: until the commit it is lent. In
 * an array with a releaser, what the transaction discards is retired at the commit, and a pin is open until the
 * transaction ends. Its streams do not split, as those of a {@link ReadView}.
 *
 * <pre>{@code
 * try (Transaction<Route> change = routes.begin()) {
 *     change.setRange(first, middle, left);
 *     change.setRange(middle + 1, last, right);
 *     change.commit();
 * }
 * }</pre>
 *
 * @param <T> the type of the values
 */
public final class Transaction<T> extends AbstractEditor<T> implements AutoCloseable {
    private enum State {
        OPEN,
        COMMITTED,
        ROLLED_BACK
    }

    private final Thread owner = Thread.currentThread();
    private final NotedValues given = new NotedValues();
    private final NotedValues handedOut = new NotedValues();
    private final Holding holding;
    private State state = State.OPEN;

    Transaction(XArray<T> array, Holding holding) {
        super(array);
        this.holding = holding;
    }

    @Override
    Root root() {
        checkUsable();
        return array.writer().root();
    }

    @Override
    TreeWriter enter() {
        TreeWriter writer = enterToDiscard();
        handedOut.makeRoom();
        return writer;
    }

    /** Enters for a write that hands nothing out. */
    @Override
    TreeWriter enterToDiscard() {
        checkUsable();
        // Room for what this write may move between owners, before anything changes.
        given.makeRoom();
        return array.writer();
    }

    @Override
    TreeWriter enterToCreate() {
        return enter();
    }

    @Override
    void makeRoom(int values) {
        given.makeRoom(values);
    }

    @Override
    void complete(TreeWriter writer, @Nullable Object value, @Nullable Object before) {
        if (value != null) {
            given.add(value);
        }
        if (before != null) {
            handedOut.add(before);
        }
    }

    @Override
    void fail(TreeWriter writer) {
        // The writer itself knows whether the write was broken off half-way: to note it here could
        // fail
        // in its turn, where the stack has run out.
    }

    @Override
    void leave() {
        // The lock is kept until commit or close.
    }

    private void checkUsable() {
        if (state != State.OPEN) {
            throw new IllegalStateException(
                    this + " is " + (state == State.COMMITTED ? "committed" : "rolled back"));
        }
        XArray.checkOwner(this, owner);
        array.checkNotComputing();
    }

    @Override
    long beginRead(int attempt) {
        return 0;
    }

    @Override
    boolean endRead(int attempt, long begun) {
        return true;
    }

    @Override
    long stamp(Root root) {
        // The version stays the same while this writes it.
        return array.writer().edits();
    }

    @Override
    long beginLongRead() {
        return 0;
    }

    @Override
    void endLongRead(long begun) {
        // This thread holds the lock, so nobody uses nodes again while it reads.
    }

    /**
     * {@inheritDoc}
     *
     * <p>A transaction writes its own version, so the action may meet what it writes ahead of itself.
     */
    @Override
    public void forEach(long from, long max, Filter filter, LongObjConsumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        Entry<T> next = find(from, max, filter);
        while (next != null) {
            action.accept(next.index(), next.value());
            long last = next.last();
            next = last == XArray.MAX_INDEX ? null : find(last + 1, max, filter);
        }
    }

    @Override
    int consistency() {
        return Spliterator.CONCURRENT;
    }

    /**
     * Publishes everything that was written, as one version, and frees the lock. Allocates nothing and cannot fail once
     * it was allowed.
     *
     * @throws IllegalStateException if the transaction is not open, if another thread began it, or if a write broke off
     *     half-way on an error of the virtual machine (it can then only be closed)
     */
    public void commit() {
        checkUsable();
        if (array.writer().isTorn()) {
            throw new IllegalStateException(
                    this + " can only be closed: a write was broken off half-way");
        }
        state = State.COMMITTED;
        try {
            array.publish(array.writer(), holding);
        } finally {
            array.unlock(holding);
        }
    }

    /**
     * Rolls back unless committed, and frees the lock. A second close does nothing.
     *
     * @throws IllegalStateException if another thread began the transaction, or the function of a compute runs; it
     *     stays open
     */
    @Override
    public void close() {
        if (state == State.OPEN) {
            checkUsable();
            state = State.ROLLED_BACK;
            try {
                array.writer().drop();
            } finally {
                array.unlock(holding);
            }
        }
    }

    /**
     * Returns the values that were given to the transaction and are the caller's again, in the order in which they were
     * stored; empty after a commit.
     *
     * <p>Each store counts: a value that was stored twice is returned twice, and one that the transaction itself handed
     * out (by {@code getAndSet}, {@code remove}, {@code vacate} or {@code compareAndExchange}) once less, since the
     * caller has it already or the array has it still.
     *
     * @return the values
     * @throws IllegalStateException if the transaction is still open
     */
    public List<T> rolledBack() {
        if (state == State.OPEN) {
            throw new IllegalStateException(
                    this + " is still open: what it was given is decided at commit or close");
        }
        List<T> back = new ArrayList<>();
        if (state == State.ROLLED_BACK) {
            IdentityHashMap<Object, Integer> out = new IdentityHashMap<>();
            for (int i = 0; i < handedOut.size(); i++) {
                out.merge(handedOut.get(i), 1, Integer::sum);
            }
            for (int i = 0; i < given.size(); i++) {
                Object value = given.get(i);
                int left = out.getOrDefault(value, 0);
                if (left > 0) {
                    out.put(value, left - 1);
                } else {
                    back.add(stored(value));
                }
            }
        }
        return back;
    }

    /**
     * Returns which array it writes.
     *
     * @return for instance {@code Transaction[routes]}
     */
    @Override
    public String toString() {
        return "Transaction[" + array.name() + "]";
    }
}
