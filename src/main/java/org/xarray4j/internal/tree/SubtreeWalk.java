package org.xarray4j.internal.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Visits the nodes of a subtree, each once, parents first, without recursion and without allocating on the way. */
final class SubtreeWalk {
    private final Object[] @Nullable [] path = new Object[Index.MAX_HEIGHT][];
    private final long[] unvisited = new long[Index.MAX_HEIGHT];
    private int top;
    private int level;
    private boolean started;

    /** Begins anew. */
    void start(Object[] node, int nodeLevel) {
        top = nodeLevel;
        level = nodeLevel;
        path[nodeLevel] = node;
        unvisited[nodeLevel] = Node.meta(node).present;
        started = false;
    }

    /** Returns the level of the node that was returned last. */
    int level() {
        return level;
    }

    /** Returns the next node, or null when all were visited. */
    Object @Nullable [] next() {
        if (!started) {
            started = true;
            return path[level];
        }
        while (level <= top) {
            Object[] node = path[level];
            if (level == 0 || unvisited[level] == 0 || node == null) {
                path[level] = null;
                level++;
                continue;
            }
            int slot = Long.numberOfTrailingZeros(unvisited[level]);
            unvisited[level] &= unvisited[level] - 1;
            Object element = node[slot];
            Object[] child = null;
            if (element instanceof Object[] direct) {
                child = direct;
                level--;
            } else if (element instanceof Skip skip) {
                child = skip.node();
                Arrays.fill(path, skip.level + 1, level, null);
                level = skip.level;
            }
            if (child != null) {
                path[level] = child;
                unvisited[level] = Node.meta(child).present;
                return child;
            }
        }
        return null;
    }
}
