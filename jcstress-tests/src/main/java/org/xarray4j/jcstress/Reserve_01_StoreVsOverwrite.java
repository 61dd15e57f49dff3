package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.orZero;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.xarray4j.Reservation;
import org.xarray4j.ReservationLostException;
import org.xarray4j.XArray;

/**
 * Does a reservation that somebody writes over take effect once or not at all?
 *
 * <p>Guarantee G (reservations are identities) of DESIGN.md. The first number says whether the reservation was filled, the
 * second what the overwriting write replaced. Filled after the overwrite would harm a stranger's value; refused before it
 * would lose the holder's.
 *
 * <p>One fork:
 *
 * <pre>
 *    RESULT  SAMPLES     FREQ      EXPECT
 *   0, 0, 6   67,343   37.86%  Acceptable
 *   1, 5, 6  110,518   62.14%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Reserve_01}
 */
@JCStressTest
@Outcome(id = "1, 5, 6", expect = ACCEPTABLE, desc = "It was filled, then written over.")
@Outcome(id = "0, 0, 6", expect = ACCEPTABLE, desc = "It was written over, then refused.")
@State
public class Reserve_01_StoreVsOverwrite {
    private final XArray<Integer> array = XArray.create();
    private final Reservation<Integer> reservation = array.reserveAt(7);

    @Actor
    public void holder(III_Result r) {
        try {
            reservation.store(5);
            r.r1 = 1;
        } catch (ReservationLostException lost) {
            r.r1 = 0;
        }
    }

    @Actor
    public void other(III_Result r) {
        r.r2 = orZero(array.getAndSet(7, 6));
    }

    @Arbiter
    public void afterwards(III_Result r) {
        r.r3 = orZero(array.get(7));
    }
}
