package org.xarray4j;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.xarray4j.epoch.EpochDomain;
import org.xarray4j.internal.tree.Root;

/**
 * Every access to an array's own fields that is not plain, and every fence: its mode is in its name, its reason stands
 * here and in the table of DESIGN.md.
 *
 * <p>A class of its own so that a test can put a weakened one before it on the class path.
 */
final class Orderings {
    private Orderings() {}

    // [root-1] Volatile load, before anything is read of the version. Pairs with [root-2] in
    // publishRootVolatile.
    //   Store first: we see that version, and with it every node, bitmap and value written before
    //                it was published.
    //   Load first:  we see an older version, whose nodes nobody writes before we are known to be
    //                gone, or we find out by [seq-2].
    // Volatile and not acquire: a thread that wrote one array and then reads another must not read
    // the other's past, or reads and writes of two arrays together would not be linearizable. The
    // instruction is the same.
    // Hazard if weaker: a half-built node is met; two threads each miss the other's write to
    // another array. Witness: Publish_02_TwoArrays, Publish_06_SeenAtLast
    static Root rootVolatile(XArray<?> array) {
        return (Root) ROOT.getVolatile(array);
    }

    // [root-2] Volatile store, after everything of the version was written. Pairs with [root-1] in
    // rootVolatile.
    //   Store first: whoever loads the root from now on sees all of the version.
    //   Load first:  the reader stays on the version before, which is whole and does not change.
    // Hazard if weaker: as for [root-1]. This store is the linearization point of every write.
    // Witness: Publish_02_TwoArrays
    static void publishRootVolatile(XArray<?> array, Root root) {
        ROOT.setVolatile(array, root);
    }

    // [seq-1] Acquire load, before the root is loaded. Pairs with [seq-3] in bumpSequenceRelease.
    //   Bump first: we see every root that was published before the bump, so we reach none of the
    //               nodes that it lets be used again.
    //   Load first: we may reach them, and compare with a later load, [seq-2].
    // Hazard if weaker: an old root is loaded after the new number; the walk meets a node in use
    // again and the comparison says that it did not.
    // Witness: Reuse_01_ValidatedRead
    static long sequenceAcquire(XArray<?> array) {
        return (long) SEQUENCE.getAcquire(array);
    }

    // [seq-2] Acquire fence, then an opaque load, after the last load of the walk. Pairs with
    // [seq-4] in bumpSequenceRelease.
    //   A load of the walk saw an overwrite: the bump came before it, behind a store fence; so we
    //                                        see the bump, and walk again.
    //   None did:                            what we read was the version, whatever the number
    // says.
    // A second acquire load instead of the fence would order what comes after it, not the walk.
    // Hazard if weaker: the walk's loads are performed after the comparison.
    // Witness: Reuse_01_ValidatedRead
    static boolean validate(XArray<?> array, long before) {
        VarHandle.acquireFence();
        return (long) SEQUENCE.getOpaque(array) == before;
    }

    // [seq-3] Release store, after the roots that unlinked the batch were published; pairs with
    // [seq-1]. [seq-4] Store fence, before the first overwrite of any node of the batch; pairs with
    // [seq-2] and [step-1]. A release store alone orders what came before it, not the overwrites
    // after it.
    // Hazard if weaker: see [seq-1], [seq-2] and [step-1].
    // Witness: Reuse_01_ValidatedRead
    // Plain read-modify-write: only the holder of the writer lock writes it.
    static void bumpSequenceRelease(XArray<?> array) {
        SEQUENCE.setRelease(array, (long) SEQUENCE.get(array) + 1);
        VarHandle.storeStoreFence();
    }

    // [seq-4] once more, for a bump by whoever held the lock before: StoreStore, before the first
    // overwrite of a node that was taken from the pool; and after a new node was made, so that a
    // stale walk that comes to it from a node in use again finds its metadata. Pairs with [seq-2]
    // and [step-1]. Free on x86.
    static void beforeOverwrite() {
        VarHandle.storeStoreFence();
    }

    // [step-1] Acquire fence, then a volatile load of the root, after what a cursor has loaded from
    // the leaf that it remembers. Pairs with [seq-4] in bumpSequenceRelease and beforeOverwrite.
    //   The load saw an overwrite: the version of the leaf was replaced before that, by [root-2]
    //                              and then a store fence; so we see another version, and walk.
    //   It did not:                if we see the version still, what we loaded is of it.
    // Volatile for the reason of [root-1]: the step is linearized here.
    // Hazard if weaker: the leaf is read after the comparison, when it is used again; or a step
    // misses what was written before a write that its thread saw or made elsewhere.
    // Witness: Reuse_05_CursorStep
    static Root rootAgainFenced(XArray<?> walked) {
        VarHandle.acquireFence();
        return (Root) ROOT.getVolatile(walked);
    }

    // [dom-1] Volatile compare-and-set of the domain, before its first pin is opened. Pairs with
    // [dom-2] in domainVolatile.
    //   Store first: whoever seals a batch sees the domain, and draws a stamp that waits for pins.
    //   Seal first:  the batch was unlinked by a root that was stored before the seal; the pin is
    //                opened after this store, so its reader loads that root or a later one.
    // Hazard if weaker: nodes are used again under a pinned reader. Witness: Reuse_03_PinnedView
    static EpochDomain installDomainVolatile(XArray<?> array, EpochDomain made) {
        EpochDomain there = (EpochDomain) DOMAIN.compareAndExchange(array, null, made);
        return there == null ? made : there;
    }

    // [dom-2] Volatile load, after the roots that unlinked the batch were published; and before
    // each pin. Pairs with [dom-1] in installDomainVolatile.
    static @Nullable EpochDomain domainVolatile(XArray<?> array) {
        return (EpochDomain) DOMAIN.getVolatile(array);
    }

    // [snap-1] Volatile compare-and-set, while the reader is announced by [inh-1]. Pairs with
    // [snap-2] in lastSnapshotVolatile.
    //   Announcement before the scan: the writer sees the reader and uses nothing again.
    //   Scan first:                   the reader loads a root that was published before the scan,
    //                                 from which nothing of the batch is reached; or it registered
    //                                 and withdrew before the scan, and the writer's load, which
    //                                 comes after its scan, sees the registration.
    // Hazard if weaker: a snapshot whose nodes are used again. Witness: Snapshot_02_AgainstReuse
    static void registerSnapshotVolatile(XArray<?> array, long version) {
        long last = (long) LAST_SNAPSHOT.getVolatile(array);
        while (last < version && !LAST_SNAPSHOT.compareAndSet(array, last, version)) {
            last = (long) LAST_SNAPSHOT.getVolatile(array);
        }
    }

    // [snap-2] Volatile load, after the scan of the announcements. Pairs with [snap-1].
    static long lastSnapshotVolatile(XArray<?> array) {
        return (long) LAST_SNAPSHOT.getVolatile(array);
    }

    private static final VarHandle ROOT;
    private static final VarHandle SEQUENCE;
    private static final VarHandle LAST_SNAPSHOT;
    private static final VarHandle DOMAIN;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            ROOT = lookup.findVarHandle(XArray.class, "root", Root.class);
            SEQUENCE = lookup.findVarHandle(XArray.class, "recycleSequence", long.class);
            LAST_SNAPSHOT = lookup.findVarHandle(XArray.class, "lastSnapshotVersion", long.class);
            DOMAIN = lookup.findVarHandle(XArray.class, "domain", EpochDomain.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
