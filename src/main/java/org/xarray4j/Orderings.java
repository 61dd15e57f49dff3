package org.xarray4j;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.xarray4j.internal.tree.Root;

/**
 * Every access to an array's root that is not plain: its mode is in its name, its reason stands here and in the table of
 * DESIGN.md.
 *
 * <p>A class of its own so that a test can put a weakened one before it on the class path.
 */
final class Orderings {
    private Orderings() {}

    // [root-1] Volatile load, before anything is read of the version. Pairs with [root-2] in
    // publishRootVolatile.
    //   Store first: we see that version, and with it every node, bitmap and value written before
    // it was published.
    //   Load first:  we see an older version, whose nodes nobody writes any more.
    // Volatile and not acquire: a thread that wrote one array and then reads another must not read
    // the other's past, or
    // reads and writes of two arrays together would not be linearizable. The instruction is the
    // same.
    // Hazard if weaker: a half-built node is met; two threads each miss the other's write to
    // another array.
    // Witness: Publish_01_RootPublication, Publish_02_TwoArrays
    static Root rootVolatile(XArray<?> array) {
        return (Root) ROOT.getVolatile(array);
    }

    // [root-2] Volatile store, after everything of the version was written. Pairs with [root-1] in
    // rootVolatile.
    //   Store first: whoever loads the root from now on sees all of the version.
    //   Load first:  the reader stays on the version before, which is whole and does not change.
    // Hazard if weaker: as for [root-1]. This store is the linearization point of every write.
    // Witness: Publish_01_RootPublication, Publish_02_TwoArrays
    static void publishRootVolatile(XArray<?> array, Root root) {
        ROOT.setVolatile(array, root);
    }

    private static final VarHandle ROOT;

    static {
        try {
            ROOT = MethodHandles.lookup().findVarHandle(XArray.class, "root", Root.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
