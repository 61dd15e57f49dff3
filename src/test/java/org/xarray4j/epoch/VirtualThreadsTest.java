package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

/** Makes the run say whether pins of virtual threads were tested: that needs Java 21, and is compiled there only. */
class VirtualThreadsTest {
    @Test
    void virtualThreads_tested() {
        int feature = Runtime.version().feature();
        assumeTrue(
                feature >= 21,
                "Java " + feature + " has no virtual threads: VirtualPinTest is skipped");
        assertThatCode(() -> Class.forName("org.xarray4j.epoch.VirtualPinTest"))
                .as("test/java21 must be compiled from Java 21 on")
                .doesNotThrowAnyException();
    }
}
