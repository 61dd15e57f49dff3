package org.xarray4j.internal.tree;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks what an array keeps for reuse: that nothing which waits or is at hand is part of a version that somebody may
 * read, or stands in two places, that what is at hand is part of no version that somebody holds, and that what is new is
 * blank.
 *
 * <p>Guarded by: the writer lock.
 */
final class KeptValidator {
    private final Root published;

    /** What is part of the published version or of the one being written. */
    private final Set<Object> reached = Collections.newSetFromMap(new IdentityHashMap<>());

    /** What is part of the version being written. */
    private final Set<Object> written = Collections.newSetFromMap(new IdentityHashMap<>());

    /** What is part of versions that somebody holds: it may wait, but must not be at hand. */
    private final Set<Object> held = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<Object> kept = Collections.newSetFromMap(new IdentityHashMap<>());

    private KeptValidator(Root published, EntryCheck entries) {
        this.published = published;
        reached.addAll(Validator.reachedPublished(published, entries));
        reached.add(published);
    }

    /** Throws an {@link IllegalStateException} that names the first thing that is wrong. */
    static void validate(Draft draft, EntryCheck entries, Root published, Root[] held) {
        KeptValidator validator = new KeptValidator(published, entries);
        if (draft.isOpen()) {
            validator.written.addAll(Validator.reached(draft.root(), entries));
            validator.reached.addAll(validator.written);
            validator.reached.add(draft.root());
        }
        for (Root root : held) {
            validator.held.addAll(Validator.reachedPublished(root, entries));
            validator.held.add(root);
        }
        draft.validateKept(validator);
    }

    /** Checks a node that waits for its readers. */
    void waits(Object @Nullable [] waiting, int level) {
        Object[] node = there(waiting, "gap in what waits");
        keep(node, "waiting", level);
        Meta meta = Node.meta(node);
        Validator.check(
                meta.birth > 0 && meta.birth <= published.version,
                "birth of a waiting node",
                meta.birth,
                published.version);
    }

    /** Checks a root that waits for its readers. */
    void waits(Root root) {
        keep(root, "waiting root");
        Validator.check(
                root.isPublished() && root.version < published.version,
                "version of a waiting root",
                root.version,
                published.version);
    }

    /** Checks a node that the version being written has unlinked: it is still part of the published one. */
    void isUnlinked(Object @Nullable [] unlinked, int level) {
        Object[] node = there(unlinked, "gap in what was unlinked");
        Validator.check(!written.contains(node), "unlinked is part of the version", level);
        Validator.check(kept.add(node), "unlinked is in two places", level);
    }

    /** Checks a node that is at hand: new and blank, or as it was when it was unlinked. */
    void isSpare(Object @Nullable [] spare, int level) {
        Object[] node = there(spare, "gap in the pool");
        Meta meta = Node.meta(node);
        keep(node, "spare", level);
        keep(meta, "metadata of spare", level);
        Validator.check(!held.contains(node), "spare is part of a version that is held", level);
        Validator.check(
                meta.birth >= 0 && meta.birth <= published.version,
                "birth of a spare node",
                meta.birth,
                published.version);
        if (meta.birth != 0) {
            return;
        }
        for (int slot = 0; slot < Node.SLOTS; slot++) {
            Validator.check(node[slot] == null, "new node refers to something, slot", slot);
        }
        long marks = meta.mark(0) | meta.mark(1) | meta.mark(2);
        Validator.check(
                (meta.used() | meta.tail | marks) == 0 && meta.owners == null,
                "metadata of a new node is not blank, level",
                level);
    }

    /** Checks a root that is at hand. */
    void isSpare(Root root) {
        keep(root, "spare root");
        Validator.check(!held.contains(root), "spare root is part of a version that is held");
    }

    private static <T> T there(@Nullable T thing, String gap) {
        if (thing == null) {
            throw new IllegalStateException(gap);
        }
        return thing;
    }

    private void keep(Object thing, String what, long... numbers) {
        Validator.check(!reached.contains(thing), what + " is part of a version", numbers);
        Validator.check(kept.add(thing), what + " is in two places", numbers);
    }
}
