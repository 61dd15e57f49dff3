package org.xarray4j.jcstress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.xarray4j.jcstress.Read.bit;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.xarray4j.Reservation;
import org.xarray4j.XArray;

/**
 * Does the close of a reservation succeed while the array is being closed?
 *
 * <p>Guarantee G (reservations are identities) of DESIGN.md: a close after the reservation was lost or the array closed
 * does nothing, whenever exactly the array is closed. The outcome 0 would be a close that threw.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *     1, 0  252,101  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Reserve_05}
 */
@JCStressTest
@Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "It closed, and nothing is reserved.")
@State
public class Reserve_05_CloseVsArrayClose {
    private final XArray<Integer> array = XArray.create();
    private final Reservation<Integer> reservation = array.reserveAt(7);

    @Actor
    public void holder(II_Result r) {
        try {
            reservation.close();
            r.r1 = 1;
        } catch (IllegalStateException refused) {
            r.r1 = 0;
        }
    }

    @Actor
    public void closer() {
        array.close();
    }

    @Arbiter
    public void afterwards(II_Result r) {
        r.r2 = bit(array.isReserved(7));
    }
}
