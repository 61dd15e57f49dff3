package org.xarray4j;

import java.util.Objects;
import java.util.Spliterator;
import org.xarray4j.epoch.Pin;
import org.xarray4j.internal.tree.Root;

/**
 * One version of an array, held until it is closed: nothing that is read through a view is released before that.
 *
 * <p>Opened by {@link XArray#read()}. Every read, search and iteration of a view answers from the version that was
 * published when it was opened, under one {@link Pin}: about a full fence's worth of work for any number of reads. It is
 * how an array with a {@link XArrayBuilder#releaser releaser} is read lock-free; in any other array a {@link Snapshot}
 * does the same without being closed, and costs the writers a little more, since what it may see is never used again.
 *
 * <p><b>Close it soon</b>, by try-with-resources. What it holds back is released only then, and nodes that the writers
 * replace meanwhile are left to the garbage collector: a view that is never closed costs at most one more copy of the
 * tree, and every value that is discarded from then on. The {@linkplain org.xarray4j.epoch domain} reports it. A closed view
 * still refers to its version, so let go of it as well.
 *
 * <p><b>Threads.</b> A view may be read by any number of threads, virtual ones too, and closed by any of them, if it
 * reaches them by a synchronizing way; nobody may read it while or after it is closed. Reads are wait-free. The thread that
 * opened it may not wait for a grace period of the domain meanwhile, unless it has {@linkplain #handOff handed it off}. It
 * may write the array: the view will not see it.
 *
 * <p><b>Values.</b> What a view gives out is good until it is closed; whoever wants to keep it longer keeps the view. A
 * stream of a view does not split, so that none of its tasks can outlive a try-with-resources that an exception leaves.
 *
 * <p>The read-side critical section of RCU, {@code rcu_read_lock} to {@code rcu_read_unlock} around {@code xa_} reads, on
 * one version. DESIGN.md, guarantees H and K.
 *
 * <pre>{@code
 * try (ReadView<Buffer> view = buffers.read()) {
 *     Buffer buffer = view.get(index);
 *     if (buffer != null) {
 *         buffer.copyTo(target);              // cannot be freed meanwhile
 *     }
 * }
 * }</pre>
 *
 * @param <T> the type of the values
 */
public final class ReadView<T> extends AbstractView<T> implements AutoCloseable {
    private final XArray<T> array;
    private final Pin pin;
    private final Root root;

    /** The root's, which may be that of another version once the view is closed. */
    private final long version;

    /** Plain: a read that races with the close is the caller's mistake, and is refused when it is seen. */
    private boolean open = true;

    /** Creates a view of what is published; its pin was opened before. */
    ReadView(XArray<T> array, Pin pin) {
        this.array = array;
        this.pin = pin;
        this.root = array.publishedRoot();
        this.version = root.version();
    }

    @Override
    Root root() {
        checkOpen();
        return root;
    }

    private void checkOpen() {
        if (!open) {
            throw new IllegalStateException(this + " is closed: what it has shown may be released");
        }
    }

    @Override
    boolean isZeroBusy() {
        return array.zeroBusy();
    }

    @Override
    void checkGivesOut(String method) {
        // Whatever is given out stays good until the view is closed.
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
        return 0;
    }

    @Override
    void endLongRead(long begun) {
        // No node of the version is used again while the pin is open.
    }

    @Override
    int consistency() {
        return Spliterator.IMMUTABLE;
    }

    @Override
    boolean splits() {
        return false;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the action closes the view: what follows may be released
     */
    @Override
    public void forEach(long from, long max, Filter filter, LongObjConsumer<? super T> action) {
        Objects.requireNonNull(action, "action");
        super.forEach(from, max, filter, (index, value) -> {
            action.accept(index, value);
            checkOpen();
        });
    }

    /**
     * Returns whether the view is open still.
     *
     * @return false once it is closed
     */
    public boolean isOpen() {
        return open;
    }

    /**
     * Says that another thread will close the view, as {@link Pin#handOff}: the thread that opened it may wait for grace
     * periods again, which then last until somebody has closed it.
     *
     * @return this view, to be passed on
     * @throws IllegalStateException if the view is closed
     */
    public ReadView<T> handOff() {
        checkOpen();
        pin.handOff();
        return this;
    }

    /** Closes the view; what it held back can be released. Wait-free. A second close does nothing. */
    @Override
    public void close() {
        if (open) {
            open = false;
            pin.close();
        }
    }

    /**
     * Returns what is read, and whether still.
     *
     * @return for instance {@code ReadView[routes, version 7]}
     */
    @Override
    public String toString() {
        return "ReadView[" + array.name() + ", version " + version + "]";
    }
}
