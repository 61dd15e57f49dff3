package org.xarray4j.model;

import java.util.List;
import org.xarray4j.Entry;
import org.xarray4j.Mark;
import org.xarray4j.XArray;
import org.xarray4j.XArrayEditor;
import org.xarray4j.XArrayView;

/**
 * Operations that Lincheck calls on an array and on the model. Subclasses have pairs of public classes, one over each;
 * both run the same code.
 *
 * <p>The few indices lie so that the tree grows and shrinks between one and three levels. {@link #churnOnce} writes what no
 * operation can see, so that the nodes which others walk are replaced and used again.
 */
public abstract class LincheckOperations {
    static final String SLOT = "slot";
    static final String VALUE = "value";

    private static final long[] INDICES = {1, 2, 70, 5000};
    private static final List<String> VALUES = List.of("a", "b");

    /** In the same leaf as index 70, with a mark that only {@link #churnOnce} uses. */
    private static final long CHURNED = 71;

    /** Writes after which small arrays use their nodes again. */
    private static final int WARM_UP = 4;

    final XArrayEditor<String> editor;

    LincheckOperations(XArrayEditor<String> editor) {
        this.editor = editor;
        editor.set(CHURNED, "churned");
        // Limbo and pool are in their steady state from the beginning.
        for (int i = 0; i < WARM_UP; i++) {
            churnOnce();
        }
    }

    static XArray<String> array() {
        return XArray.<String>builder().name("array").build();
    }

    static long index(int slot) {
        return INDICES[slot];
    }

    static String value(int number) {
        return VALUES.get(number);
    }

    /** Returns the number of an index, so that results are short. */
    static String name(long index) {
        return Long.toUnsignedString(index);
    }

    final void churnOnce() {
        editor.setMark(CHURNED, Mark.MARK_2);
        editor.clearMark(CHURNED, Mark.MARK_2);
    }

    /** Two models are the same state when they say the same of all entries, marks and reservations. */
    @Override
    public boolean equals(Object other) {
        if (editor instanceof ModelArray && other instanceof LincheckOperations model) {
            return model.state().equals(state());
        }
        return this == other;
    }

    @Override
    public int hashCode() {
        return editor instanceof ModelArray ? state().hashCode() : System.identityHashCode(this);
    }

    /** Says of a model all that may matter to what comes after. */
    String state() {
        return editor.toString();
    }

    /** Returns the values at all indices. */
    static String indices(XArrayView<String> in) {
        StringBuilder values = new StringBuilder();
        for (long index : INDICES) {
            values.append(in.get(index)).append(' ');
        }
        return values.toString();
    }

    /** Returns all entries. */
    static String entries(XArrayView<String> in) {
        StringBuilder entries = new StringBuilder();
        for (Entry<String> entry : in) {
            entries.append(name(entry.index())).append('/').append(entry.order());
            entries.append('=').append(entry.value()).append(' ');
        }
        return entries.toString();
    }
}
