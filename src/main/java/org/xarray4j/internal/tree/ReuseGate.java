package org.xarray4j.internal.tree;

/**
 * Answers when nodes that a writer has replaced may be used again. The tree asks; how readers make themselves known is
 * not its business.
 *
 * <p>The order of calls, for each batch of nodes: their unlinking was published; {@link #seal}; later {@link #mayReuse},
 * and only if it says yes {@link #lastSnapshotVersion}, {@link #announceReuse}, and then the first overwrite of any of
 * them, scrubbing included.
 *
 * <p>Called under the writer lock. Never waits.
 */
public interface ReuseGate {
    /** Lets nothing be used again. */
    ReuseGate NEVER = new ReuseGate() {
        @Override
        public boolean isEnabled() {
            return false;
        }

        @Override
        public long seal() {
            return 0;
        }

        @Override
        public boolean mayReuse(long cookie) {
            return false;
        }

        @Override
        public long lastSnapshotVersion() {
            return Long.MAX_VALUE;
        }

        @Override
        public void announceReuse() {}

        @Override
        public void beforeOverwrite() {}
    };

    /** Returns whether nodes are used again at all. */
    boolean isEnabled();

    /** Says that every node of a batch is unlinked; answers a cookie for it. */
    long seal();

    /** Returns whether no announced reader that began before the cookie is still reading. */
    boolean mayReuse(long cookie);

    /** Returns the greatest version that a snapshot holds. Nodes born in it or before may be seen for ever. */
    long lastSnapshotVersion();

    /** Makes every reader that has not announced itself, and began before, find out; before the first overwrite. */
    void announceReuse();

    /** Orders what follows, which may overwrite nodes in use again, after an announcement by whoever had the lock. */
    void beforeOverwrite();
}
