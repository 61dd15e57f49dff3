package org.xarray4j.bench.ratios;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineTest {
    /** In the same unit as the memory of the machine, of which this test uses some. */
    @Test
    void availableMiB_isSomeOfTheMemory() {
        assertThat(Machine.availableMiB())
                .isGreaterThan(Machine.memoryMiB() / 1000)
                .isLessThanOrEqualTo(Machine.memoryMiB());
    }
}
