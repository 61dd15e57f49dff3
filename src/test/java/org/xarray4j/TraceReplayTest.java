package org.xarray4j;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Recorded calls of the kernel's own code have the same results here, every one of them. */
class TraceReplayTest {
    @TestFactory
    Stream<DynamicTest> array_kernelTrace_agreesOnEveryRecord() {
        return Traces.tests(flags -> new TraceReplay(XArray.create(flags), flags.length > 0));
    }

    @TestFactory
    Stream<DynamicTest> session_kernelTrace_agreesOnEveryRecord() {
        return Traces.tests(
                flags -> new TraceReplay(XArray.<String>create(flags).lock(), flags.length > 0));
    }

    @TestFactory
    Stream<DynamicTest> transaction_kernelTrace_agreesOnEveryRecord() {
        return Traces.tests(
                flags -> new TraceReplay(XArray.<String>create(flags).begin(), flags.length > 0));
    }
}
