package org.xarray4j.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code jcstress-tests/stress} refuses arguments that make no sense, and says which, before it builds anything. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the command is a script for bash")
class StressCommandTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            ""                             | how long?
            soon                           | unknown length 'soon'
            short -t Pin_99_None           | unknown test 'Pin_99_None'
            short -t                       | unknown test ''
            short -b no-twin               | unknown twin 'no-twin'
            short -b                       | unknown twin ''
            short -o none-1                | unknown tag 'none-1'
            short -o                       | unknown tag ''
            short -r 0                     | not '0'
            short -r -1                    | not '-1'
            short -r many                  | not 'many'
            short -r                       | not ''
            short -r 2 -t Pin_05_GrownTable | -r asks for the power of twins
            short -t Pin_05_GrownTable -r 2 | -r asks for the power of twins
            short -l -t Pin_05_GrownTable  | -l is for all tests
            short -t Pin_05_GrownTable -l  | -l is for all tests
            short -l -b no-birth           | -l is for all tests
            short -l -o root-1             | -l is for all tests
            short -l -r 2                  | -l is for all tests
            hour -fast                     | unknown argument '-fast'
            night short                    | unknown argument 'short'
            """)
    void stress_argumentsWithoutSense_areRefused(
            String arguments, String complaint, @TempDir Path scratch)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("jcstress-tests/stress"));
        Arrays.stream(arguments.split(" ", -1))
                .filter(each -> !each.isEmpty())
                .forEach(command::add);
        Bash stress = Bash.run(scratch, command);
        assertThat(stress.errors()).contains(complaint);
        assertThat(stress.status()).isEqualTo(2);
        assertThat(stress.output()).as("it says so when it builds").isEmpty();
    }
}
