package org.xarray4j.epoch;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xarray4j.internal.epoch.PinTable;
import org.xarray4j.internal.epoch.Slot;

/**
 * Tells when no reader can hold any more what was taken from a shared structure, and releases it then.
 *
 * <p>The garbage collector already keeps memory safe. A domain is for what it does not do: to close a file, return a
 * buffer or reuse an object as soon as, and not before, the last reader is done with it.
 *
 * <p><b>Readers</b> open a {@link #pin}, read, and close it; they never wait. <b>Writers</b> unlink something, so that no
 * new reader can reach it, and then {@link #retire} it: its action runs once, after every pin that was open is closed.
 * Or they wait themselves, by {@link #synchronize}, or ask now and then, by {@link #start} and {@link #elapsed}.
 *
 * <p><b>Where actions run.</b> On a thread of the domain's own, or of the executor that it was given; never on that of a
 * reader or of whoever retires. It is started when something is retired and leaves soon after the last release: a domain
 * in which nothing is retired has no thread and does nothing. Actions run one after the other, those of one retiring
 * thread in its order, unless the memory was full; what one throws is reported and stops no other.
 *
 * <p><b>Waiting</b> for oneself is refused at once: by a thread with an open pin that was not handed off, and on the
 * thread of the actions, by an action or by a handler that is told something there. Null arguments are refused with a
 * {@link NullPointerException}.
 *
 * <p><b>Memory effects.</b> Actions in a thread before it retires something happen-before its release; and so do all
 * actions under a pin that held the release back, before the close of that pin. Actions before {@link #start} happen-before
 * those under any pin that does not hold back its cookie, whatever access modes were used: DESIGN.md, guarantees P to S.
 *
 * <p><b>Lifetime.</b> {@link #close} refuses what comes later and waits for what was retired. A domain in which nothing is
 * retired holds nothing and need not be closed. One stalled reader holds back all releases of its domain, so give
 * strangers domains of their own.
 *
 * <pre>{@code
 * EpochDomain domain = EpochDomain.create("routes");
 *
 * try (Pin pin = domain.pin()) {                     // reader
 *     use(table.get());
 * }
 *
 * Table old = table.getAndSet(replacement);          // writer
 * domain.retire(old, Table::free);
 * }</pre>
 *
 * <p>Epoch-based reclamation after Fraser; the interface follows liburcu's {@code call_rcu}, {@code synchronize_rcu},
 * {@code rcu_barrier} and {@code start_poll_synchronize_rcu}, pins and domains follow SRCU and crossbeam-epoch.
 */
public final class EpochDomain implements AutoCloseable {
    final DomainCore core;

    /** The core's, one load nearer to each pin. */
    private final PinTable table;

    EpochDomain(DomainCore core) {
        this.core = core;
        this.table = core.table;
    }

    /**
     * Returns a domain without bounds, with a thread of its own.
     *
     * @param name what messages, reports and the thread call it
     * @return the domain, which the caller should close when something is retired in it
     */
    public static EpochDomain create(String name) {
        return builder().name(name).build();
    }

    /**
     * Returns a builder for a domain with bounds, handlers, or an executor.
     *
     * @return the builder
     */
    public static EpochDomainBuilder builder() {
        return new EpochDomainBuilder();
    }

    /**
     * Returns the one domain that is there for all who want no domain of their own. It has no bounds and cannot be closed.
     *
     * @return the shared domain
     */
    public static EpochDomain shared() {
        return Shared.DOMAIN;
    }

    /** Made by the first who asks for it. */
    private static final class Shared {
        static final EpochDomain DOMAIN = create("shared");
    }

    /**
     * Returns the domain's name.
     *
     * @return the name
     */
    public String name() {
        return core.name;
    }

    // ---------------------------------------------------------------- readers

    /**
     * Opens a pin: from now until it is closed nothing is released that the caller reads meanwhile.
     *
     * <p>Wait-free while the table has room where this thread looks, lock-free until it was made longer. Takes no lock,
     * signals nobody and uses no {@code ThreadLocal}, so it suits virtual threads. Costs one full fence, in one of four slots
     * for each processor that belong to the first threads that took them; else a compare-and-set, and another one to close
     * it. Where the pin does not leave the calling method, the just-in-time compiler usually allocates nothing.
     *
     * @return the pin, which must be closed
     * @throws IllegalStateException if the domain is closed
     */
    public Pin pin() {
        Thread thread = Thread.currentThread();
        Slot slot = table.home(thread);
        long ticket = slot.claimOwn(thread);
        boolean isHome = ticket != 0;
        if (!isHome) {
            slot = core.claimElsewhere(thread);
            ticket = slot.ticket();
        }
        Thread closer = isHome || slot.isOwned() ? thread : null;
        try {
            table.announce(slot);
            Object leash = isHome ? null : core.trace(slot, ticket);
            return new Pin(core, slot, ticket, closer, leash);
        } catch (Throwable thrown) { // no memory, or no stack: nobody has this pin
            slot.close(ticket, closer);
            throw thrown;
        }
    }

    // ---------------------------------------------------------------- writers

    /**
     * Has an action run once, after every pin that is open now is closed.
     *
     * <p>What the action is about must be out of the reach of new readers already. Does not wait, unless the backlog is
     * full and the policy is {@link Policy#BLOCK}; constant time but for that. What fails, fails before anything is
     * retired.
     *
     * @param action what is to be done
     * @throws IllegalStateException if the domain is closed, or if this would have to wait for itself
     * @throws BacklogFullException if there is no room and the policy is not {@link Policy#BLOCK}, or if the thread was
     *     interrupted while it waited for room
     */
    public void retire(Runnable action) {
        retire(action, 0);
    }

    /**
     * Has an action run once, after every pin that is open now is closed; as {@link #retire(Runnable)}.
     *
     * @param action what is to be done
     * @param weight what is held back until then, in a unit of the caller's; counts against the greatest weight
     * @throws IllegalArgumentException if {@code weight} is negative, or more than ever fits
     * @throws IllegalStateException if the domain is closed, or if this would have to wait for itself
     * @throws BacklogFullException if there is no room and the policy is not {@link Policy#BLOCK}, or if the thread was
     *     interrupted while it waited for room
     */
    public void retire(Runnable action, long weight) {
        core.retire(core.notNull(action, "action"), DomainCore.RUN, weight);
    }

    /**
     * Has an object released once, after every pin that is open now is closed; as {@link #retire(Runnable)}.
     *
     * @param object what no new reader can reach any more
     * @param releaser is given the object
     * @param <T> the type of the object
     * @throws IllegalStateException if the domain is closed, or if this would have to wait for itself
     * @throws BacklogFullException if there is no room and the policy is not {@link Policy#BLOCK}, or if the thread was
     *     interrupted while it waited for room
     */
    public <T> void retire(T object, Consumer<? super T> releaser) {
        retire(object, releaser, 0);
    }

    /**
     * Has an object released once, after every pin that is open now is closed; as {@link #retire(Runnable)}.
     *
     * @param object what no new reader can reach any more
     * @param releaser is given the object
     * @param weight what is held back until then, in a unit of the caller's; counts against the greatest weight
     * @param <T> the type of the object
     * @throws IllegalArgumentException if {@code weight} is negative, or more than ever fits
     * @throws IllegalStateException if the domain is closed, or if this would have to wait for itself
     * @throws BacklogFullException if there is no room and the policy is not {@link Policy#BLOCK}, or if the thread was
     *     interrupted while it waited for room
     */
    public <T> void retire(T object, Consumer<? super T> releaser, long weight) {
        core.retire(core.notNull(object, "object"), core.untyped(releaser), weight);
    }

    /**
     * Retires as {@link #retire(Runnable, long)} does if there is room now, whatever the policy. Never waits.
     *
     * @param action what is to be done
     * @param weight what is held back until then
     * @return false if there is no room, and then nothing was retired
     * @throws IllegalArgumentException if {@code weight} is negative, or more than ever fits
     * @throws IllegalStateException if the domain is closed
     */
    public boolean tryRetire(Runnable action, long weight) {
        return core.tryRetire(core.notNull(action, "action"), DomainCore.RUN, weight);
    }

    /**
     * Retires as {@link #retire(Object, Consumer, long)} does if there is room now, whatever the policy. Never waits.
     *
     * @param object what no new reader can reach any more
     * @param releaser is given the object
     * @param weight what is held back until then
     * @param <T> the type of the object
     * @return false if there is no room, and then nothing was retired
     * @throws IllegalArgumentException if {@code weight} is negative, or more than ever fits
     * @throws IllegalStateException if the domain is closed
     */
    public <T> boolean tryRetire(T object, Consumer<? super T> releaser, long weight) {
        return core.tryRetire(core.notNull(object, "object"), core.untyped(releaser), weight);
    }

    /**
     * Takes room in the backlog, for retirements that must not fail later. Waits or refuses as {@link #retire(Runnable)}
     * does; time and memory grow with {@code count}.
     *
     * @param count for how many retirements
     * @param weight what each of them weighs
     * @return the room, which must be closed
     * @throws IllegalArgumentException if {@code count} or {@code weight} is negative, or more than ever fits
     * @throws IllegalStateException if the domain is closed, or if this would have to wait for itself
     * @throws BacklogFullException if there is no room and the policy is not {@link Policy#BLOCK}, or if the thread was
     *     interrupted while it waited for room
     */
    public Admission admit(int count, long weight) {
        Admission room = core.roomFor(count, weight);
        core.takeRoom("admit", count, count * weight);
        return room;
    }

    /**
     * Takes room in the backlog as {@link #admit} does, but never waits, whatever the policy.
     *
     * @param count for how many retirements
     * @param weight what each of them weighs
     * @return the room, which must be closed; null if there is not enough
     * @throws IllegalArgumentException if {@code count} or {@code weight} is negative, or more than ever fits
     * @throws IllegalStateException if the domain is closed
     */
    public @Nullable Admission tryAdmit(int count, long weight) {
        Admission room = core.roomFor(count, weight);
        return core.tryTakeRoom("tryAdmit", count, count * weight) ? room : null;
    }

    // ---------------------------------------------------------------- grace periods

    /**
     * Begins a grace period: draws a cookie, for what the caller has unlinked already.
     *
     * <p>With {@link #elapsed}, for who wants to reuse something and needs neither callback nor thread. Wait-free,
     * allocates nothing, starts no thread; works on a closed domain too.
     *
     * @return the cookie; cookies of one domain grow
     */
    public long start() {
        return table.stamp();
    }

    /**
     * Returns whether every pin that was open at a {@link #start} is closed.
     *
     * <p>Constant time when that is known already or something newer is; otherwise one look at each slot of the table.
     * Never waits, allocates nothing, may be called under any lock and while pinned; works on a closed domain too. What was
     * done under those pins happens-before the return of true.
     *
     * @param cookie what {@code start} of this domain has returned
     * @return true once it is so, and then for ever
     * @throws IllegalArgumentException if this domain has not drawn the cookie
     */
    public boolean elapsed(long cookie) {
        return core.elapsed(cookie);
    }

    /**
     * Waits until every pin that is open now is closed.
     *
     * <p>Looks, sleeps and looks again, 1 ms after the first time, then ever later up to 50 ms: who closes a pin wakes
     * nobody. Needs no thread of the domain. Beside pins that were {@linkplain Pin#handOff handed off} this may last for
     * ever: use {@link #synchronize(Duration)}.
     *
     * @throws InterruptedException if the thread is or was interrupted
     * @throws IllegalStateException if the domain is closed, or this thread has a pin open that was not handed off, or runs
     *     an action or is told something on the thread of the actions
     */
    public void synchronize() throws InterruptedException {
        boolean unused = core.synchronize(Long.MAX_VALUE);
    }

    /**
     * Waits until every pin that is open now is closed, or the time is over; as {@link #synchronize()}.
     *
     * @param timeout how long to wait at most; zero looks once
     * @return false if a pin of then is open even now
     * @throws InterruptedException if the thread is or was interrupted
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws IllegalStateException as for {@link #synchronize()}
     */
    public boolean synchronize(Duration timeout) throws InterruptedException {
        return core.synchronize(core.nanos(timeout, "synchronize"));
    }

    /**
     * Returns whether this thread may wait here: it has no pin open that was not handed off, and neither runs an action nor
     * is told something on the thread of the actions. Otherwise {@link #synchronize}, {@link #barrier} and {@link #close}
     * are refused. Does not wait; one look at each slot.
     *
     * @return false if it would wait for itself
     */
    public boolean mayWait() {
        return core.mayWait();
    }

    /**
     * Waits until all actions have run that were retired before.
     *
     * <p>Also after a close, for what it left behind when it was interrupted.
     *
     * @throws InterruptedException if the thread is or was interrupted
     * @throws IllegalStateException if this thread has a pin open that was not handed off, or runs an action or is told
     *     something on the thread of the actions
     */
    public void barrier() throws InterruptedException {
        boolean unused = core.barrier(Long.MAX_VALUE);
    }

    /**
     * Waits until all actions have run that were retired before, or the time is over; as {@link #barrier()}.
     *
     * @param timeout how long to wait at most
     * @return false if some of the actions have not run even now
     * @throws InterruptedException if the thread is or was interrupted
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws IllegalStateException as for {@link #barrier()}
     */
    public boolean barrier(Duration timeout) throws InterruptedException {
        return core.barrier(core.nanos(timeout, "barrier"));
    }

    // ---------------------------------------------------------------- state

    /**
     * Returns what the domain has done and has to do. Looks at each slot of the table, and allocates.
     *
     * @return the numbers
     */
    public EpochStatistics statistics() {
        return core.statistics();
    }

    /**
     * Returns whether the domain is closed, though something may wait to be released still.
     *
     * @return false until {@link #close} has begun
     */
    public boolean isClosed() {
        return core.backlog.isClosed();
    }

    /**
     * Refuses new pins, retirements and waits, and waits until everything that was retired, or has {@linkplain #admit room},
     * is released. Open pins stay open, hold back what they hold back, and may be closed later.
     *
     * <p>When the thread is interrupted, it waits no longer: its interrupt stays set, the domain is closed, and what is left
     * will be released when the pins are closed. A second close does nothing and does not wait.
     *
     * @throws IllegalStateException if this thread has a pin open that was not handed off, or runs an action or is told
     *     something on the thread of the actions, or if this is the {@linkplain #shared shared} domain; the domain then
     *     stays open
     */
    @Override
    public void close() {
        if (this == Shared.DOMAIN) {
            throw core.refused("close", "the shared domain belongs to all");
        }
        core.close();
    }

    /**
     * Returns which domain this is and how much waits.
     *
     * @return for instance {@code EpochDomain[routes, 3 pending]}
     */
    @Override
    public String toString() {
        return "EpochDomain[" + name() + ", " + core.backlog.count() + " pending"
                + (isClosed() ? ", closed" : "") + "]";
    }
}
