package org.xarray4j.torture;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Starts short-lived threads: virtual ones where the JDK has them. */
final class Fibres {
    private static final MethodHandle START = find();

    private Fibres() {}

    private static MethodHandle find() {
        try {
            return MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class,
                            "startVirtualThread",
                            MethodType.methodType(Thread.class, Runnable.class));
        } catch (NoSuchMethodException | IllegalAccessException e) {
            return null; // before JDK 21, or a preview in it
        }
    }

    static boolean areVirtual() {
        return START != null;
    }

    /** How many to start at once. */
    static int batch() {
        return areVirtual() ? 100 : 4;
    }

    static void start(Runnable action) {
        if (START == null) {
            new Thread(action, "torture-short-lived").start();
            return;
        }
        try {
            Thread started = (Thread) START.invokeExact(action);
            assert started != null : "no thread";
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
