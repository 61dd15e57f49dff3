package org.xarray4j.epoch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xarray4j.internal.epoch.Backlog;
import org.xarray4j.internal.epoch.Holder;
import org.xarray4j.internal.epoch.Reports;
import org.xarray4j.internal.epoch.Retired;
import org.xarray4j.internal.epoch.Slot;
import org.xarray4j.internal.epoch.StallEvents;

/** Passes reports to the domain's handlers, or else to the log. Whatever a handler throws goes to the log too. */
final class Reporter implements Reports {
    private final Settings settings;
    private final Backlog backlog;
    private final AtomicLong suspicions = new AtomicLong();

    Reporter(Settings settings, Backlog backlog) {
        this.settings = settings;
        this.backlog = backlog;
    }

    /** Returns how many suspicious pins were reported. */
    long suspicions() {
        return suspicions.get();
    }

    @Override
    public void suspect(Slot slot, Holder holder, long ticket, Suspicion suspicion, long ageNanos) {
        suspicions.incrementAndGet();
        try {
            StallEvents.record(
                    settings.name(),
                    suspicion,
                    holder,
                    ageNanos,
                    backlog.count(),
                    backlog.weight());
            Slot.Trace trace = slot.trace(ticket);
            StallReport report = new StallReport(
                    settings.name(),
                    kind(suspicion),
                    holder.name(),
                    holder.id(),
                    slot.isHandedOff(ticket),
                    Duration.ofNanos(ageNanos),
                    backlog.count(),
                    backlog.weight(),
                    stack(trace == null ? null : trace.origin()),
                    settings.captureStacks() ? List.of(holder.stack()) : List.of());
            pass(settings.onStall(), report, null);
        } catch (Throwable thrown) {
            unreported("a pin is ", suspicion, ", and to report it failed", thrown);
        }
    }

    private static StallReport.Kind kind(Suspicion suspicion) {
        return switch (suspicion) {
            case STALLED -> StallReport.Kind.STALLED;
            case HOLDER_GONE -> StallReport.Kind.HOLDER_GONE;
            case UNREACHABLE -> StallReport.Kind.UNREACHABLE;
        };
    }

    @Override
    public void failed(Retired retired, Throwable thrown) {
        String action = "an action";
        Object object = retired.object();
        try {
            if (object != null) {
                action = object.getClass().getName() + "@"
                        + Integer.toHexString(System.identityHashCode(object));
            }
        } catch (OutOfMemoryError | StackOverflowError e) {
            // Then it is not said which.
        }
        fail(action, thrown, retired.origin());
    }

    @Override
    public void broken(String what, Throwable thrown) {
        fail(what, thrown, null);
    }

    /** Reports a call that harms nothing, and should not have been made. */
    void misused(RuntimeException refusal) {
        fail("a pin", refusal, null);
    }

    private void fail(String origin, Throwable thrown, @Nullable Throwable retiredAt) {
        try {
            FailureReport report =
                    new FailureReport(settings.name(), origin, thrown, stack(retiredAt));
            pass(settings.onFailure(), report, thrown);
        } catch (Throwable failure) {
            unreported("", origin, " has thrown, and to report it failed", failure);
        }
    }

    private <R> void pass(
            @Nullable Consumer<? super R> handler, R report, @Nullable Throwable thrown) {
        if (handler != null) {
            handler.accept(report);
        } else {
            log(report.toString(), thrown);
        }
    }

    /** Logs what could not be reported. The words are put together here, where that may fail as well. */
    private void unreported(String before, Object what, String after, Throwable failure) {
        try {
            log(settings.name() + ": " + before + what + after, failure);
        } catch (OutOfMemoryError | StackOverflowError e) {
            // As in log.
        }
    }

    private static void log(String message, @Nullable Throwable thrown) {
        try {
            Logger logger = System.getLogger("org.xarray4j.epoch");
            if (thrown == null) {
                logger.log(Level.WARNING, message);
            } else {
                logger.log(Level.WARNING, message, thrown);
            }
        } catch (Throwable unlogged) {
            // There is nobody left to tell, and the reclaimer must go on.
        }
    }

    /** Returns the frames below those of this library. */
    private static List<StackTraceElement> stack(@Nullable Throwable origin) {
        if (origin == null) {
            return List.of();
        }
        List<StackTraceElement> frames = List.of(origin.getStackTrace());
        int caller = 0;
        while (caller < frames.size() && isOurs(frames.get(caller))) {
            caller++;
        }
        return frames.subList(caller, frames.size());
    }

    private static boolean isOurs(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.equals(DomainCore.class.getName())
                || type.equals(EpochDomain.class.getName())
                || type.equals(Admission.class.getName());
    }
}
