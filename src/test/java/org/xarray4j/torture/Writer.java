package org.xarray4j.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.xarray4j.LockedXArray;
import org.xarray4j.Mark;
import org.xarray4j.Reservation;
import org.xarray4j.ReservationLostException;
import org.xarray4j.Transaction;
import org.xarray4j.XArray;
import org.xarray4j.XArrayEditor;
import org.xarray4j.epoch.BacklogFullException;

/** One writer, with everything that writes. It tells the ledger of each store that took place. */
final class Writer {
    private static final Duration PATIENCE = Duration.ofMillis(5);

    private final XArray<Item> array;
    private final boolean releasing;
    private final Closing closing;
    private final Ledger ledger;
    private final Bug bug;
    private final Random random;

    /** What a transaction has done that counts only when it is committed; null outside. */
    private @Nullable List<Runnable> pending;

    private int given;

    Writer(
            XArray<Item> array,
            boolean releasing,
            Closing closing,
            Ledger ledger,
            Bug bug,
            Random random) {
        this.array = array;
        this.releasing = releasing;
        this.closing = closing;
        this.ledger = ledger;
        this.bug = bug;
        this.random = random;
    }

    /** Writes once, in one of all ways. */
    void write() {
        ledger.writes.increment();
        try {
            switch (random.nextInt(16)) {
                case 0, 1 -> session();
                case 2 -> transaction();
                case 3 -> reservation();
                case 4 -> closing.store(random);
                default -> single(array);
            }
        } catch (BacklogFullException full) {
            ledger.refused.increment();
        } catch (InterruptedException e) {
            ledger.interrupted.increment();
        }
    }

    /** Says when something takes effect: now, or at the commit. */
    private void effect(Runnable count) {
        if (pending == null) {
            count.run();
        } else {
            pending.add(count);
        }
    }

    private void stored() {
        if (bug != Bug.GIFTS_NOT_COUNTED) {
            given++;
        }
        effect(() -> {
            if (releasing) {
                ledger.stored.increment();
            }
        });
    }

    private void handedOut(@Nullable Item item) {
        if (item != null && releasing) {
            effect(() -> {
                if (item.handOut()) {
                    ledger.handedOut.increment();
                }
            });
        }
    }

    private boolean failed(OutOfMemoryError error) {
        if (!Torture.PLANTED.equals(error.getMessage())) {
            throw error;
        }
        ledger.outOfMemory.increment();
        return true;
    }

    /** One write of one editor; one that runs out of memory must have changed nothing. */
    private void single(XArrayEditor<Item> to) {
        try {
            singleWrite(to);
        } catch (OutOfMemoryError error) {
            failed(error);
        }
    }

    private void singleWrite(XArrayEditor<Item> to) {
        long at = Where.point(random);
        Item item = bug == Bug.MISPLACED ? new Item(at + 1, at + 1) : new Item(at, at);
        if (bug == Bug.HANDED_OUT_AND_KEPT) {
            boolean unused = item.handOut();
        }
        switch (random.nextInt(15)) {
            case 0, 1, 2 -> {
                to.set(at, item);
                stored();
            }
            case 3 -> {
                Item before = to.getAndSet(at, item);
                stored();
                handedOut(before);
            }
            case 4 -> handedOut(to.remove(at));
            case 5 -> to.erase(at);
            case 6 -> {
                if (to.insert(at, item)) {
                    stored();
                }
            }
            case 7 -> {
                if (random.nextBoolean()) {
                    compute(to, at, item);
                } else if (to.compareAndSet(at, null, item)) {
                    stored();
                }
            }
            case 8 -> {
                to.setMark(at, Mark.MARK_0);
                to.clearMark(Where.any(random), Mark.MARK_0);
            }
            case 9 -> {
                Item any = new Item(Where.ALLOCATED.min(), Where.ALLOCATED.max());
                if (to.tryAlloc(any, Where.ALLOCATED).isPresent()) {
                    stored();
                }
            }
            case 10 -> to.erase(Where.allocated(random));
            case 11 ->
                range((from, last) -> {
                    to.setRange(from, last, new Item(from, last));
                    stored();
                });
            case 12 -> range(to::eraseRange);
            case 13 -> removePiece(to);
            default -> handedOut(to.vacate(at));
        }
    }

    /** Takes one piece of a range out, while others may erase the rest of it. */
    private void removePiece(XArrayEditor<Item> from) {
        Item item = from.remove(Where.ranged(random));
        handedOut(item);
        if (item != null && releasing) {
            effect(ledger.piecesHandedOut::increment);
        }
    }

    private interface Range {
        void write(long first, long last);
    }

    private void range(Range write) {
        long first = Where.ranged(random);
        long length = 1L << random.nextInt(14);
        long from = random.nextBoolean() ? first & -length : first;
        write.write(from, Math.min(Where.RANGES_LAST, from + length - 1));
    }

    /** Replaces or erases; not on an array that releases, where only a session or a transaction lets a value be seen. */
    private void compute(XArrayEditor<Item> to, long at, Item item) {
        if (releasing && to == array) {
            return;
        }
        boolean erases = random.nextInt(4) == 0;
        Item computed = to.compute(at, (index, before) -> {
            if (before != null) {
                ledger.see(before, at);
            }
            return erases ? null : item;
        });
        if (computed != null) {
            stored();
        }
    }

    private void session() throws InterruptedException {
        LockedXArray<Item> locked = random.nextBoolean()
                ? array.lockInterruptibly()
                : random.nextBoolean() ? array.tryLock(PATIENCE) : array.lock();
        if (locked == null) {
            ledger.refused.increment();
            return;
        }
        try (LockedXArray<Item> session = locked) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                if (random.nextBoolean()) {
                    single(session);
                } else {
                    replaceKnown(session);
                }
            }
        }
    }

    /** Discards a value that is known, and notes when: what the histogram of grace periods counts from. */
    private void replaceKnown(LockedXArray<Item> session) {
        long at = Where.point(random);
        Item before = session.get(at);
        try {
            session.set(at, new Item(at, at));
        } catch (OutOfMemoryError error) {
            failed(error);
            return;
        }
        stored();
        if (before != null && releasing) {
            ledger.see(before, at); // the session is open, so nothing may be released yet
            before.discardedAt(ledger.graces.get());
        }
    }

    private void transaction() {
        List<Runnable> effects = new ArrayList<>();
        pending = effects;
        given = 0;
        boolean commits = random.nextBoolean();
        try (Transaction<Item> transaction = array.begin()) {
            for (int i = random.nextInt(6); i >= 0; i--) {
                single(transaction);
            }
            if (commits) {
                transaction.commit();
                effects.forEach(Runnable::run);
            } else {
                transaction.close();
                int returned = transaction.rolledBack().size();
                ledger.rolledBack.add(returned);
                if (returned > given) {
                    ledger.fault("rolled back " + returned + " of " + given);
                }
            }
        } finally {
            pending = null;
        }
    }

    private void reservation() {
        long at = Where.allocated(random);
        try {
            Reservation<Item> reservation = array.reserveAt(at);
            if (reservation == null) {
                return;
            }
            if (random.nextInt(3) == 0) {
                reservation.close();
            } else {
                reservation.store(new Item(at, at));
                stored();
            }
        } catch (ReservationLostException lost) {
            ledger.refused.increment();
        } catch (OutOfMemoryError error) {
            failed(error);
        }
    }
}
