package org.xarray4j.memorymodel;

import java.util.function.ToIntFunction;

/**
 * A number: a constant, or what a register has and a constant more.
 *
 * @param register the register, or null
 * @param more the constant
 */
record Term(String register, int more) {
    static Term constant(int value) {
        return new Term(null, value);
    }

    static Term register(String name) {
        return new Term(name, 0);
    }

    int value(ToIntFunction<String> registers) {
        return register == null ? more : registers.applyAsInt(register) + more;
    }

    @Override
    public String toString() {
        if (register == null) {
            return Integer.toString(more);
        }
        return more == 0 ? register : register + (more > 0 ? "+" : "") + more;
    }
}
