package org.xarray4j.examples.iplookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class DisplayTest {
    private final StringWriter text = new StringWriter();

    @Test
    void progress_onATerminal_isABarThatIsTakenAway() {
        Display display = Display.of(new PrintWriter(text), true);
        display.progress("loading", 0.5);
        assertThat(text.toString())
                .isEqualTo("\r[" + "#".repeat(10) + ".".repeat(10) + "]  50%  loading\u001b[K");
        display.line("done");
        assertThat(text.toString()).endsWith("\r\u001b[Kdone" + System.lineSeparator());
    }

    @Test
    void progress_elsewhere_isAPlainLineEverySoOften() {
        Display display = Display.of(new PrintWriter(text), false);
        display.progress("loading", 0.5);
        display.progress("loading", 0.6);
        display.heading("Done");
        assertThat(text.toString().lines()).containsExactly("loading: 50%", "Done");
        assertThat(text.toString()).doesNotContain("\u001b").doesNotContain("\r[");
    }

    @Test
    void progress_outOfBounds_isBounded() {
        Display display = Display.of(new PrintWriter(text), false);
        display.progress("loading", 7);
        assertThat(text.toString()).startsWith("loading: 100%");
    }

    @Test
    void live_lineTooLongForATerminal_isCut() {
        Display display = Display.of(new PrintWriter(text), true);
        display.live("x".repeat(200));
        assertThat(text.toString()).isEqualTo("\r" + "x".repeat(79) + "\u001b[K");
    }
}
