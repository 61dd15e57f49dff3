package org.xarray4j.memorymodel;

/** What the programs say that the library does, for the check that it does. */
public final class ModelledAccesses {
    /** What is told of each tagged step. */
    public interface Visitor {
        /**
         * Called for a tagged step.
         *
         * @param tag its tag
         * @param mode the mode of an access, empty for a fence
         * @param kind load, store, read-modify-write or which fence
         */
        void step(String tag, String mode, String kind);
    }

    private ModelledAccesses() {}

    /** Shows each tagged step of each protocol. */
    public static void forEach(Visitor visitor) {
        for (Protocol protocol : Protocols.all()) {
            for (Step step : protocol.program().steps()) {
                if (!step.tag().isEmpty()) {
                    show(step, visitor);
                }
            }
        }
    }

    private static void show(Step step, Visitor visitor) {
        if (step instanceof Step.Load load) {
            visitor.step(step.tag(), load.mode().name(), "load");
        } else if (step instanceof Step.Store store) {
            visitor.step(step.tag(), store.mode().name(), "store");
        } else if (step instanceof Step.Update update) {
            visitor.step(step.tag(), update.mode().name(), "read-modify-write");
        } else if (step instanceof Step.Fence fence) {
            visitor.step(
                    step.tag(),
                    "",
                    switch (fence.barrier()) {
                        case ACQUIRE_FENCE -> "acquire fence";
                        case RELEASE_FENCE -> "release fence";
                        case STORE_STORE_FENCE -> "StoreStore fence";
                        case FULL_FENCE -> "full fence";
                    });
        }
    }
}
