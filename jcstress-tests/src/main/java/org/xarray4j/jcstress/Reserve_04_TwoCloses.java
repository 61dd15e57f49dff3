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
 * Does a second, late close of a reservation free what was reserved after the first?
 *
 * <p>Guarantee G (reservations are identities) of DESIGN.md. Both threads close the old reservation; one of them then
 * reserves the index anew, which must succeed and must last. The outcome 1, 0 would be a stranger's reservation freed.
 *
 * <p>One fork:
 *
 * <pre>
 *   RESULT  SAMPLES     FREQ      EXPECT
 *     1, 1  833,221  100.00%  Acceptable
 * </pre>
 *
 * <p>{@code java -jar jcstress-tests/target/jcstress.jar -t Reserve_04}
 */
@JCStressTest
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The new reservation was made and lasts.")
@State
public class Reserve_04_TwoCloses {
    private final XArray<Integer> array = XArray.create();
    private final Reservation<Integer> old = array.reserveAt(7);
    private Reservation<Integer> anew;

    @Actor
    public void closer() {
        old.close();
    }

    @Actor
    public void successor(II_Result r) {
        old.close();
        anew = array.reserveAt(7);
        r.r1 = bit(anew != null);
    }

    @Arbiter
    public void afterwards(II_Result r) {
        r.r2 = bit(anew != null && anew.isOpen());
    }
}
