package org.xarray4j;

/**
 * Thrown by a write whose nodes would exceed the bound of the array's {@link NodeAccount}; the array is unchanged and
 * the value stays with the caller. Kernel: {@code -ENOMEM} of a memory control group.
 */
public final class AccountExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AccountExceededException(long limit, long used, long wanted) {
        super("the node account is at " + used + " of " + limit + " bytes; " + wanted
                + " more were wanted");
    }
}
