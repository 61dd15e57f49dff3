package org.xarray4j.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The validator itself: each kind of damage, done on purpose to a tree that was well, is found and named. */
class ValidatorTest {
    private static final int MARK = 1;

    /** A writer without an array around it, and what it has published. */
    private static final class Subject {
        private final TreeWriter writer = new TreeWriter(
                Charge.NONE, AllocationProbe.NONE, new OpenGate(), false, false, null);
        private Root published = Root.empty();

        void write(Consumer<TreeWriter> writes) {
            writer.begin(published);
            writes.accept(writer);
            Root next = writer.seal();
            published = next == null ? published : next;
            writer.finish();
        }

        Object[] node(long index, int level) {
            Object[] node = published.top;
            for (int at = published.height - 1; at > level; at--) {
                node = (Object[]) node[Index.slot(index, at)];
            }
            return node;
        }

        Meta meta(long index, int level) {
            return Node.meta(node(index, level));
        }

        NodePool pool() {
            return writer.draft.pool;
        }

        Roots roots() {
            return writer.draft.roots;
        }

        /** What is beside the tree at a level, which nobody but the pool should see. */
        NodeRing ring(int level) {
            return ((NodeRing[]) hidden(pool(), "rings"))[level];
        }

        /** The places of these nodes. */
        Object[][] places(int level) {
            return (Object[][]) hidden(ring(level), "nodes");
        }

        /** Has a leaf wait. */
        void makeWait(Object[] leaf) {
            assertThat(pool().put(leaf, 0, published.version)).isTrue();
        }

        /** Has a leaf at hand, with all that wait. */
        void makeSpare(Object[] leaf) {
            makeWait(leaf);
            pool().reclaim(0, pool().end(0), 0);
        }

        /** Has another root published, so that the one before waits. */
        Root replaceRoot() {
            Root before = published;
            published = roots().open(AllocationProbe.NONE);
            published.copyFrom(before);
            published.version = before.version + 1;
            published.setPublished();
            roots().publish(true);
            return before;
        }

        void validate() {
            writer.validate(published);
        }
    }

    /** What is in a private field. */
    static Object hidden(Object in, String field) {
        try {
            Field found = in.getClass().getDeclaredField(field);
            found.setAccessible(true);
            return found.get(in);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no such field", e);
        }
    }

    private static void hide(Object in, String field, Object value) {
        try {
            Field found = in.getClass().getDeclaredField(field);
            found.setAccessible(true);
            found.set(in, value);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no such field", e);
        }
    }

    /** Nobody reads: everything may be used again at once. */
    private static final class OpenGate implements ReuseGate {
        @Override
        public boolean isEnabled() {
            return true;
        }

        @Override
        public long seal() {
            return 0;
        }

        @Override
        public boolean mayReuse(long cookie) {
            return true;
        }

        @Override
        public long lastSnapshotVersion() {
            return 0;
        }

        @Override
        public void announceReuse() {}

        @Override
        public void beforeOverwrite() {}
    }

    /**
     * A tree of height 3 with values, a multi-index entry in a leaf and one above, a reservation and a mark; nodes wait
     * in the limbo and stand in the pool.
     */
    private static Subject subject() {
        Subject subject = new Subject();
        subject.write(tree -> {
            for (int i = 0; i < 64; i++) {
                tree.store(i, "v" + i, false);
            }
            tree.store(70, "seventy", false);
            tree.setRange(128, 131, "four");
            tree.vacate(140); // no bucket has a reservation, so that leaf stays
            tree.setRange(8192, 12287, "wide");
            tree.mark(70, MARK, true);
            tree.reserve(80, new Ticket());
        });
        overwrite(subject, 70);
        subject.write(tree -> tree.store(1, "last", false));
        return subject;
    }

    private static Map<String, Consumer<Subject>> damages() {
        Map<String, Consumer<Subject>> damages = new LinkedHashMap<>();
        damages.put("birth under", s -> s.meta(70, 0).birth = s.meta(70, 2).birth + 1);
        damages.put("birth under [0", s -> s.meta(70, 0).birth = 0);
        damages.put("birth under [9", s -> s.meta(70, 2).birth = 99_999);
        damages.put("top of height not needed", s -> {
            Object[] higher = Node.blank();
            Node.meta(higher).birth = s.published.version;
            Node.link(higher, s.published.height, 0, s.published.top);
            s.published.top = higher;
            s.published.height++;
            s.published.nodes++;
        });
        damages.put("height", s -> s.published.height = 0);
        damages.put("length", s -> s.node(70, 1)[1] = new Object[12]);
        damages.put("empty node at level", s -> {
            Object[] blank = Node.blank();
            Node.meta(blank).birth = 1;
            s.node(70, 1)[1] = blank;
        });
        damages.put("node in two places", s -> {
            Object[] parent = s.node(70, 1);
            Node.meta(parent).present |= 1L << 9;
            parent[9] = parent[1];
            Node.summarize(Node.meta(parent), 9, s.node(70, 0), 1);
        });
        damages.put("metadata of two nodes", s -> {
            Object[] leaf = s.node(0, 0);
            leaf[Node.SLOTS] = s.node(0, 1)[Node.SLOTS];
        });
        damages.put("present bit of slot", s -> s.meta(70, 0).present &= ~(1L << 6));
        damages.put("present bit of slot [5", s -> s.node(5, 0)[5] = null);
        damages.put("class in interior slot", s -> s.node(70, 1)[1] = "no child");
        damages.put("full bit of slot", s -> s.meta(0, 1).full &= ~1L);
        damages.put("value at free slot", s -> s.meta(5, 0).full &= ~(1L << 5));
        damages.put("tail of", s -> s.meta(70, 0).tail |= 1L << 7);
        damages.put("slot differs from its head", s -> s.node(129, 0)[1] = "other");
        damages.put("run at slot", s -> s.meta(130, 0).tail &= ~(1L << 3));
        damages.put("run that fills a node", s -> {
            Object[] leaf = s.node(0, 0);
            Arrays.fill(leaf, 0, Node.SLOTS, "all");
            Node.meta(leaf).tail = -2L;
        });
        damages.put("child in an entry", s -> {
            Object[] parent = s.node(70, 1);
            parent[3] = parent[2];
            Node.meta(parent).present |= 1L << 3;
            Node.meta(parent).tail |= 1L << 3;
        });
        damages.put("tail of a free slot", s -> {
            Meta meta = s.meta(70, 0);
            meta.full |= 1L << 11;
            meta.tail |= 1L << 11;
        });
        damages.put("mark of slot", s -> s.meta(70, 1).setMark(MARK, 0));
        damages.put("mark of slot [2", s -> s.meta(0, 1).setMark(2, 1));
        damages.put("mark on tail slot", s -> s.meta(129, 0).setMark(MARK, 2));
        damages.put("mark on free slot", s -> s.meta(70, 0).setMark(MARK, 1L << 6 | 1L << 20));
        damages.put("owner of slot", s -> s.meta(80, 0).owners.set(3, new Ticket()));
        damages.put("owner count", s -> s.meta(80, 0).owners.count = 2);
        damages.put("size, entries", s -> s.published.size++);
        damages.put("nodes, reachable", s -> s.published.nodes--);
        damages.put("spare is part of a version [0]", s -> s.makeSpare(s.node(70, 0)));
        damages.put("waiting is part of a version [0]", s -> s.makeWait(s.node(70, 0)));
        damages.put("waiting is in two places [0]", s -> {
            Object[] node = retired();
            s.makeWait(node);
            s.makeWait(node);
        });
        damages.put("spare is in two places [0]", s -> {
            Object[] node = retired();
            s.makeSpare(node);
            s.makeSpare(node);
        });
        damages.put("waiting is in two places", s -> {
            // At hand and waiting: the later of the two finds it.
            Object[] node = retired();
            s.makeSpare(node);
            s.makeWait(node);
        });
        damages.put("metadata of spare is in two places", s -> {
            Object[] node = retired();
            s.makeSpare(node);
            s.makeSpare(node.clone());
        });
        damages.put("new node refers to something, slot [7]", s -> {
            Object[] node = Node.blank();
            s.makeSpare(node);
            node[7] = "kept alive";
        });
        damages.put("metadata of a new node is not blank", s -> {
            Object[] node = Node.blank();
            s.makeSpare(node);
            Node.meta(node).tail = 8;
        });
        damages.put("birth of a spare node", s -> {
            Object[] node = retired();
            s.makeSpare(node);
            Node.meta(node).birth = s.published.version + 1;
        });
        damages.put("birth of a waiting node", s -> {
            Object[] node = retired();
            s.makeWait(node);
            Node.meta(node).birth = s.published.version + 1;
        });
        damages.put("gap in the pool", s -> {
            s.makeSpare(retired());
            Arrays.fill(s.places(0), null);
        });
        damages.put("gap in what waits", s -> {
            s.makeSpare(retired());
            s.makeWait(retired());
            s.places(0)[(s.pool().end(0) - 1) & (s.ring(0).length() - 1)] = null;
        });
        damages.put("left beside the tree, level [0]", s -> {
            Object[][] places = s.places(0);
            s.makeSpare(retired());
            int first = (s.pool().end(0) - s.ring(0).size()) & (places.length - 1);
            Object[] left = places[first];
            s.pool().takeToOverwrite(0);
            places[first] = left;
        });
        damages.put("positions of the nodes beside the tree, level [0]", s -> {
            // More come to be at hand than have waited.
            s.pool().reclaim(0, s.pool().end(0) + 1, 0);
        });
        damages.put("positions of the nodes beside the tree, level [", s -> {
            // One at hand was taken, although none was.
            s.makeWait(retired());
            hide(s.ring(0), "head", (int) hidden(s.ring(0), "ready") + 1);
        });
        damages.put("positions of the nodes beside the tree, level", s -> {
            // More than there are places.
            s.makeSpare(retired());
            s.makeWait(retired());
            hide(s.ring(0), "nodes", Arrays.copyOf(s.places(0), 1));
        });
        damages.put("unlinked by no version", s -> hide(s.writer.draft.limbo, "unlinked", 3));
        damages.put(
                "the unseen root was published", s -> hide(s.writer.draft, "unseen", s.published));
        damages.put("count of nodes beside the tree", s -> {
            s.makeSpare(retired());
            s.ring(0).take();
        });
        damages.put("numbers of roots", s -> s.roots().reclaim(s.roots().end() + 1, 0));
        damages.put("numbers of roots [", s -> {
            // One is taken for a version that is never published nor dropped.
            s.roots().open(AllocationProbe.NONE);
            s.roots().open(AllocationProbe.NONE);
        });
        damages.put("version of a waiting root", s -> {
            Root before = s.replaceRoot();
            before.version = s.published.version;
        });
        damages.put("waiting root is part of a version", s -> {
            s.replaceRoot();
            s.roots().begin(s.published);
            s.roots().open(AllocationProbe.NONE);
            s.roots().publish(true);
        });
        damages.put("spare root is part of a version", s -> {
            s.roots().open(AllocationProbe.NONE);
            s.roots().replaceWork(s.published);
            s.roots().drop(false);
        });
        return damages;
    }

    /** A bucket of 20 entries at slots 4 and 5 of the top, a leaf by a skip in slot 8, under a top of level 6. */
    private static Subject sparse() {
        Subject subject = new Subject();
        subject.write(tree -> {
            tree.store(1L << 40, "gives the height", false);
            for (int i = 0; i < 20; i++) {
                tree.store(SPARSE + 97L * i, "b" + i, false);
            }
            for (int i = 0; i < 20; i++) {
                tree.store(LEAF + i, "l" + i, false);
            }
            tree.mark(SPARSE, MARK, true);
            tree.mark(LEAF, MARK, true);
        });
        return subject;
    }

    /** The first index of a bucket, and of a leaf, below the same top. */
    private static final long SPARSE = 5L << 36;

    private static final long LEAF = 8L << 36;

    private static Map<String, Consumer<Subject>> sparseDamages() {
        Map<String, Consumer<Subject>> damages = new LinkedHashMap<>();
        damages.put("skip that skips nothing", s -> {
            Skip skip = new Skip(s.published.height - 2, LEAF, s.published.version);
            skip.leadTo(Node.blank());
            s.published.top[8] = skip;
        });
        damages.put("skip to elsewhere", s -> s.published.top[8] = skip(s, LEAF + (1L << 36), 1));
        damages.put("birth of a skip", s -> s.published.top[8] = skip(s, LEAF, 1 << 20));
        damages.put("skip in a full slot", s -> Node.meta(s.published.top).full |= 1L << 8);
        damages.put("skip in an entry", s -> {
            s.published.top[9] = s.published.top[8];
            Node.meta(s.published.top).present |= 1L << 9;
            Node.meta(s.published.top).tail |= 1L << 9;
            Node.meta(s.published.top).full |= 1L << 8;
        });
        damages.put("mark of slot", s -> Node.meta(s.published.top).setMark(MARK, 1L << head(s)));
        damages.put("mark of [1,", s -> Node.meta(s.published.top).setMark(MARK, 1L << 8));
        damages.put("full bits of a bucket", s -> Node.meta(s.published.top).full |= 1L << head(s));
        damages.put("order of a bucket", s -> {
            Meta meta = Node.meta(s.published.top);
            meta.tail = 0;
            int run = meta.run(head(s));
            Arrays.fill(s.published.top, head(s), head(s) + run, Bucket.of(36, SPARSE, "one"));
            s.published.top[head(s)] = Bucket.of(37, SPARSE, "one");
        });
        damages.put("index in another's bucket", s -> damageBucket(s, SPARSE + (1L << 39)));
        damages.put("bucket out of order", s -> damageBucket(s, SPARSE, SPARSE));
        damages.put("size, entries", s -> damageBucket(s, SPARSE));
        damages.put("entry as large as its bucket", s -> {
            int order = ((Bucket) s.published.top[head(s)]).blockOrder();
            EntryList list = new EntryList(false);
            list.add(SPARSE & (-1L << order), order, 1 << MARK, "value");
            replaceBucket(s, Bucket.of(order, list, 0, 1));
        });
        damages.put("mark beyond the last of a bucket", s -> {
            Bucket bucket = (Bucket) s.published.top[head(s)];
            replaceBucket(s, bucket.marked(bucket.size(), 2, true));
            Node.meta(s.published.top).setMark(2, 1L << head(s));
        });
        return damages;
    }

    private static int head(Subject subject) {
        return Node.meta(subject.published.top).head(5);
    }

    private static Skip skip(Subject subject, long index, long birth) {
        Skip skip = new Skip(0, index, birth);
        skip.leadTo(((Skip) subject.published.top[8]).node());
        return skip;
    }

    private static void damageBucket(Subject subject, long... keys) {
        Bucket bucket = (Bucket) subject.published.top[head(subject)];
        EntryList list = new EntryList(false);
        for (int at = 0; at < keys.length; at++) {
            list.add(keys[at], 0, at == 0 ? 1 << MARK : 0, "value");
        }
        replaceBucket(subject, Bucket.of(bucket.blockOrder(), list, 0, keys.length));
    }

    private static void replaceBucket(Subject subject, Bucket by) {
        int head = head(subject);
        int run = Node.meta(subject.published.top).run(head);
        Arrays.fill(subject.published.top, head, head + run, by);
    }

    @TestFactory
    Stream<DynamicTest> validate_damageToWhatIsSparse_isFoundAndNamed() {
        return tests(sparseDamages(), ValidatorTest::sparse);
    }

    /** A node as it was once published and replaced. */
    private static Object[] retired() {
        Object[] node = Node.blank();
        Node.meta(node).birth = 1;
        return node;
    }

    @TestFactory
    Stream<DynamicTest> validate_damage_isFoundAndNamed() {
        return tests(damages(), ValidatorTest::subject);
    }

    private static Stream<DynamicTest> tests(
            Map<String, Consumer<Subject>> damages, Supplier<Subject> made) {
        return damages.entrySet().stream()
                .map(damage -> DynamicTest.dynamicTest(damage.getKey(), () -> {
                    Subject subject = made.get();
                    assertThatCode(subject::validate).doesNotThrowAnyException();
                    damage.getValue().accept(subject);
                    assertThatThrownBy(subject::validate)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageStartingWith(damage.getKey());
                }));
    }

    /** Once each, from leaves, from above them and from buckets. */
    @Test
    void validate_entries_areShownAsTheyStand() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            expected.add(i + " order 0 marks 0 is " + (i == 1 ? "last" : "v" + i));
        }
        expected.add("70 order 0 marks 2 is later 199");
        expected.add("80 order 0 marks 0 is null");
        expected.add("128 order 2 marks 0 is four");
        expected.add("140 order 0 marks 0 is null");
        expected.add("8192 order 12 marks 0 is wide");
        assertThat(shown(subject())).containsExactlyElementsOf(expected);
        expected.clear();
        for (int i = 0; i < 20; i++) {
            expected.add(SPARSE + 97L * i + " order 0 marks " + (i == 0 ? 2 : 0) + " is b" + i);
        }
        for (int i = 0; i < 20; i++) {
            expected.add(LEAF + i + " order 0 marks " + (i == 0 ? 2 : 0) + " is l" + i);
        }
        expected.add((1L << 40) + " order 0 marks 0 is gives the height");
        assertThat(shown(sparse())).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static List<String> shown(Subject subject) {
        List<String> shown = new ArrayList<>();
        subject.writer.validate(
                (first, order, marks, value) ->
                        shown.add(first + " order " + order + " marks " + marks + " is " + value),
                subject.published);
        return shown;
    }

    @Test
    void validate_nodesOfAHeldVersionUsedAgain_areFound() {
        Subject subject = subject();
        Root held = Root.blank();
        held.copyFrom(subject.published);
        // The gate lets everything be used again, also what belongs to the version that is held.
        overwrite(subject, 70);
        assertThatCode(subject::validate).doesNotThrowAnyException();
        assertThatThrownBy(() -> subject.writer.validate(subject.published, held))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void validate_rootOfAHeldVersionAtHand_isFound() {
        Subject subject = new Subject();
        subject.write(tree -> tree.store(1, "one", false));
        Root held = subject.published;
        subject.write(tree -> tree.store(1, "two", false));
        subject.writer.validate(subject.published, held);
        subject.roots().reclaim(subject.roots().end(), 0);
        assertThatThrownBy(() -> subject.writer.validate(subject.published, held))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("spare root is part of a version that is held");
    }

    private static void overwrite(Subject subject, long index) {
        for (int i = 0; i < 200; i++) {
            String value = "later " + i;
            subject.write(tree -> tree.store(index, value, false));
        }
    }

    /** In a bucket, in leaves and above them. */
    @Test
    void validate_pieceOfARangeStoreNotCounted_isFound() {
        for (long first : new long[] {1L << 40, 3, 100}) {
            TreeWriter writer = new TreeWriter(
                    Charge.NONE, AllocationProbe.NONE, ReuseGate.NEVER, true, false, null);
            Root published = Root.empty();
            for (long[] range : new long[][] {{first, first}, {first + 5, first + 5000}}) {
                writer.begin(published);
                writer.setRange(range[0], range[1], "value of " + range[0]);
                published = writer.seal();
                writer.takeDiscards();
                writer.finish();
            }
            writer.validate(published);
            Root damaged = published;
            writer.begin(damaged);
            writer.eraseRange(first + 5, first + 5000);
            writer.seal();
            Discards discards = Objects.requireNonNull(writer.takeDiscards());
            writer.drop();
            discards.release(value -> {});
            assertThatThrownBy(() -> writer.validate(damaged))
                    .hasMessageContaining("pieces of a range store");
        }
    }

    @Test
    void validate_asManyNodesBesideTheTreeAsThereArePlaces_isWell() {
        Subject subject = subject();
        while (subject.pool().put(retired(), 0, subject.published.version)) {
            assertThatCode(subject::validate).doesNotThrowAnyException();
        }
        assertThat(subject.ring(0).size()).isEqualTo(subject.ring(0).length());
    }

    @Test
    void validate_positionBehindTheLastThatIsUnlinked_isFound() {
        Subject subject = subject();
        subject.writer.begin(subject.published);
        subject.writer.store(71, "draft", false);
        subject.pool().put(retired(), 0, subject.writer.draft.version());
        assertThatCode(subject::validate).doesNotThrowAnyException();
        hide(subject.ring(0), "mark", subject.pool().end(0) + 1);
        assertThatThrownBy(subject::validate).hasMessageStartingWith("positions of the nodes");
    }

    @Test
    void validate_whileAVersionIsWritten_checksBoth() {
        Subject subject = subject();
        subject.writer.begin(subject.published);
        subject.writer.store(71, "draft", false);
        assertThatCode(subject::validate).doesNotThrowAnyException();
        subject.writer.root().size++;
        assertThatThrownBy(subject::validate).hasMessageStartingWith("size, entries");
        subject.writer.root().size--;
        long version = subject.writer.draft.version();
        subject.pool().put(subject.writer.root().top, 2, version);
        assertThatThrownBy(subject::validate)
                .hasMessageStartingWith("unlinked is part of the version [2");
        subject.writer.drop();
        assertThatCode(subject::validate).doesNotThrowAnyException();
    }

    @Test
    void validate_nodeUnlinkedTwice_isFoundAndNamed() {
        Subject subject = subject();
        subject.writer.begin(subject.published);
        subject.writer.store(71, "draft", false);
        long version = subject.writer.draft.version();
        Object[] node = retired();
        subject.pool().put(node, 0, version);
        assertThatCode(subject::validate).doesNotThrowAnyException();
        subject.pool().put(node, 0, version);
        assertThatThrownBy(subject::validate).hasMessage("unlinked is in two places [0]");
        subject.places(0)[(subject.pool().end(0) - 1) & (subject.ring(0).length() - 1)] = null;
        assertThatThrownBy(subject::validate).hasMessage("gap in what was unlinked");
        subject.writer.drop();
        assertThatCode(subject::validate).doesNotThrowAnyException();
    }
}
