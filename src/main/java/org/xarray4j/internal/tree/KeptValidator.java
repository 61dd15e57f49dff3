package org.xarray4j.internal.tree;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks what an array keeps for reuse: that nothing which waits in the {@link Limbo}, or is at hand in the {@link
 * NodePool}, is part of a version that somebody may read, or stands in two places, and that what is at hand is blank.
 *
 * <p>Guarded by: the writer lock.
 */
final class KeptValidator {
    private final Root published;

    /** What is part of the published version or of the one being written. */
    private final Set<Object> reached = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Versions that somebody holds: what they are made of may wait, but must not be at hand. */
    private final Root[] held;

    private final Set<Object> kept = Collections.newSetFromMap(new IdentityHashMap<>());

    private KeptValidator(Root published, Root[] held) {
        this.published = published;
        this.held = held;
        reached.addAll(Validator.reached(published));
        reached.add(published);
    }

    /** Throws an {@link IllegalStateException} that names the first thing that is wrong. */
    static void validate(Draft draft, Root published, Root[] held) {
        KeptValidator validator = new KeptValidator(published, held);
        if (draft.isOpen()) {
            validator.reached.addAll(Validator.reached(draft.root()));
            validator.reached.add(draft.root());
        }
        for (Root root : held) {
            Validator.validate(root);
        }
        draft.validateKept(validator);
    }

    /** Checks a node that waits for its readers. */
    void waits(Object @Nullable [] waiting, int level) {
        Object[] node = there(waiting, "gap in a batch");
        keep(node, "waiting", level);
        Meta meta = Node.meta(node);
        Validator.check(
                meta.birth > 0 && meta.birth <= published.version,
                "birth of a waiting node",
                meta.birth,
                published.version);
    }

    /** Checks a root that waits for its readers. */
    void waits(@Nullable Root waiting) {
        Root root = there(waiting, "gap in a batch's roots");
        keep(root, "waiting root");
        Validator.check(
                root.isPublished() && root.version < published.version,
                "version of a waiting root",
                root.version,
                published.version);
    }

    /** Checks a node that is at hand. */
    void isSpare(@Nullable Object spare, int level) {
        Object[] node = (Object[]) there(spare, "gap in the pool");
        Meta meta = Node.meta(node);
        keep(node, "spare", level);
        keep(meta, "metadata of spare", level);
        for (int slot = 0; slot < Node.SLOTS; slot++) {
            Validator.check(node[slot] == null, "spare node refers to something, slot", slot);
        }
        long marks = meta.mark(0) | meta.mark(1) | meta.mark(2);
        Validator.check(
                (meta.used() | meta.tail | marks | meta.birth) == 0 && meta.owners == null,
                "metadata of a spare node is not blank, level",
                level);
    }

    /** Checks a root that is at hand. */
    void isSpare(@Nullable Root spare) {
        Root root = there(spare, "gap in the pool's roots");
        keep(root, "spare root");
        // A node at hand is blank, so that a held version with it in it fails by itself; a root is
        // not.
        for (Root other : held) {
            Validator.check(other != root, "spare root is part of a version that is held");
        }
        Validator.check(
                root.top == Node.EMPTY && root.isPublished(), "spare root refers to something");
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
