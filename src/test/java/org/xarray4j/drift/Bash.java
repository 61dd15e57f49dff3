package org.xarray4j.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.xarray4j.memorymodel.Page;

/**
 * What a bash has answered.
 *
 * @param status its exit status
 * @param output what it has printed
 * @param errors what it has printed as errors
 */
record Bash(int status, String output, String errors) {
    /** Far more than what is asked here takes, and less than a build. */
    private static final long SECONDS = 60;

    /**
     * Runs a bash in the directory of the project.
     *
     * @param scratch where the answer may be written
     */
    static Bash run(Path scratch, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash"));
        command.addAll(arguments);
        Path output = scratch.resolve("output");
        Path errors = scratch.resolve("errors");
        Process process = new ProcessBuilder(command)
                .directory(Page.project().toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(SECONDS, TimeUnit.SECONDS))
                    .as("%s ends at once", command)
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return new Bash(process.exitValue(), Files.readString(output), Files.readString(errors));
    }
}
