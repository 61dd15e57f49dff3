package org.xarray4j.models;

/**
 * An access or a fence of one execution.
 *
 * @param id how formulas and drawings call it
 * @param kind what it is
 * @param place the location, empty for a fence
 * @param value what is written, for the reader of a drawing
 * @param mode the mode of an access
 * @param fence which fence, as the sig of jam.als is called; empty for an access
 * @param label what it is for, with its tag if it has one
 */
record Event(
        String id, Kind kind, String place, String value, Mode mode, String fence, String label) {
    enum Kind {
        READ("load"),
        WRITE("store"),
        UPDATE("read-modify-write"),
        FENCE("fence");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    static Event read(String id, String place, Mode mode, String label) {
        return new Event(id, Kind.READ, place, "", mode, "", label);
    }

    static Event write(String id, String place, int value, Mode mode, String label) {
        return new Event(id, Kind.WRITE, place, Integer.toString(value), mode, "", label);
    }

    static Event update(String id, String place, String change, Mode mode, String label) {
        return new Event(id, Kind.UPDATE, place, change, mode, "", label);
    }

    static Event fence(String id, String fence, String label) {
        return new Event(id, Kind.FENCE, "", "", Mode.PLAIN, fence, label);
    }

    Event withMode(Mode other) {
        return new Event(id, kind, place, value, other, fence, label);
    }

    boolean isRead() {
        return kind == Kind.READ || kind == Kind.UPDATE;
    }

    boolean isWrite() {
        return kind == Kind.WRITE || kind == Kind.UPDATE;
    }

    boolean isFence() {
        return kind == Kind.FENCE;
    }

    /** What it does, in a drawing. */
    String told() {
        return switch (kind) {
            case READ -> "read " + place;
            case WRITE -> place + " = " + value;
            case UPDATE -> place + " " + value;
            case FENCE -> fence;
        };
    }
}
