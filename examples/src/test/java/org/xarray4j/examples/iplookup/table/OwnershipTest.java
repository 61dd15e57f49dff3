package org.xarray4j.examples.iplookup.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.xarray4j.examples.iplookup.slab.PoolFigures;

/** Each book that does not balance is named. */
class OwnershipTest {
    private static final PoolFigures POOL = new PoolFigures(10, 6, 0, 0, 4, 4092, 1);

    private static Ownership of(boolean closed, long stored, long retired, long present) {
        return of(closed, stored, retired, present, POOL, 0, 0);
    }

    private static Ownership of(
            boolean closed,
            long stored,
            long retired,
            long present,
            PoolFigures pool,
            long pending,
            long failures) {
        return new Ownership(
                closed, stored, retired, present, pool, pending, failures, Duration.ZERO);
    }

    @Test
    void faults_balancedBooks_areNone() {
        assertThat(of(false, 10, 6, 4).faults()).isEmpty();
        assertThat(of(true, 10, 10, 0, new PoolFigures(10, 10, 0, 0, 0, 4096, 1), 0, 0)
                        .faults())
                .isEmpty();
    }

    @Test
    void faults_releaseThatNeverCame_isNamed() {
        assertThat(of(false, 11, 7, 4).faults())
                .containsExactly(
                        "11 values were stored, but 6 released and 4 present",
                        "7 values were retired, but 6 released");
    }

    @Test
    void faults_valueReleasedWhilePresent_isNamed() {
        assertThat(of(false, 10, 6, 5).faults())
                .containsExactly(
                        "10 values were stored, but 6 released and 5 present",
                        "4 records have an owner, but 5 values are present");
    }

    @Test
    void faults_valueRetiredThoughPresent_isNamed() {
        assertThat(of(false, 10, 5, 4).faults())
                .containsExactly("5 values were retired, but 6 released");
    }

    @Test
    void faults_valueLeftAfterTheClose_isNamed() {
        assertThat(of(true, 10, 6, 4).faults())
                .containsExactly("4 values are left after the close");
    }

    @Test
    void faults_misuseThatThePoolHasFound_isNamed() {
        PoolFigures pool = new PoolFigures(10, 6, 2, 1234, 4, 4092, 1);
        assertThat(of(false, 10, 6, 4, pool, 0, 0).faults())
                .containsExactly(
                        "1,234 reads of values after their release",
                        "2 releases of values that had been released");
    }

    @Test
    void faults_freeRecordThatIsGone_isNamed() {
        PoolFigures pool = new PoolFigures(10, 6, 0, 0, 4, 4091, 1);
        assertThat(of(false, 10, 6, 4, pool, 0, 0).faults())
                .containsExactly("4 records have an owner and 4,091 are free, of 4,096");
    }

    @Test
    void faults_whatTheDomainHasNotDone_isNamed() {
        assertThat(of(false, 10, 6, 4, POOL, 3, 2).faults())
                .containsExactly("3 retirements are not released yet", "2 releases have thrown");
    }
}
