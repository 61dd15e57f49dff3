package org.xarray4j.memorymodel;

import java.util.function.ToIntFunction;

/** What a branch asks about a register. */
record Condition(String register, Relation relation, Term than) {
    /** How two numbers may stand to each other. */
    enum Relation {
        IS("=="),
        IS_NOT("!="),
        IS_LESS("<"),
        IS_NOT_LESS(">=");

        private final String sign;

        Relation(String sign) {
            this.sign = sign;
        }

        boolean holds(int left, int right) {
            return switch (this) {
                case IS -> left == right;
                case IS_NOT -> left != right;
                case IS_LESS -> left < right;
                case IS_NOT_LESS -> left >= right;
            };
        }

        Relation negated() {
            return switch (this) {
                case IS -> IS_NOT;
                case IS_NOT -> IS;
                case IS_LESS -> IS_NOT_LESS;
                case IS_NOT_LESS -> IS_LESS;
            };
        }
    }

    Condition negated() {
        return new Condition(register, relation.negated(), than);
    }

    boolean holds(ToIntFunction<String> registers) {
        return relation.holds(registers.applyAsInt(register), than.value(registers));
    }

    @Override
    public String toString() {
        return register + " " + relation.sign + " " + than;
    }
}
