package org.xarray4j.bench.ratios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MachineTest {
    @Test
    void mark_isTheSameEachTime_andNotTheNumberItself() throws Exception {
        assertThat(Machine.mark()).isEqualTo(Machine.mark()).contains("number");
        Path id = Path.of("/etc/machine-id");
        if (Files.exists(id)) {
            assertThat(Machine.mark()).doesNotContain(Files.readString(id).strip());
        }
    }

    /** In the same unit as the memory of the machine, of which this test uses some. */
    @Test
    void availableMiB_isSomeOfTheMemory() {
        assertThat(Machine.availableMiB())
                .isGreaterThan(Machine.memoryMiB() / 1000)
                .isLessThanOrEqualTo(Machine.memoryMiB());
    }
}
