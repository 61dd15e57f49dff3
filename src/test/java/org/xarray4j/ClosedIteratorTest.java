package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Iterator;
import org.junit.jupiter.api.Test;

/** What a view or a session no longer holds is given out by none of its iterators, the last entry of all neither. */
class ClosedIteratorTest {
    private static XArray<String> array() {
        XArray<String> array = XArray.<String>builder().releaser(value -> {}).build();
        array.set(XArray.MAX_INDEX, "last");
        return array;
    }

    @Test
    void view_closed_iteratorGivesOutNothing() {
        ReadView<String> view = array().read();
        Iterator<Entry<String>> entries = view.iterator();
        assertThat(entries.hasNext()).isTrue();
        view.close();
        assertThatIllegalStateException().isThrownBy(entries::next).withMessageContaining("closed");
    }

    @Test
    void session_closed_iteratorGivesOutNothing() {
        LockedXArray<String> session = array().lock();
        Iterator<Entry<String>> entries = session.iterator();
        session.close();
        assertThatIllegalStateException().isThrownBy(entries::next).withMessageContaining("closed");
    }

    @Test
    void transaction_ended_iteratorGivesOutNothing() {
        Transaction<String> transaction = array().begin();
        Iterator<Entry<String>> entries = transaction.iterator();
        transaction.commit();
        assertThatIllegalStateException()
                .isThrownBy(entries::next)
                .withMessageContaining("committed");
    }

    @Test
    void view_closed_namesItsOwnVersion() {
        XArray<String> array = array();
        ReadView<String> view = array.read();
        String name = view.toString();
        view.close();
        for (int i = 0; i < 1000; i++) {
            array.set(i % 70, "new");
        }
        assertThat(view).hasToString(name);
    }
}
