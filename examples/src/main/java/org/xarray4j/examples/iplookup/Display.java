package org.xarray4j.examples.iplookup;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Help.Ansi;

/**
 * Shows how things go: on a terminal in one line that is written over and over, elsewhere in plain lines, one every so
 * often.
 */
final class Display {
    private static final long TERMINAL_INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PLAIN_INTERVAL = TimeUnit.SECONDS.toNanos(2);
    private static final int BAR_WIDTH = 20;
    private static final int WIDTH = 80;
    private static final String ERASE_TO_END_OF_LINE = "\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final long interval;

    private volatile boolean hasOpenLine;
    private long lastShown;

    private Display(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        interval = terminal ? TERMINAL_INTERVAL : PLAIN_INTERVAL;
        lastShown = System.nanoTime() - interval;
    }

    static Display of(PrintWriter out, boolean terminal) {
        return new Display(out, terminal);
    }

    static Display silent() {
        return new Display(new PrintWriter(Writer.nullWriter()), false);
    }

    /** Returns whether standard output is a terminal that can write over a line. */
    static boolean isTerminal() {
        String kind = System.getenv("TERM");
        return kind != null && !kind.equals("dumb") && Ansi.AUTO.enabled();
    }

    /** Lets what follows the program begin a line of its own, also when the user breaks it off. */
    void endLineAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (hasOpenLine) {
                out.println();
                out.flush();
            }
        }));
    }

    /** Prints a line that stays. */
    void line(String text) {
        endOpenLine();
        out.println(text);
        out.flush();
    }

    /** Prints a line that stays, in bold on a terminal. */
    void heading(String text) {
        line(terminal ? Ansi.ON.string("@|bold " + text + "|@") : text);
    }

    /** Shows how far something is, from 0 to 1. */
    void progress(String label, double part) {
        double bounded = Math.min(1, Math.max(0, part));
        int filled = (int) (bounded * BAR_WIDTH);
        String percent = String.format(Locale.ROOT, "%3.0f%%", bounded * 100);
        String bar = "[" + "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled) + "] ";
        live(terminal ? bar + percent + "  " + label : label + ": " + percent.strip());
    }

    /** Shows what is so at this moment, unless something has been shown just before. */
    void live(String text) {
        long now = System.nanoTime();
        if (now - lastShown < interval) {
            return;
        }
        lastShown = now;
        if (terminal) {
            // A line that is broken in two could not be written over.
            String fitting = text.length() < WIDTH ? text : text.substring(0, WIDTH - 1);
            out.print("\r" + fitting + ERASE_TO_END_OF_LINE);
            hasOpenLine = true;
        } else {
            out.println(text);
        }
        out.flush();
    }

    /** Takes away the line that was written over, since what it told of is over. */
    void endOpenLine() {
        if (hasOpenLine) {
            hasOpenLine = false;
            out.print("\r" + ERASE_TO_END_OF_LINE);
            out.flush();
        }
    }
}
