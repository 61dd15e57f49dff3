package org.xarray4j.model;

import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.xarray4j.Flag;
import org.xarray4j.Limit;
import org.xarray4j.TraceReplay;
import org.xarray4j.Traces;

/** The model agrees with the kernel too: a check of the model, and of the replay. */
class ModelTraceTest {
    @TestFactory
    Stream<DynamicTest> model_kernelTrace_agreesOnEveryRecord() {
        return Traces.tests(flags -> replay(
                new ModelArray<>(flags.length > 0 && flags[0] == Flag.ALLOC1), flags.length > 0));
    }

    private static TraceReplay replay(ModelArray<String> model, boolean allocates) {
        return new TraceReplay(model, allocates) {
            @Override
            protected boolean reserveAt(long index) {
                return model.takeTicket(index) != 0;
            }

            @Override
            protected OptionalLong tryReserve(Limit limit) {
                OptionalLong index = model.findFree(limit.min(), limit.max());
                index.ifPresent(model::takeTicket);
                return index;
            }
        };
    }
}
