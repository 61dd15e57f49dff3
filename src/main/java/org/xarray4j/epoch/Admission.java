package org.xarray4j.epoch;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xarray4j.internal.epoch.Retired;

/**
 * Room in a domain's backlog, taken ahead, so that what is retired into it cannot be refused, block or fail.
 *
 * <p>For whoever must not fail between the moment in which something becomes unreachable to readers and the moment in
 * which it is retired: first take room, then unlink, then retire.
 *
 * <pre>{@code
 * try (Admission room = domain.admit(1, bytes)) {    // may refuse or wait; nothing has changed yet
 *     Buffer old = published.getAndSet(replacement);
 *     room.retire(old, Buffer::free);                // cannot fail
 * }
 * }</pre>
 *
 * <p>For one thread at a time. It must be closed, which gives back the room that was not used; until then the domain's
 * {@link EpochDomain#close close} waits for it. Two-phase retirement is the reservation discipline of bounded rings, as
 * in Agrona's {@code tryClaim}.
 */
public final class Admission implements AutoCloseable {
    private final DomainCore domain;
    private final long weight;

    /** Retirements without content, made when the room was taken; null where one was used. */
    private final @Nullable Retired[] blanks;

    private int used;

    Admission(DomainCore domain, @Nullable Retired[] blanks, long weight) {
        this.domain = domain;
        this.blanks = blanks;
        this.weight = weight;
    }

    /**
     * Retires an action into the room, as {@link EpochDomain#retire(Runnable)} does. Does not block, and fails only on
     * misuse; constant time.
     *
     * @param action what is to be done once every pin that is open now is closed
     * @throws NullPointerException if {@code action} is null
     * @throws IllegalStateException if the room is used up or given back
     */
    public void retire(Runnable action) {
        domain.notNull(action, "action");
        domain.enqueue(next(), action, DomainCore.RUN);
    }

    /**
     * Retires an object into the room, as {@link EpochDomain#retire(Object, Consumer)} does. Does not block, and fails
     * only on misuse; constant time.
     *
     * @param object what no reader can reach any more
     * @param releaser is given the object once every pin that is open now is closed
     * @param <T> the type of the object
     * @throws NullPointerException if an argument is null
     * @throws IllegalStateException if the room is used up or given back
     */
    public <T> void retire(T object, Consumer<? super T> releaser) {
        domain.notNull(object, "object");
        Consumer<Object> untyped = domain.untyped(releaser);
        domain.enqueue(next(), object, untyped);
    }

    private Retired next() {
        Retired blank = left() == 0 ? null : blanks[used];
        if (blank == null) {
            throw domain.refused("retire", "no room is left of what was admitted");
        }
        blanks[used++] = null;
        return blank;
    }

    /**
     * Returns for how many retirements there is room left.
     *
     * @return the number, 0 when it is closed
     */
    public int left() {
        return blanks.length - used;
    }

    /** Gives back the room that was not used. A second close does nothing. Does not block for long. */
    @Override
    public void close() {
        int unused = left();
        used = blanks.length;
        if (unused > 0) {
            domain.backlog.giveBack(unused, unused * weight);
        }
    }

    /**
     * Returns what room is left, in which domain.
     *
     * @return for instance {@code Admission[2 left in routes]}
     */
    @Override
    public String toString() {
        return "Admission[" + left() + " left in " + domain.name + "]";
    }
}
