package org.xarray4j.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.xarray4j.Flag;
import org.xarray4j.Guard;
import org.xarray4j.Internals;
import org.xarray4j.LockedXArray;
import org.xarray4j.Reservation;
import org.xarray4j.ReservationLostException;
import org.xarray4j.Snapshot;
import org.xarray4j.Transaction;
import org.xarray4j.XArray;
import org.xarray4j.XArrayEditor;

/** The array and its model, led through the same steps. */
final class Twins implements AutoCloseable {
    private static final int MAX_SNAPSHOTS = 5;

    private record Held(long index, @Nullable Reservation<String> reservation, long ticket) {}

    private record Frozen(Snapshot<String> snapshot, ModelArray<String> model) {}

    private final XArray<String> array;
    private final ModelArray<String> published;
    private final Map<Integer, Held> reservations = new HashMap<>();
    private final Deque<Frozen> snapshots = new ArrayDeque<>();
    private @Nullable LockedXArray<String> session;
    private @Nullable Transaction<String> transaction;
    private @Nullable ModelArray<String> draft;

    Twins(Flag... flags) {
        this.array = XArray.create(flags);
        this.published = new ModelArray<>(List.of(flags).contains(Flag.ALLOC1));
    }

    /** Returns what is written to now: the array, or what holds its lock. */
    XArrayEditor<String> editor() {
        if (transaction != null) {
            return transaction;
        }
        return session != null ? session : array;
    }

    /** Returns the model of what is written to now. */
    ModelArray<String> model() {
        return draft != null ? draft : published;
    }

    private boolean isFree() {
        return session == null && transaction == null;
    }

    void lock() {
        if (isFree()) {
            session = array.lock();
        }
    }

    void unlock() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    void begin() {
        if (isFree()) {
            transaction = array.begin();
            draft = published.copy();
        }
    }

    void commit() {
        if (transaction != null) {
            transaction.commit();
            published.become(draft);
            Compare.same("rolledBack() after commit", List.of(), transaction.rolledBack());
            end();
        }
    }

    void rollback() {
        if (transaction != null) {
            transaction.close();
            published.skipTicketsOf(draft);
            List<String> expected = new ArrayList<>(draft.given);
            draft.handedOut.forEach(expected::remove);
            Compare.same(
                    "rolledBack()",
                    expected.stream().sorted().toList(),
                    transaction.rolledBack().stream().sorted().toList());
            end();
        }
    }

    private void end() {
        transaction.close();
        transaction = null;
        draft = null;
    }

    void snapshot() {
        snapshots.add(new Frozen(array.snapshot(), published.copy()));
        if (snapshots.size() > MAX_SNAPSHOTS) {
            snapshots.remove();
        }
    }

    void reserve(int number, long min, long max) {
        Reservation<String> reservation = min == max
                ? editor().reserveAt(min)
                : editor().tryReserve(Generator.limitOf(min, max));
        OptionalLong free = model().findFree(min, max);
        long index = free.orElse(min);
        long ticket = free.isPresent() ? model().takeTicket(index) : 0;
        Compare.same("something was reserved", ticket != 0, reservation != null);
        if (reservation != null) {
            Compare.same("the index reserved", index, reservation.index());
        }
        reservations.put(number, new Held(index, reservation, ticket));
    }

    void fill(int number, String value) {
        Held held = reservations.get(number);
        if (held == null || held.reservation == null) {
            return;
        }
        boolean open = model().isOpen(held.index, held.ticket);
        if (open) {
            model().set(held.index, value);
        }
        Object outcome;
        try {
            outcome = isFree()
                    ? held.reservation.store(value)
                    : held.reservation.store(editor(), value);
        } catch (ReservationLostException e) {
            outcome = "lost " + e.index();
        }
        Compare.same(
                "r" + number + ".store",
                open ? (Object) held.index : "lost " + held.index,
                outcome);
    }

    void giveUp(int number) {
        Held held = reservations.get(number);
        if (held == null || held.reservation == null) {
            return;
        }
        if (model().isOpen(held.index, held.ticket)) {
            model().unreserve(held.index);
        }
        held.reservation.close();
    }

    void look(long index) {
        if (!isFree()) {
            return;
        }
        String expected = published.get(index);
        try (Guard<String> guard = array.getLocked(index)) {
            Compare.same("the guard's value", expected, guard == null ? null : guard.value());
            if (guard != null) {
                Compare.same("the guard's index", index, guard.index());
            }
        }
    }

    /** Compares everything that can be seen, also what older snapshots show. */
    void compare(Random random) {
        Compare.views("what is written to", model(), editor(), random);
        if (transaction != null) {
            Compare.briefly("the array beside a transaction", published, array, random);
        }
        for (Frozen frozen : snapshots) {
            Compare.briefly("an older snapshot", frozen.model, frozen.snapshot, random);
        }
        reservations.forEach((number, held) -> {
            if (held.reservation != null) {
                boolean open = model().isOpen(held.index, held.ticket);
                Compare.same("r" + number + ".isOpen()", open, held.reservation.isOpen());
            }
        });
        validate();
    }

    /** Checks the published tree from the inside, and what is kept for reuse against it and the snapshots. */
    void validate() {
        Internals.validate(array, snapshots.stream().map(Frozen::snapshot).toList());
    }

    @Override
    public void close() {
        if (session != null) {
            session.close();
        }
        if (transaction != null) {
            transaction.close();
        }
        array.close();
    }
}
