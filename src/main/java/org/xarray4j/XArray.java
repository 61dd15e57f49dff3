package org.xarray4j;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xarray4j.epoch.BacklogFullException;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.epoch.Pin;
import org.xarray4j.internal.lock.WriterLock;
import org.xarray4j.internal.tree.AllocationProbe;
import org.xarray4j.internal.tree.Charge;
import org.xarray4j.internal.tree.Discards;
import org.xarray4j.internal.tree.EntryCheck;
import org.xarray4j.internal.tree.ReuseGate;
import org.xarray4j.internal.tree.Root;
import org.xarray4j.internal.tree.TreeWriter;
import org.xarray4j.internal.tree.Walk;

/**
 * A sparse array from unsigned 64-bit indices to objects: the Linux kernel's XArray.
 *
 * <p><b>Indices</b> are read as unsigned; all 2^64 are usable. <b>Null</b> is no value.
 *
 * <p><b>Concurrency.</b> Reads never block and take no lock: {@code get} is wait-free, allocates nothing and costs at
 * most a dependent load for each of eleven levels and a few more. Writers take turns on a lock that is held for one write, for a
 * {@link #getLocked guard}, a {@link #lock session} or a {@link #begin transaction}; a thread that holds one of these is refused at once when it
 * writes the array itself.
 *
 * <p><b>Consistency.</b> Every write, a range store and a transaction included, publishes one version with one volatile
 * store, which is its linearization point; every read takes its version with one volatile load. So readers see all of a
 * write or nothing, and reads and writes of all arrays together are linearizable. DESIGN.md, guarantees A to C.
 *
 * <p><b>Memory effects.</b> Actions in a thread before it stores a value happen-before actions in another thread after
 * it has read that value from the array.
 *
 * <p><b>Values that own something.</b> An array built with a {@link XArrayBuilder#releaser releaser} passes each value that it
 * discards to it, once for each time it was stored, after the last reader that can have it is gone. It is read lock-free
 * through {@linkplain #read() views}, and through guards, sessions and transactions; reads of the array itself that would
 * give out a value, which could be released at any time, are refused with an {@link IllegalStateException}.
 *
 * <p><b>Lifetime.</b> {@link #close} empties the array; an array without a releaser need not be closed.
 *
 * <pre>{@code
 * XArray<String> names = XArray.create(Flag.ALLOC);
 * long id = names.alloc("first");
 * names.setRange(100, 199, "a hundred");
 * names.get(150);                              // "a hundred", lock-free
 * Snapshot<String> then = names.snapshot();    // O(1), never changes
 * names.erase(id);
 * then.get(id);                                // still "first"
 * }</pre>
 *
 * @param <T> the type of the values
 */
public final class XArray<T> extends AbstractEditor<T> implements AutoCloseable {
    /** The greatest index, 2^64-1. */
    public static final long MAX_INDEX = -1L;

    private static final AtomicLong UNNAMED = new AtomicLong();

    /** The published version. Only ever touched through {@link Orderings}. */
    // By name, through a VarHandle.
    @SuppressWarnings("unused")
    Root root;

    /** How often nodes were about to be used again. Only ever touched through {@link Orderings}. */
    // By name, through a VarHandle.
    @SuppressWarnings("unused")
    long recycleSequence;

    /** The greatest version that a snapshot holds. Only ever touched through {@link Orderings}. */
    // By name, through a VarHandle.
    @SuppressWarnings("unused")
    long lastSnapshotVersion;

    /** Where views are pinned; made for the first of them if none was given. Only ever touched through {@link Orderings}. */
    // By name, through a VarHandle.
    @SuppressWarnings("unused")
    @Nullable EpochDomain domain;

    private final Inhibitors inhibitors = new Inhibitors();

    /** Releases what a version has discarded; null when nothing is released. */
    private final @Nullable Consumer<Discards> release;

    /** Whether the domain is nobody else's. */
    private final boolean ownDomain;

    private final WriterLock lock;
    private final TreeWriter writer;
    private final Set<Flag> flags;
    private final String name;
    private final boolean zeroBusy;

    /** Which freed indices are not to be handed out yet; null where each is free at once. Guarded by: the lock. */
    private final @Nullable RestingIndices rested;

    /** What goes with the write under way. Guarded by: the lock. */
    private Holding writing = Holding.NOTHING;

    /** Whether a caller's function runs under the lock. Guarded by: the lock. */
    private boolean computing;

    /** Set under the lock; readers of it decide nothing that another thread could not undo at once. */
    private volatile boolean closed;

    XArray(XArrayBuilder<T> builder, AllocationProbe probe) {
        flags = builder.checkedFlags();
        name = builder.name != null ? builder.name : "XArray-" + UNNAMED.incrementAndGet();
        release = builder.releaser == null ? null : releasing(builder.releaser);
        ownDomain = builder.domain == null;
        domain = ownDomain && (release != null || builder.resting)
                ? EpochDomain.create(name)
                : builder.domain;
        zeroBusy = flags.contains(Flag.ZERO_BUSY) || flags.contains(Flag.ALLOC1);
        lock = new WriterLock(name);
        ReuseGate gate = builder.reusing ? new Gate() : ReuseGate.NEVER;
        Charge charge = charge(builder.account, flags);
        rested = builder.resting && domain != null
                ? new RestingIndices(domain, charge, probe)
                : null;
        writer = new TreeWriter(
                charge,
                probe,
                gate,
                release != null,
                zeroBusy,
                rested == null ? null : rested.resting());
        root = Root.empty();
    }

    private static <T> Consumer<Discards> releasing(Consumer<? super T> releaser) {
        // It is given nothing but what was stored, which is of type T.
        @SuppressWarnings("unchecked")
        Consumer<Object> each = (Consumer<Object>) releaser;
        return discards -> discards.release(each);
    }

    private static Charge charge(@Nullable NodeAccount given, Set<Flag> flags) {
        if (given == null && !flags.contains(Flag.ACCOUNT)) {
            return Charge.NONE;
        }
        NodeAccount account = given != null ? given : NodeAccount.unlimited();
        return new Charge() {
            @Override
            public void charge(long bytes) {
                account.charge(bytes);
            }

            @Override
            public void refund(long bytes) {
                account.refund(bytes);
            }
        };
    }

    /**
     * Creates an empty array. Kernel: {@code DEFINE_XARRAY_FLAGS}, {@code xa_init_flags}.
     *
     * @param flags what kind of array; none for a plain one
     * @param <T> the type of the values
     * @return the array
     * @throws IllegalArgumentException if {@link Flag#ZERO_BUSY} is given without a flag that allows allocation
     */
    public static <T> XArray<T> create(Flag... flags) {
        return XArray.<T>builder().flags(flags).build();
    }

    /**
     * Returns a builder for an array with a releaser, an account or a name.
     *
     * @param <T> the type of the values
     * @return the builder
     */
    public static <T> XArrayBuilder<T> builder() {
        return new XArrayBuilder<>();
    }

    // ---------------------------------------------------------------- reading

    @Override
    public @Nullable T get(long index) {
        if (release != null) {
            checkGivesOut("get");
        }
        // The same as load(index), with the first attempt by itself: that is what must be fast.
        long before = Orderings.sequenceAcquire(this);
        Object value = Walk.get(Orderings.rootVolatile(this), index);
        return value(Orderings.validate(this, before) ? value : load(index, 1));
    }

    /** The number of unannounced attempts. */
    private static final int ATTEMPTS = 3;

    @Override
    long beginRead(int attempt) {
        return attempt < ATTEMPTS ? Orderings.sequenceAcquire(this) : inhibitors.enterVolatile();
    }

    @Override
    boolean endRead(int attempt, long begun) {
        if (attempt < ATTEMPTS) {
            return Orderings.validate(this, begun);
        }
        inhibitors.exitVolatile((int) begun);
        return true;
    }

    @Override
    long beginLongRead() {
        return inhibitors.enterVolatile();
    }

    @Override
    void endLongRead(long begun) {
        inhibitors.exitVolatile((int) begun);
    }

    /**
     * Returns the version that is published now, for ever: the array as it is at this moment.
     *
     * <p>Constant time, wait-free. By a thread with an open transaction this is what others see, not what the
     * transaction has written.
     *
     * @return the snapshot; there is nothing to close
     * @throws IllegalStateException if the array has a releaser: its values may be released under a snapshot
     */
    public Snapshot<T> snapshot() {
        checkGivesOut("snapshot");
        long begun = beginLongRead();
        try {
            Root root = publishedRoot();
            Orderings.registerSnapshotVolatile(this, root.version());
            return new Snapshot<>(root, zeroBusy);
        } finally {
            endLongRead(begun);
        }
    }

    /**
     * Opens a view of the version that is published now: whatever it shows is not released before it is closed. Kernel:
     * {@code rcu_read_lock}.
     *
     * <p>As {@link EpochDomain#pin}: wait-free, but lock-free where many more pins are open than ever before; the first call
     * may make the array's domain. By a thread with an open transaction this is what others see, not what the transaction
     * has written.
     *
     * @return the view, which must be closed
     * @throws IllegalStateException if the array was given a domain and that is closed
     */
    public ReadView<T> read() {
        Pin pin = readersDomain().pin();
        try {
            return new ReadView<>(this, pin);
        } catch (Throwable t) { // no memory: nobody has this pin
            pin.close();
            throw t;
        }
    }

    /**
     * Reads one value under a pin: it is not released before the function has returned.
     *
     * <p>As {@link #get}, but for the pin; wait-free up to what the function does. The function may write the array.
     *
     * @param index the index
     * @param reader is given the value, or null when nothing is there, and must not keep it
     * @param <R> the type of the result
     * @return what the function has returned; what it throws is thrown here
     * @throws IllegalStateException if the array was given a domain and that is closed
     */
    public <R extends @Nullable Object> R read(
            long index, Function<? super @Nullable T, ? extends R> reader) {
        Objects.requireNonNull(reader, "reader");
        Pin pin = readersDomain().pin();
        try {
            return reader.apply(value(Walk.get(publishedRoot(), index)));
        } finally {
            pin.close();
        }
    }

    /** Returns the domain in which views are pinned, made by the first who needs it. */
    private EpochDomain readersDomain() {
        EpochDomain there = Orderings.domainVolatile(this);
        return there != null
                ? there
                : Orderings.installDomainVolatile(this, EpochDomain.create(name));
    }

    /**
     * Returns the domain in which the array's views are pinned and its discarded values wait: the one it was given, or its own
     * in an array with a releaser or one that reuses ids after a grace period. By it a caller can retire a value that was
     * handed to him, wait for releases, and see how many are pending. A thread that has a view, guard, session or transaction
     * of the array open may not wait in it.
     *
     * @return the domain
     * @throws IllegalStateException if the array has neither a domain that it was given, nor a releaser, nor reuses ids after a
     *     grace period: nothing ever waits there
     */
    public EpochDomain domain() {
        EpochDomain there = Orderings.domainVolatile(this);
        if (there == null || !hasWaits()) {
            throw new IllegalStateException(
                    name + ": nothing waits for readers here, since the array has no releaser:"
                            + " give it a domain by builder().domain(...) to use one");
        }
        return there;
    }

    /** Returns whether somebody may wait in the domain, so that whoever holds the lock must have a pin open. */
    private boolean hasWaits() {
        return release != null || !ownDomain || rested != null;
    }

    @Override
    boolean isCurrent(long stamp) {
        return Orderings.rootAgainFenced(this).version() == stamp;
    }

    @Override
    Root root() {
        return publishedRoot();
    }

    Root publishedRoot() {
        return Orderings.rootVolatile(this);
    }

    @Override
    void checkGivesOut(String method) {
        if (release != null) {
            throw new IllegalStateException(
                    name + ": " + method + " would give out a value that may be released at any"
                            + " time, since the array has a releaser: read it through read(), getLocked(index), lock() or begin()");
        }
    }

    @Override
    int consistency() {
        return Spliterator.CONCURRENT;
    }

    @Override
    boolean splits() {
        return true;
    }

    // ---------------------------------------------------------------- those that hold the lock

    /**
     * Returns the value at an index and keeps every other writer out until the guard is closed.
     *
     * <p>Waits for the lock.
     *
     * @param index the index
     * @return a guard, which this thread must close; null when the index holds no value, and then nothing is held
     * @throws IllegalStateException if this thread holds the lock already, or the array or its domain is closed
     */
    public @Nullable Guard<T> getLocked(long index) {
        lock.lock();
        Holding holding = Holding.NOTHING;
        Guard<T> guard = null;
        try {
            checkOpen();
            T value = value(Walk.get(publishedRoot(), index));
            if (value != null) {
                holding = pinned(holding);
                Guard<T> opened = new Guard<>(this, index, value, holding);
                lock.heldBy(opened);
                guard = opened;
            }
            return guard;
        } finally {
            if (guard == null) {
                unlock(holding);
            }
        }
    }

    /** Adds a pin, where somebody could wait for this holder of the lock. */
    private Holding pinned(Holding holding) {
        if (!hasWaits()) {
            return holding;
        }
        Holding pinned = holding == Holding.NOTHING ? new Holding(release) : holding;
        pinned.pin(readersDomain());
        return pinned;
    }

    /** Takes room for what may be discarded, before the lock is taken. */
    private Holding admitted() {
        if (release == null) {
            return Holding.NOTHING;
        }
        lock.checkNotHeldHere();
        Holding holding = new Holding(release);
        holding.takeRoom(domain());
        return holding;
    }

    /** Takes room as {@link #admitted} if there is any, else returns null. */
    private @Nullable Holding tryAdmitted() {
        if (release == null) {
            return Holding.NOTHING;
        }
        lock.checkNotHeldHere();
        Holding holding = new Holding(release);
        return holding.tryTakeRoom(domain()) ? holding : null;
    }

    /**
     * Takes the lock for many reads and writes. Kernel: {@code xa_lock}.
     *
     * <p>Waits for the lock; before that, in an array with a releaser, for room in its domain's backlog if the policy is
     * to wait. So take the session of such an array before that of another: under the other's lock the wait for room may
     * never end, if a view holds the room back whose thread waits for that lock. The same holds for every write that may
     * discard.
     *
     * @return a session, which this thread must close
     * @throws IllegalStateException if this thread holds the lock already, or the array or its domain is closed, or there
     *     is no room, and this thread would wait for itself
     * @throws BacklogFullException if the array has a releaser and its domain has no room for what may be discarded
     */
    public LockedXArray<T> lock() {
        Holding holding = admitted();
        boolean locked = false;
        try {
            lock.lock();
            locked = true;
        } finally {
            endUnless(locked, holding);
        }
        return locked(holding);
    }

    /**
     * Takes the lock as {@link #lock()}, unless the thread is interrupted before or while it waits.
     *
     * @return a session, which this thread must close
     * @throws InterruptedException if it was interrupted; then nothing is held
     * @throws IllegalStateException if this thread holds the lock already, or the array or its domain is closed
     * @throws BacklogFullException as for {@link #lock()}
     */
    public LockedXArray<T> lockInterruptibly() throws InterruptedException {
        Holding holding;
        try {
            holding = admitted();
        } catch (BacklogFullException full) {
            if (full.getCause() instanceof InterruptedException interrupted
                    && Thread.interrupted()) {
                throw interrupted;
            }
            throw full;
        }
        boolean locked = false;
        try {
            lock.lockInterruptibly();
            locked = true;
        } finally {
            endUnless(locked, holding);
        }
        return locked(holding);
    }

    /**
     * Takes the lock if it is free. Kernel: {@code xa_trylock}. Never waits.
     *
     * @return a session, which this thread must close, or null when another thread holds the lock, or the domain's backlog
     *     is full
     * @throws IllegalStateException if this thread holds the lock already, or the array or its domain is closed
     */
    public @Nullable LockedXArray<T> tryLock() {
        Holding holding = tryAdmitted();
        if (holding == null) {
            return null;
        }
        boolean locked = false;
        try {
            locked = lock.tryLock();
        } finally {
            endUnless(locked, holding);
        }
        return locked ? locked(holding) : null;
    }

    /**
     * Takes the lock if it becomes free in time.
     *
     * @param timeout how long to wait; not at all when it is zero or negative
     * @return a session, which this thread must close, or null when the time was over, or the domain's backlog is full
     * @throws InterruptedException if the thread was interrupted before or while it waited; then nothing is held
     * @throws IllegalStateException if this thread holds the lock already, or the array or its domain is closed
     */
    public @Nullable LockedXArray<T> tryLock(Duration timeout) throws InterruptedException {
        long nanos = nanos(timeout);
        Holding holding = tryAdmitted();
        if (holding == null) {
            return null;
        }
        boolean locked = false;
        try {
            locked = lock.tryLock(nanos);
        } finally {
            endUnless(locked, holding);
        }
        return locked ? locked(holding) : null;
    }

    private static void endUnless(boolean locked, Holding holding) {
        if (!locked) {
            holding.end();
        }
    }

    private static long nanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException e) {
            return timeout.isNegative() ? 0 : Long.MAX_VALUE; // beyond 292 years
        }
    }

    private LockedXArray<T> locked(Holding admitted) {
        Holding holding = admitted;
        LockedXArray<T> session = null;
        try {
            checkOpen();
            holding = pinned(holding);
            LockedXArray<T> opened = new LockedXArray<>(this, holding);
            lock.heldBy(opened);
            session = opened;
            return opened;
        } finally {
            if (session == null) {
                unlock(holding);
            }
        }
    }

    /**
     * Takes the lock and begins a transaction.
     *
     * <p>Waits for the lock; before that, in an array with a releaser, for room in its domain's backlog if the policy is
     * to wait.
     *
     * @return the transaction, which this thread must commit or close
     * @throws IllegalStateException if this thread holds the lock already, or the array or its domain is closed
     * @throws BacklogFullException as for {@link #lock()}
     */
    public Transaction<T> begin() {
        Holding holding = admitted();
        boolean locked = false;
        try {
            lock.lock();
            locked = true;
        } finally {
            endUnless(locked, holding);
        }
        Transaction<T> transaction = null;
        try {
            checkOpen();
            holding = pinned(holding);
            Transaction<T> begun = new Transaction<>(this, holding);
            lock.heldBy(begun);
            beginVersion();
            // Once it has freed something the transaction lets nothing grow old.
            letGoOfRested();
            transaction = begun;
            return begun;
        } finally {
            if (transaction == null) {
                unlock(holding);
            }
        }
    }

    /** Frees the lock, and retires what was discarded while it was held. */
    void unlock(Holding holding) {
        try {
            lock.unlock();
        } finally {
            holding.end();
        }
    }

    /** Refuses to end on one thread what was opened on another. */
    static void checkOwner(Object held, Thread owner) {
        Thread here = Thread.currentThread();
        if (here != owner) {
            throw new IllegalStateException(
                    held + " was opened by thread " + owner.getName() + " and cannot be used by "
                            + here.getName() + ": the lock belongs to the thread that took it");
        }
    }

    /** Returns the session or transaction through which this thread holds the lock, or the array itself. */
    AbstractEditor<T> heldEditorOrArray() {
        Object holder = lock.holderHere();
        if (holder instanceof AbstractEditor<?>) {
            // Whatever holds this lock was opened by this array.
            @SuppressWarnings("unchecked")
            AbstractEditor<T> editor = (AbstractEditor<T>) holder;
            return editor;
        }
        return this;
    }

    // ---------------------------------------------------------------- writing

    @Override
    TreeWriter enter() {
        lock.lock();
        boolean entered = false;
        try {
            checkOpen();
            beginVersion();
            entered = true;
        } finally {
            if (!entered) {
                lock.unlock();
            }
        }
        return writer;
    }

    /** Has the writer begin on what is published; under the lock. */
    void beginVersion() {
        if (rested != null) {
            rested.settle();
        }
        writer.begin(publishedRoot());
    }

    /** Makes those freed indices available that no reader can hold any more; under the lock. */
    void letGoOfRested() {
        if (rested != null) {
            rested.release();
        }
    }

    @Override
    TreeWriter enterToDiscard() {
        if (release == null) {
            return enter();
        }
        Holding holding = admitted();
        boolean entered = false;
        try {
            TreeWriter mine = enter();
            writing = holding;
            entered = true;
            return mine;
        } finally {
            endUnless(entered, holding);
        }
    }

    @Override
    void complete(TreeWriter entered, @Nullable Object given, @Nullable Object handedOut) {
        publish(entered, writing);
    }

    @Override
    void fail(TreeWriter entered) {
        entered.drop();
    }

    @Override
    void leave() {
        Holding mine = writing;
        if (mine != Holding.NOTHING) { // not for nothing: a store of a reference may cost a fence
            writing = Holding.NOTHING;
        }
        unlock(mine);
    }

    /** Publishes what was written, if anything was; adds what that discards to what is retired when the lock is free. */
    void publish(TreeWriter written, Holding holding) {
        Root next = written.seal();
        if (next != null) {
            Orderings.publishRootVolatile(this, next);
            if (release != null) {
                // At once: should the rest break off, on an error of the JVM, none is lost.
                holding.add(written.takeDiscards());
            }
            if (rested != null) {
                rested.settle();
            }
        }
        written.finish();
    }

    TreeWriter writer() {
        return writer;
    }

    boolean zeroBusy() {
        return zeroBusy;
    }

    /** Runs a caller's function under the lock; whatever it tries to write is refused. */
    <R extends @Nullable Object> R callUnderLock(Supplier<R> function) {
        // Whoever runs under the lock must not wait for a reader that may wait for the lock.
        Pin pin = hasWaits() ? readersDomain().pin() : null;
        computing = true;
        try {
            return function.get();
        } finally {
            computing = false;
            if (pin != null) {
                pin.close();
            }
        }
    }

    /** Refuses a write by the function of a compute, through the session that it runs in. */
    void checkNotComputing() {
        if (computing) {
            throw new IllegalStateException(
                    name + ": the function of a compute must not use the array");
        }
    }

    void checkAllocates(String method) {
        if (!flags.contains(Flag.TRACK_FREE)
                && !flags.contains(Flag.ALLOC)
                && !flags.contains(Flag.ALLOC1)) {
            throw new IllegalStateException(name + ": " + method
                    + " needs an array created with ALLOC, ALLOC1 or TRACK_FREE");
        }
    }

    /**
     * Lets the tree use replaced nodes again, when no reader can be on them: neither an announced one, nor one whose pin
     * was open when the batch was complete. Where no domain is there yet no pin was ever opened, and one that is opened
     * from now on cannot reach the batch.
     */
    private final class Gate implements ReuseGate {
        private static final long NO_PINS = 0;

        @Override
        public boolean isEnabled() {
            return true;
        }

        @Override
        public long seal() {
            EpochDomain readers = Orderings.domainVolatile(XArray.this);
            return readers == null ? NO_PINS : readers.start();
        }

        @Override
        public boolean mayReuse(long cookie) {
            return inhibitors.noneVolatile()
                    && (cookie == NO_PINS || readersDomain().elapsed(cookie));
        }

        @Override
        public long lastSnapshotVersion() {
            return Orderings.lastSnapshotVolatile(XArray.this);
        }

        @Override
        public void announceReuse() {
            Orderings.bumpSequenceRelease(XArray.this);
        }

        @Override
        public void beforeOverwrite() {
            Orderings.beforeOverwrite();
        }
    }

    // ---------------------------------------------------------------- the array as a whole

    /**
     * Lets go of the nodes that are kept to be used again, at most about a hundred, and of the values that they still
     * refer to; and, with {@link XArrayBuilder#reuseIdsAfterGracePeriod}, of what is kept of freed indices that no reader can
     * hold any more.
     *
     * <p>Waits for the lock. Never needed for correctness.
     *
     * @throws IllegalStateException if this thread holds the lock
     */
    public void trim() {
        lock.lock();
        try {
            writer.trim();
            if (rested != null) {
                rested.settle();
                rested.release();
                rested.resting().trim();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Empties the array and refuses all further writes; a releaser, if there is one, is given every value once. A second
     * close does nothing.
     *
     * <p>Waits for the lock. An array with a releaser and a domain of its own then waits until everything that it has
     * discarded is released, hence for all views that are open; if the thread is interrupted it waits no longer, its
     * interrupt is set again, and the rest is released when the views are closed. In a domain that it was given the values
     * are only retired: close the array first, then the domain.
     *
     * <p>Reads go on and find nothing; snapshots and open views stay as they are.
     *
     * @throws IllegalStateException if this thread holds the lock, or would wait for itself: it has a view open, or is the
     *     releaser; or if the array was given a domain that is closed. The array then stays as it is.
     * @throws BacklogFullException as for {@link #clear}; the array then stays as it is
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        boolean drains = release != null && ownDomain;
        if (drains && !domain().mayWait()) {
            throw new IllegalStateException(name
                    + ": close waits until everything is released, and this thread has a view or the lock"
                    + " of the array, or is its releaser, so it would wait for itself");
        }
        TreeWriter entered = null;
        Holding holding = admitted();
        boolean locked = false;
        try {
            lock.lock();
            locked = true;
        } finally {
            endUnless(locked, holding);
        }
        writing = holding;
        try {
            if (!closed) {
                entered = writer;
                entered.begin(publishedRoot());
                entered.destroy();
                publish(entered, holding);
                closed = true;
                entered.trim();
                if (rested != null) {
                    rested.close();
                }
            }
        } catch (Throwable t) {
            if (entered != null) {
                entered.drop();
            }
            throw t;
        } finally {
            leave();
        }
        if (drains) {
            awaitReleases();
        }
    }

    private void awaitReleases() {
        try {
            domain().barrier();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Checks every version there is and what is kept for reuse: for tests. Takes the lock, unless it is held here. */
    void validate(Root... held) {
        validate(EntryCheck.NONE, held);
    }

    /** The same, and that each entry passes a check. */
    void validate(EntryCheck entries, Root... held) {
        boolean takes = !lock.isHeldHere();
        if (takes) {
            lock.lock();
        }
        try {
            writer.validate(entries, publishedRoot(), held);
        } finally {
            if (takes) {
                lock.unlock();
            }
        }
    }

    boolean isClosed() {
        return closed;
    }

    private void checkOpen() {
        if (closed) {
            throw closedException();
        }
    }

    private IllegalStateException closedException() {
        return new IllegalStateException(name + " is closed");
    }

    /**
     * Returns the flags that the array was created with.
     *
     * @return an unmodifiable set
     */
    public Set<Flag> flags() {
        return flags;
    }

    /**
     * Returns the name that messages use.
     *
     * @return the name given to the builder, or one of its own
     */
    public String name() {
        return name;
    }

    /**
     * Returns the array's name and how many entries it has.
     *
     * @return for instance {@code routes[12 entries]}
     */
    @Override
    public String toString() {
        return name + "[" + size() + " entries]";
    }
}
