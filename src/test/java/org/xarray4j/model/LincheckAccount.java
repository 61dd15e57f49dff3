package org.xarray4j.model;

import org.jetbrains.lincheck.datastructures.Operation;
import org.xarray4j.Internals;
import org.xarray4j.NodeAccount;

/** An account that two charge, of whom one wants too much: that refuses nothing to the other. */
public abstract class LincheckAccount {
    static final long LIMIT = 100;

    /** Returns whether it was charged. */
    abstract boolean charge(long bytes);

    @Operation
    public boolean chargeWhatFits() {
        return charge(LIMIT);
    }

    @Operation
    public boolean chargeTooMuch() {
        return charge(LIMIT + 1);
    }

    @Operation
    public abstract long used();

    /** On the account. */
    public static final class OnAccount extends LincheckAccount {
        private final NodeAccount account = NodeAccount.limited(LIMIT);

        @Override
        boolean charge(long bytes) {
            return Internals.charge(account, bytes);
        }

        @Override
        @Operation
        public long used() {
            return account.used();
        }
    }

    /** A number. */
    public static final class OnModel extends LincheckAccount {
        private long used;

        @Override
        boolean charge(long bytes) {
            boolean fits = used + bytes <= LIMIT;
            used += fits ? bytes : 0;
            return fits;
        }

        @Override
        @Operation
        public long used() {
            return used;
        }
    }
}
