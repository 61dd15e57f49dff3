package org.xarray4j;

import java.util.Objects;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;
import org.xarray4j.internal.tree.Root;
import org.xarray4j.internal.tree.TreeWriter;

/**
 * A session that holds the array's lock over many reads and writes. Kernel: {@code xa_lock}, the {@code __xa_}
 * functions, {@code xa_unlock}.
 *
 * <p>Each write is published at once, as on the array itself; what keeps other writers out is that nothing of theirs
 * comes between. Every method is for the thread that opened the session. Close it soon, on that thread: a session that
 * is never closed keeps all writers out for ever. In an array with a releaser what the session discards is retired when
 * it closes, and a pin is open until then, so that whatever it has read stays good. Its streams do not split, as those of a
 * {@link ReadView}.
 *
 * <pre>{@code
 * try (LockedXArray<Route> routes = table.lock()) {
 *     Route old = routes.remove(from);
 *     if (old != null) {
 *         routes.set(to, old);
 *     }
 * }
 * }</pre>
 *
 * @param <T> the type of the values
 */
public final class LockedXArray<T> extends AbstractEditor<T> implements AutoCloseable {
    private final Thread owner = Thread.currentThread();
    private final Holding holding;
    private boolean open = true;

    /** Whether the writes under way belong to one version. */
    private boolean together;

    LockedXArray(XArray<T> array, Holding holding) {
        super(array);
        this.holding = holding;
    }

    @Override
    Root root() {
        checkUsable();
        return together ? array.writer().root() : array.publishedRoot();
    }

    @Override
    TreeWriter enter() {
        checkUsable();
        if (!together) {
            array.beginVersion();
        }
        return array.writer();
    }

    /** Runs writes of this session that are published as one version, or dropped together if anything is thrown. */
    void together(Runnable writes) {
        TreeWriter writer = enter();
        together = true;
        try {
            writes.run();
            array.publish(writer, holding);
        } catch (Throwable t) {
            writer.drop();
            throw t;
        } finally {
            together = false;
        }
    }

    @Override
    void complete(TreeWriter writer, @Nullable Object given, @Nullable Object handedOut) {
        if (!together) {
            array.publish(writer, holding);
        }
    }

    @Override
    void fail(TreeWriter writer) {
        if (!together) {
            writer.drop();
        }
    }

    @Override
    void leave() {
        // The lock is kept.
    }

    private void checkUsable() {
        if (!open) {
            throw new IllegalStateException(this + " is closed");
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
    long beginLongRead() {
        // The action of a forEach may write, and the nodes under it must not be used again.
        return array.beginLongRead();
    }

    @Override
    void endLongRead(long begun) {
        array.endLongRead(begun);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the action closes the session: what follows is no longer held
     */
    @Override
    public void forEach(long from, long max, Filter filter, LongObjConsumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        super.forEach(from, max, filter, (index, value) -> {
            checkUsable();
            action.accept(index, value);
        });
    }

    @Override
    int consistency() {
        return Spliterator.CONCURRENT;
    }

    /**
     * Frees the lock. A second close does nothing.
     *
     * @throws IllegalStateException if another thread opened the session, or the function of a compute runs; it stays
     *     open
     */
    @Override
    public void close() {
        if (open) {
            checkUsable();
            open = false;
            array.unlock(holding);
        }
    }

    /**
     * Returns which array is locked.
     *
     * @return for instance {@code LockedXArray[routes]}
     */
    @Override
    public String toString() {
        return "LockedXArray[" + array.name() + "]";
    }
}
