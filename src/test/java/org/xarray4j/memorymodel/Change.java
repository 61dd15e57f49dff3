package org.xarray4j.memorymodel;

import java.util.function.ToIntFunction;

/** What a read-modify-write makes of the value that it finds. */
record Change(Kind kind, Term expected, Term operand) {
    enum Kind {
        ADD,
        EXCHANGE,
        MAXIMUM,
        COMPARE_AND_SET
    }

    static Change add(int more) {
        return new Change(Kind.ADD, null, Term.constant(more));
    }

    static Change exchange(int value) {
        return new Change(Kind.EXCHANGE, null, Term.constant(value));
    }

    /** A compare-and-set in a loop, until the value is not less than a register's. */
    static Change maximum(Term with) {
        return new Change(Kind.MAXIMUM, null, with);
    }

    static Change compareAndSet(Term expected, Term value) {
        return new Change(Kind.COMPARE_AND_SET, expected, value);
    }

    /** Whether anything is stored when the value found is this. */
    boolean stores(int found, ToIntFunction<String> registers) {
        return switch (kind) {
            case ADD, EXCHANGE -> true;
            case MAXIMUM -> found < operand.value(registers);
            case COMPARE_AND_SET -> found == expected.value(registers);
        };
    }

    int apply(int found, ToIntFunction<String> registers) {
        int with = operand.value(registers);
        return kind == Kind.ADD ? found + with : with;
    }

    @Override
    public String toString() {
        return switch (kind) {
            case ADD -> (operand.more() < 0 ? "" : "+") + operand;
            case EXCHANGE -> "exchange " + operand;
            case MAXIMUM -> "max " + operand;
            case COMPARE_AND_SET -> "cas " + expected + ", " + operand;
        };
    }
}
