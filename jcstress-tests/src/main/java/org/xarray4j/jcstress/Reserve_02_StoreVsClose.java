package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.xarray4j.Reservation;
import org.xarray4j.ReservationLostException;
import org.xarray4j.XArray;

/**
 * Can a reservation be filled after it was closed and its index reserved anew?
 *
 * <p>Guarantee G (reservations are identities) of DESIGN.md. One thread fills the reservation, the other closes it and
 * tries to reserve the index for itself. The numbers: filled, reserved anew, the value afterwards, whether the new
 * reservation is open afterwards. A store into the new reservation would be 1, 1, 5, 0.
 *
 * <p>One fork:
 *
 * <pre>
 *       RESULT  SAMPLES     FREQ      EXPECT
 *   0, 1, 0, 1  174,735   39.80%  Acceptable
 *   1, 0, 5, 0  264,246   60.20%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Reserve_02}
 */
@JCStressTest
@Outcome(id = "1, 0, 5, 0", expect = ACCEPTABLE, desc = "It was filled; the close did nothing.")
@Outcome(id = "0, 1, 0, 1", expect = ACCEPTABLE, desc = "It was closed; the store was refused.")
@State
public class Reserve_02_StoreVsClose {
    private final XArray<Integer> array = XArray.create();
    private final Reservation<Integer> old = array.reserveAt(7);
    private Reservation<Integer> anew;

    @Actor
    public void filler(IIII_Result r) {
        try {
            old.store(5);
            r.r1 = 1;
        } catch (ReservationLostException lost) {
            r.r1 = 0;
        }
    }

    @Actor
    public void closer(IIII_Result r) {
        old.close();
        anew = array.reserveAt(7);
        r.r2 = bit(anew != null);
    }

    @Arbiter
    public void afterwards(IIII_Result r) {
        r.r3 = orZero(array.get(7));
        r.r4 = bit(anew != null && anew.isOpen());
    }
}
