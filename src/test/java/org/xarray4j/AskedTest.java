package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AskedTest {
    private static final String TIME = "xarray4j.asked.seconds";
    private static final String LIMITS = "xarray4j.limits";

    private final String limits = System.getProperty(LIMITS, "");

    @BeforeEach
    void limit() {
        System.setProperty(LIMITS, "enabled");
    }

    @AfterEach
    void forget() {
        System.clearProperty(TIME);
        System.setProperty(LIMITS, limits);
    }

    private static long nanos() {
        return Asked.nanos(TIME, TimeUnit.SECONDS, 7);
    }

    @Test
    void nanos_notAsked_isTheDefault() {
        assertThat(nanos()).isEqualTo(7_000_000_000L);
    }

    @Test
    void nanos_asked_isThat() {
        System.setProperty(TIME, "60");
        assertThat(nanos()).isEqualTo(60_000_000_000L);
    }

    @Test
    void nanos_noNumber_isRefusedByName() {
        System.setProperty(TIME, "ten");
        assertThatThrownBy(AskedTest::nanos).hasMessage("-D" + TIME + "=ten is no number");
    }

    @Test
    void nanos_negative_isRefusedByName() {
        System.setProperty(TIME, "-1");
        assertThatThrownBy(AskedTest::nanos).hasMessage("-D" + TIME + "=-1 is no time");
    }

    @Test
    void nanos_beyondTheLimit_isRefusedByName() {
        System.setProperty(TIME, "61");
        assertThatThrownBy(AskedTest::nanos)
                .hasMessageContaining(TIME + "=61")
                .hasMessageContaining("-Plong");
    }

    @Test
    void nanos_limitsLifted_isAsLongAsAsked() {
        System.setProperty(TIME, "86400");
        System.setProperty(LIMITS, "disabled");
        assertThat(nanos()).isEqualTo(TimeUnit.DAYS.toNanos(1));
    }
}
