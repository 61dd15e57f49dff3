package org.xarray4j.examples.iplookup;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;

/** Where the program begins. */
public final class Main {
    private Main() {}

    /**
     * Runs the command and ends the JVM with its exit code.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        // The pictures are drawn into files; without this the JDK looks for a screen first.
        System.setProperty("java.awt.headless", "true");
        CommandLine commandLine = IpLookup.commandLine(System.in, Display.isTerminal());
        commandLine.setOut(standardOutput());
        System.exit(commandLine.execute(arguments));
    }

    /**
     * Returns a writer that, unlike {@code System.out}, can tell that nobody reads the answers any more: a {@link
     * java.io.PrintStream} in between would keep that to itself.
     */
    private static PrintWriter standardOutput() {
        Charset charset = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), charset), true);
    }
}
