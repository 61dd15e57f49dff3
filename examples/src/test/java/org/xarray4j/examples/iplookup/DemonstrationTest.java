package org.xarray4j.examples.iplookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xarray4j.examples.iplookup.report.HeldPoint;
import org.xarray4j.examples.iplookup.report.Results;
import org.xarray4j.examples.iplookup.slab.UseAfterReleaseException;
import org.xarray4j.examples.iplookup.table.PooledAnnouncement;
import org.xarray4j.examples.iplookup.table.Ranges;
import org.xarray4j.examples.iplookup.table.TableText;
import org.xarray4j.examples.iplookup.table.XArrayTable;

/** The whole run on a small table, with right releases and with planted wrong ones. */
class DemonstrationTest {
    private final Ranges ranges = TableText.ranges(TableText.blocksOfV4(300), TableText.V6);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Results run(Consumer<? super PooledAnnouncement> releaser) throws InterruptedException {
        Display display = Display.of(new PrintWriter(out), false);
        Results results = new Demonstration(
                        new LoadedTables(ranges, List.of()),
                        display,
                        1,
                        Duration.ofMillis(500),
                        10_000,
                        table -> new XArrayTable(table, releaser))
                .run();
        new Summary(results).print(display);
        return results;
    }

    private int conclude(Results results) {
        return IpLookup.conclude(results, new PrintWriter(err, true));
    }

    @Test
    void run_rightReleases_endsWithZero() throws InterruptedException {
        Results results = run(PooledAnnouncement::release);
        assertThat(conclude(results)).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains(" answers: 0 errors")
                .contains("each once, none in use")
                .contains("Used after release: 0; released twice: 0;");
        assertThat(results.atTheEnd().retired()).isPositive();
        assertThat(results.afterTheClose().released())
                .isEqualTo(results.atTheEnd().stored());
        // Each of twelve rounds on the XArray has at least one moment, and time goes on.
        assertThat(results.held()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(results.held())
                .isSortedAccordingTo((a, b) -> Double.compare(a.seconds(), b.seconds()));
        HeldPoint last = results.held().get(results.held().size() - 1);
        assertThat(last.retired()).isPositive().isGreaterThanOrEqualTo(last.released());
        assertThat(results.mostHeldBytes()).isPositive();
    }

    /** Each does right by all values but every hundredth. */
    static Stream<Arguments> wrongReleasers() {
        return Stream.of(
                Arguments.of(
                        Named.of("a release that is forgotten", everyHundredth(answer -> {})),
                        "values were retired, but"),
                Arguments.of(
                        Named.of("a release that is done twice", everyHundredth(answer -> {
                            answer.release();
                            answer.release();
                        })),
                        "releases of values that had been released"),
                Arguments.of(
                        Named.of("a use that comes too late", everyHundredth(answer -> {
                            answer.release();
                            try {
                                answer.generation();
                            } catch (UseAfterReleaseException e) {
                                // The pool has counted it.
                            }
                        })),
                        "reads of values after their release"));
    }

    private static Consumer<PooledAnnouncement> everyHundredth(Consumer<PooledAnnouncement> wrong) {
        AtomicInteger count = new AtomicInteger();
        return answer -> {
            if (count.incrementAndGet() % 100 == 0) {
                wrong.accept(answer);
            } else {
                answer.release();
            }
        };
    }

    @ParameterizedTest
    @MethodSource("wrongReleasers")
    void run_wrongRelease_isNamedAndEndsWithOne(Consumer<PooledAnnouncement> releaser, String fault)
            throws InterruptedException {
        Results results = run(releaser);
        assertThat(results.errors()).isZero();
        assertThat(conclude(results)).isEqualTo(1);
        assertThat(err.toString()).contains("ip-lookup: wrong release: ").contains(fault);
        assertThat(out.toString()).contains("wrong, see below");
    }
}
