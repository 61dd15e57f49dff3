package org.xarray4j;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xarray4j.epoch.BacklogFullException;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.internal.tree.AllocationProbe;

/**
 * Says what an array shall be like.
 *
 * @param <T> the type of the values
 */
public final class XArrayBuilder<T> {
    final EnumSet<Flag> flags = EnumSet.noneOf(Flag.class);

    @Nullable Consumer<? super T> releaser;

    @Nullable NodeAccount account;

    @Nullable EpochDomain domain;

    @Nullable String name;

    AllocationProbe probe = AllocationProbe.NONE;
    boolean reusing = true;
    boolean resting;

    XArrayBuilder() {}

    /**
     * Adds flags.
     *
     * @param more the flags
     * @return this builder
     */
    public XArrayBuilder<T> flags(Flag... more) {
        Collections.addAll(flags, more);
        return this;
    }

    /**
     * Has every value that the array discards passed to an action: after {@code set}, {@code erase}, {@code
     * compareAndSet}, a range write, {@code clear} and {@code close}, but not what {@code getAndSet}, {@code remove},
     * {@code vacate} or {@code compareAndExchange} hand to the caller.
     *
     * <p>It is called once for each time the value was stored, when every view, guard, session and transaction is closed
     * that was open when the value was discarded; for a range store, when its last index is gone. It runs on a thread
     * of the {@linkplain #domain domain}, never under a lock of the array and never on that of a reader or a writer, and
     * may write the array. What it throws is reported by the domain and stops nothing. It must not wait for the
     * domain.
     *
     * @param action what to do with a discarded value
     * @return this builder
     */
    public XArrayBuilder<T> releaser(Consumer<? super T> action) {
        releaser = Objects.requireNonNull(action, "action");
        return this;
    }

    /**
     * Has the bytes of the array's nodes charged to an account.
     *
     * @param charged the account, which arrays may share
     * @return this builder
     */
    public XArrayBuilder<T> account(NodeAccount charged) {
        account = Objects.requireNonNull(charged, "charged");
        return this;
    }

    /**
     * Has the array's views pinned, and its discarded values retired, in a domain that others may use too. One stalled
     * reader anywhere in it then holds all of them back. The caller closes it, after the array.
     *
     * <p>With {@link org.xarray4j.epoch.Policy#REFUSE} a write that may discard a value is refused with a {@link
     * BacklogFullException} while the backlog is full, and with {@link org.xarray4j.epoch.Policy#BLOCK} it waits,
     * before it takes the lock: not to be done under the lock of another array, see {@link XArray#lock}. Whatever one
     * write, session or transaction discards counts as one retirement of weight 0.
     *
     * @param shared the domain; without one, an array has one of its own, without bounds
     * @return this builder
     */
    public XArrayBuilder<T> domain(EpochDomain shared) {
        domain = Objects.requireNonNull(shared, "shared");
        return this;
    }

    /**
     * Gives the array a name, which messages use.
     *
     * @param given the name
     * @return this builder
     */
    public XArrayBuilder<T> name(String given) {
        name = Objects.requireNonNull(given, "given");
        return this;
    }

    /**
     * Says whether nodes that a write has replaced are used again when no reader can be on them, which they are
     * unless this says otherwise: steady-state writes then make no garbage, for up to about a hundred nodes, 35 KB,
     * kept by an array that is written. Without it they are left to the garbage collector.
     *
     * @param reuse whether to use them again
     * @return this builder
     */
    public XArrayBuilder<T> reuseNodes(boolean reuse) {
        reusing = reuse;
        return this;
    }

    /**
     * Has a freed index rest: allocation does not hand it out again while anything pinned in the array's {@linkplain #domain
     * domain} was pinned when the index was freed, a {@linkplain XArray#read() view} in particular. So what a reader has found
     * under an index is, as long as it is pinned, all that the index names. Without this a freed index may be handed out at
     * once.
     *
     * <p>Freed is what is erased, removed, cleared or exchanged for null, what {@code unreserve} frees, and the index of a
     * reservation that is closed unfilled. What heeds it is {@code alloc}, {@code allocCyclic}, {@code reserve}, {@code
     * reserveCyclic} and their kin, in sessions and transactions as well. Who names an index, by {@code set}, {@code insert},
     * {@code reserveAt} or {@code setRange}, has it. {@code findFree} and {@code findFreeBefore} answer what is in the array, so
     * an index that rests is free to them.
     *
     * <p>Nothing waits for the grace period and no thread is needed: each allocation asks whether one is over. Indices rest in
     * two generations, so one is available again at the latest after one grace period, or two where one follows another. What
     * rests takes as much room as when it was in use, without the values, however long a reader stalls; while one does,
     * allocation goes on to greater indices. Where all free indices of a limit rest, nothing is free: {@code tryAlloc} is empty
     * as if they were in use, and does not wait.
     *
     * <p>Guards, sessions and transactions are pinned while they are open: what is freed meanwhile rests at least as long. A
     * snapshot is not, and holds nothing back. What a transaction frees rests from the commit on; what it has freed before it
     * is rolled back may rest too, if it was never published, and is in use otherwise.
     *
     * <p>An array needs {@link Flag#ALLOC}, {@link Flag#ALLOC1} or {@link Flag#TRACK_FREE} for it. Freeing costs the entry of the
     * index among those that rest, where nothing is copied, and one step of the epoch. The bytes are charged to the {@linkplain
     * #account account}, if there is one.
     *
     * @return this builder
     */
    public XArrayBuilder<T> reuseIdsAfterGracePeriod() {
        resting = true;
        return this;
    }

    /** Has a test told before each allocation of a write. */
    XArrayBuilder<T> probe(AllocationProbe told) {
        probe = told;
        return this;
    }

    /**
     * Creates the array.
     *
     * @return an empty array
     * @throws IllegalArgumentException if {@link Flag#ZERO_BUSY} or {@link #reuseIdsAfterGracePeriod} is given without a flag
     *     that allows allocation
     */
    public XArray<T> build() {
        return new XArray<>(this, probe);
    }

    Set<Flag> checkedFlags() {
        boolean allocates = flags.contains(Flag.TRACK_FREE)
                || flags.contains(Flag.ALLOC)
                || flags.contains(Flag.ALLOC1);
        if (flags.contains(Flag.ZERO_BUSY) && !allocates) {
            throw new IllegalArgumentException(
                    "ZERO_BUSY alone keeps index 0 from nobody: give TRACK_FREE, ALLOC or ALLOC1 as well");
        }
        if (resting && !allocates) {
            throw new IllegalArgumentException(
                    "reuseIdsAfterGracePeriod says when an index may be allocated again, and nothing is allocated here:"
                            + " give TRACK_FREE, ALLOC or ALLOC1 as well");
        }
        // Most arrays have none, and share this.
        return flags.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(flags));
    }
}
