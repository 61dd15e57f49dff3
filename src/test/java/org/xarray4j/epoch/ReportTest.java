package org.xarray4j.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a report goes: to its handler, or else to the log; and into the flight recording. Guarantee V. */
class ReportTest {
    private static final String EVENT = "org.xarray4j.PinStall";

    private final Logger logger = Logger.getLogger("org.xarray4j.epoch");
    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler keeping = new Handler() {
        @Override
        public void publish(LogRecord message) {
            logged.add(message);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final VirtualTicker ticker = new VirtualTicker();

    @BeforeEach
    void listen() {
        logger.addHandler(keeping);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(keeping);
        logger.setUseParentHandlers(true);
    }

    /** A domain without handlers, unless it is given some. */
    private EpochDomain domain(UnaryOperator<EpochDomainBuilder> more) {
        return more.apply(EpochDomain.builder()
                        .name("quiet")
                        .ticker(ticker)
                        .executor(task -> {})
                        .stallThreshold(Bench.STALL))
                .build();
    }

    private void stall(EpochDomain domain) {
        try (Pin pin = domain.pin()) {
            domain.retire(() -> {}, 5);
            domain.core.reclaimer.step();
            ticker.pass(Bench.STALL.multipliedBy(2));
            domain.core.reclaimer.step();
            assertThat(pin.isOpen()).isTrue();
        }
    }

    private static RuntimeException fail(EpochDomain domain) {
        RuntimeException planted = new IllegalArgumentException("planted");
        domain.retire(new Object(), any -> {
            throw planted;
        });
        domain.core.reclaimer.step();
        return planted;
    }

    private void assertLogged(Throwable thrown, String... words) {
        assertThat(logged).singleElement().satisfies(message -> {
            assertThat(message.getLevel()).isEqualTo(Level.WARNING);
            assertThat(message.getMessage()).contains("quiet").contains(words);
            assertThat(message.getThrown()).isSameAs(thrown);
        });
    }

    @Test
    void stall_noHandler_isLogged() {
        stall(domain(builder -> builder));
        assertLogged(null, "STALLED, open for PT16S, 1 retirements of weight 5 wait");
    }

    @Test
    void stall_handlerThrows_bothAreLogged() {
        RuntimeException planted = new IllegalStateException("planted");
        stall(domain(builder -> builder.onStall(report -> {
            throw planted;
        })));
        assertLogged(planted, "a pin is STALLED, and to report it failed");
    }

    @Test
    void failure_noHandler_isLogged() {
        RuntimeException planted = fail(domain(builder -> builder));
        assertLogged(planted, "java.lang.Object@", "planted");
    }

    @Test
    void failure_handlerThrows_bothAreLogged() {
        RuntimeException later = new IllegalStateException("planted too");
        RuntimeException first = fail(domain(builder -> builder.onFailure(report -> {
            throw later;
        })));
        assertThat(first).isNotSameAs(later);
        assertLogged(later, "java.lang.Object@", "has thrown, and to report it failed");
    }

    @Test
    void reports_handled_areNotLogged() {
        List<Object> reports = new ArrayList<>();
        EpochDomain domain =
                domain(builder -> builder.onStall(reports::add).onFailure(reports::add));
        stall(domain);
        fail(domain);
        assertThat(reports).hasSize(2);
        assertThat(logged).isEmpty();
    }

    @Test
    void admission_itsActionThrows_isReportedWithWhereItWasRetired() {
        List<FailureReport> failures = new ArrayList<>();
        EpochDomain domain =
                domain(builder -> builder.captureStacks(true).onFailure(failures::add));
        try (Admission room = domain.admit(1, 0)) {
            room.retire(() -> {
                throw new IllegalStateException("planted");
            });
        }
        domain.core.reclaimer.step();
        assertThat(failures)
                .singleElement()
                .satisfies(report -> assertThat(report.retiredAt().get(0).getMethodName())
                        .startsWith("admission_itsActionThrows"));
    }

    @Test
    void stall_recorded_isInTheFlightRecording(@TempDir Path folder) throws IOException {
        List<RecordedEvent> events;
        try (Recording recording = new Recording()) {
            recording.enable(EVENT);
            recording.start();
            stall(domain(builder -> builder));
            recording.disable(EVENT);
            stall(domain(builder -> builder.name("not recorded")));
            recording.stop();
            Path file = folder.resolve("stalls.jfr");
            recording.dump(file);
            events = RecordingFile.readAllEvents(file);
        }
        assertThat(logged).hasSize(2);
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals(EVENT))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getString("domain")).isEqualTo("quiet");
                    assertThat(event.getString("suspicion")).isEqualTo("STALLED");
                    assertThat(event.getString("holder"))
                            .isEqualTo(Thread.currentThread().getName());
                    assertThat(event.getLong("holderId"))
                            .isEqualTo(Thread.currentThread().getId());
                    assertThat(event.getDuration("age")).isEqualTo(Duration.ofSeconds(16));
                    assertThat(event.getLong("pending")).isOne();
                    assertThat(event.getLong("pendingWeight")).isEqualTo(5);
                });
    }
}
