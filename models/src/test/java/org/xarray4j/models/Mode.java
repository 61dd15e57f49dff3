package org.xarray4j.models;

import java.util.List;
import java.util.Locale;

/** An access mode. */
enum Mode {
    PLAIN,
    OPAQUE,
    ACQUIRE,
    RELEASE,
    VOLATILE;

    /** The modes that are one step weaker. */
    List<Mode> weakerOf(Event.Kind kind) {
        return switch (this) {
            case VOLATILE ->
                switch (kind) {
                    case READ -> List.of(ACQUIRE);
                    case WRITE -> List.of(RELEASE);
                    default -> List.of(ACQUIRE, RELEASE);
                };
            case ACQUIRE, RELEASE -> List.of(kind == Event.Kind.UPDATE ? PLAIN : OPAQUE);
            case OPAQUE -> List.of(PLAIN);
            case PLAIN -> List.of();
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
