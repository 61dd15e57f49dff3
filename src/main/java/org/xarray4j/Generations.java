package org.xarray4j;

import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.internal.tree.Validator;

/**
 * When what was freed may be used again: ids rest in two generations. What is freed now joins the young one; the old one waits
 * until the pins are closed that were open when the last of it was freed, and then the young one grows old.
 *
 * <p>So two sets are enough however long a reader stalls, and what is freed meanwhile does not hold up the old generation. A
 * queue with a cookie for each id would be more exact by up to a grace period, and would grow without bound.
 *
 * <p>Guarded by: the lock of the owner.
 */
final class Generations {
    private final EpochDomain domain;
    private final Owner owner;
    private int young;

    /** Drawn at the last free into the young generation. */
    private long youngCookie;

    /** Drawn at the last free into the old generation. */
    private long oldCookie;

    /** Whether something may have been put into the young generation for which no cookie was drawn. */
    private boolean owing;

    /** Who knows what rests. */
    interface Owner {
        /** Returns whether anything of a generation rests. */
        boolean rests(int generation);

        /** Makes what rests of a generation available, that much at most; returns how much it was. */
        long release(int generation, long atMost);
    }

    Generations(EpochDomain domain, Owner owner) {
        this.domain = domain;
        this.owner = owner;
    }

    /** Returns the generation that is to rest which is freed now. */
    int young() {
        return young;
    }

    /**
     * Notes that something is about to be put into the young generation, so that a cookie is drawn for it even if whoever puts
     * it there is broken off before {@link #freed}.
     */
    void freeing() {
        owing = true;
    }

    /** Notes that something was freed, after it was put into the young generation. */
    void freed() {
        youngCookie = domain.start();
        owing = false;
    }

    /** Makes available what nobody can hold any more, that much at most; returns whether there was any. */
    boolean release(long atMost) {
        return release(atMost, true);
    }

    /** Does so, but leaves the young generation young if something was put into it without being {@link #freed} yet. */
    boolean release(long atMost, boolean mayTurn) {
        if (owing) {
            freed();
        }
        long left = atMost;
        while (left > 0) {
            if (!owner.rests(1 - young)) {
                if (!mayTurn || !owner.rests(young)) {
                    break;
                }
                oldCookie = youngCookie;
                young = 1 - young;
            }
            if (!domain.elapsed(oldCookie)) {
                break;
            }
            left -= owner.release(1 - young, left);
        }
        return left < atMost;
    }

    /**
     * Checks that what rests has a cookie, and that the old one is not the newer: for tests.
     */
    void validate() {
        Validator.check(oldCookie <= youngCookie, "old cookie is newer", oldCookie, youngCookie);
        for (int generation = 0; generation < 2; generation++) {
            if (owner.rests(generation)) {
                long cookie = generation == young ? youngCookie : oldCookie;
                Validator.check(
                        cookie > 1 || (owing && generation == young),
                        "resting without a cookie",
                        generation,
                        cookie);
            }
        }
    }

    /** Returns whether nothing rests. */
    boolean isDone() {
        return !owner.rests(0) && !owner.rests(1);
    }
}
