package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** docs/KERNEL.md names every function of the kernel's, and only methods and tests that exist. */
class KernelTableTest {
    private static final Path TABLE = Path.of("..", "docs", "KERNEL.md");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern MEMBER = Pattern.compile("([A-Z]\\w*)(?:\\.(\\w+))?");
    private static final List<String> TEST_PACKAGES =
            List.of("org.xarray4j.", "org.xarray4j.model.", "org.xarray4j.kernel.");
    private static final int FEWEST_ROWS = 90;

    /** What the kernel's headers offer, without the variants that only say how a lock is taken. */
    private static final String KERNEL = """
            DEFINE_XARRAY DEFINE_XARRAY_FLAGS DEFINE_XARRAY_ALLOC DEFINE_XARRAY_ALLOC1 xa_init xa_init_flags
            XA_FLAGS_LOCK_IRQ XA_FLAGS_LOCK_BH XA_FLAGS_TRACK_FREE XA_FLAGS_ZERO_BUSY XA_FLAGS_ALLOC XA_FLAGS_ALLOC1
            XA_FLAGS_ALLOC_WRAPPED XA_FLAGS_ACCOUNT XA_FLAGS_MARK xa_mk_value xa_to_value xa_is_value xa_tag_pointer
            xa_untag_pointer xa_pointer_tag xa_is_err xa_err
            xa_load xa_store xa_erase xa_insert xa_cmpxchg xa_reserve xa_release xa_store_range xa_get_order xa_empty
            xa_destroy xa_lock xa_trylock xa_unlock xa_dump __xa_store __xa_erase __xa_insert __xa_cmpxchg
            XA_PRESENT xa_find xa_find_after xa_for_each xa_for_each_start xa_for_each_range xa_for_each_marked xa_extract
            XA_MARK_0 XA_MARK_1 XA_MARK_2 XA_FREE_MARK xa_set_mark xa_clear_mark xa_get_mark xa_marked __xa_set_mark
            __xa_clear_mark XA_LIMIT xa_limit_32b xa_limit_31b xa_limit_16b xa_alloc xa_alloc_cyclic __xa_alloc
            __xa_alloc_cyclic
            XA_STATE XA_STATE_ORDER xas_set xas_set_order xas_reset xas_set_update xas_set_lru xas_error xas_set_err
            xas_invalid xas_valid xas_is_node xas_load xas_reload xas_retry xas_store xas_nomem xas_find xas_next_entry
            xas_for_each xas_find_marked xas_next_marked xas_for_each_marked xas_find_conflict xas_for_each_conflict
            xas_next xas_prev xas_advance xas_pause XA_CHECK_SCHED xas_get_mark xas_set_mark xas_clear_mark
            xas_init_marks xas_create_range xas_get_order xas_split_alloc xas_split xas_try_split
            xas_try_split_min_order xa_delete_node xa_is_node xa_is_sibling xa_is_retry xa_is_zero xa_is_advanced
            xa_is_internal
            DEFINE_IDR idr_init idr_init_base idr_lock idr_alloc idr_alloc_u32 idr_alloc_cyclic idr_get_cursor
            idr_set_cursor idr_remove idr_find idr_replace idr_for_each idr_get_next idr_get_next_ul idr_for_each_entry
            idr_for_each_entry_ul idr_for_each_entry_continue idr_is_empty idr_destroy idr_preload idr_preload_end
            ida_alloc ida_alloc_min ida_alloc_max ida_alloc_range ida_free ida_destroy ida_is_empty ida_find_first
            ida_find_first_range ida_exists
            """;

    /** The checks of the kernel's own test file, with those that came after 6.12. */
    private static final String CHECKS = """
            check_xa_err check_xas_retry check_xa_load check_xa_mark_1 check_xa_mark_2 check_xa_mark_3 check_xa_shrink
            check_xas_erase check_insert check_cmpxchg check_cmpxchg_order check_reserve check_multi_store
            check_multi_store_1 check_multi_store_2 check_multi_store_3 check_multi_store_advanced check_get_order
            check_xas_get_order check_xas_conflict_get_order check_xa_alloc_1 check_xa_alloc_2 check_xa_alloc_3
            check_find_1 check_find_2 check_find_3 check_find_4 check_multi_find_1 check_multi_find_2
            check_multi_find_3 check_find_entry check_pause check_move_tiny check_move_max check_move_small check_move
            check_account check_destroy check_create_range_1 check_create_range_2 check_create_range_3
            check_create_range_4 check_create_range_5 check_store_range check_store_iter check_align check_split_1
            check_split_2 check_workingset
            """;

    private static final List<Class<?>> CHECKING = List.of(
            type("org.xarray4j.kernel.PointChecksTest"),
            type("org.xarray4j.kernel.MultiIndexChecksTest"),
            type("org.xarray4j.kernel.FindChecksTest"),
            type("org.xarray4j.kernel.AllocChecksTest"));

    private record Row(String kernel, String java, String test) {}

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            if (line.startsWith("| `")) {
                String[] cells = line.split("\\|");
                assertThat(cells).as(line).hasSize(4);
                rows.add(new Row(cells[1].strip(), cells[2].strip(), cells[3].strip()));
            }
        }
        return rows;
    }

    private static List<String> code(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    @Test
    void table_everyKernelFunction_hasARow() throws IOException {
        Set<String> rows = new TreeSet<>();
        for (Row row : rows()) {
            code(row.kernel).forEach(name -> rows.add(name.replace("*", "")));
        }
        assertThat(rows).contains(KERNEL.strip().split("\\s+"));
    }

    @Test
    void checks_everyOneOfTheKernels_isATest() {
        assertThat(CHECKING.stream()
                        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                        .filter(method -> method.getAnnotations().length > 0)
                        .map(Method::getName))
                .containsExactlyInAnyOrder(CHECKS.strip().split("\\s+"));
    }

    @TestFactory
    Stream<DynamicTest> row_methodsAndTestsItNames_exist() throws IOException {
        List<Row> rows = rows();
        assertThat(rows).hasSizeGreaterThan(FEWEST_ROWS);
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(row.kernel, () -> {
                    List<String> members = code(row.java);
                    assertThat(!members.isEmpty() || row.java.startsWith("none: "))
                            .as("a method, or none and why")
                            .isTrue();
                    members.forEach(KernelTableTest::assertMember);
                    List<String> tests = code(row.test);
                    assertThat(tests).isNotEmpty();
                    tests.forEach(KernelTableTest::assertTest);
                }));
    }

    private static void assertMember(String name) {
        Matcher member = MEMBER.matcher(name);
        assertThat(member.matches()).as(name).isTrue();
        Class<?> type = type("org.xarray4j." + member.group(1));
        assertThat(type).as(name).isNotNull();
        String wanted = member.group(2);
        if (wanted != null) {
            boolean method =
                    Stream.of(type.getMethods()).map(Method::getName).anyMatch(wanted::equals);
            boolean constant = Stream.of(type.getFields())
                    .anyMatch(field -> field.getName().equals(wanted));
            assertThat(method || constant).as(name).isTrue();
        }
    }

    private static void assertTest(String name) {
        String[] parts = name.split("\\.");
        assertThat(parts).as(name).hasSize(2);
        assertThat(TEST_PACKAGES.stream()
                        .map(prefix -> type(prefix + parts[0]))
                        .filter(type -> type != null)
                        .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                        .filter(method -> method.getAnnotations().length > 0)
                        .map(Method::getName))
                .as(name)
                .contains(parts[1]);
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }
}
