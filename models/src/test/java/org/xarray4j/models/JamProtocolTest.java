package org.xarray4j.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * In the modes that the library has, none of the executions that must not happen is possible; in weaker modes one is, or
 * it is said why not. The page {@code docs/memory-model-jam.md} draws them.
 */
class JamProtocolTest {
    private static final String WRITE = "pages.write";

    private static final String ONE_PIN =
            "shown by the explorer only, with two pins in one slot: here is one";
    private static final String LOCK =
            "the lock carries the bump to the next holder, and visibility carries on through what is read from whom";
    private static final String WITHDRAWN =
            "the withdrawal after it is volatile, and comes after everything before it";

    /** Weakenings that make no protocol here bad, and why. */
    private static final Map<String, String> GOOD = Map.of(
            "[inh-3] read-modify-write: volatile -> release",
            "it only has to come after the walk",
            "[pin-3] store: release -> opaque",
            ONE_PIN,
            "[scan-2] load: acquire -> opaque",
            ONE_PIN,
            "[seq-2] load: opaque -> plain",
            "the fence before it is what orders",
            "[seq-4] after the bump: without storeStoreFence",
            LOCK,
            "[seq-4] by the next holder: without storeStoreFence",
            LOCK,
            "[snap-1] read-modify-write: volatile -> acquire",
            WITHDRAWN,
            "[snap-1] read-modify-write: volatile -> release",
            WITHDRAWN,
            "[snap-2] load: volatile -> acquire",
            "[inh-2] before it is volatile, so acquires");

    /** The verdict of each protocol, by name of the weakening. */
    private static final class Searched {
        static final Map<String, Map<String, JamVerdict>> VERDICTS = new TreeMap<>();

        static {
            for (JamProtocols.Protocol protocol : JamProtocols.all()) {
                for (JamWeakening weakening : JamWeakening.allOf(protocol)) {
                    VERDICTS.computeIfAbsent(weakening.name(), none -> new LinkedHashMap<>())
                            .put(protocol.name(), JamVerdict.of(weakening.protocol()));
                }
            }
        }
    }

    static List<JamProtocols.Protocol> protocols() {
        return JamProtocols.all();
    }

    static List<String> weakenings() {
        return List.copyOf(Searched.VERDICTS.keySet());
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void protocol_inTheLibrarysModes_isGood(JamProtocols.Protocol protocol) {
        assertThat(JamVerdict.of(protocol).execution()).isNull();
    }

    /** Else it would be good for no other reason than that its events contradict each other. */
    @ParameterizedTest
    @MethodSource("protocols")
    void protocol_nothingAskedOfTheReads_isPossible(JamProtocols.Protocol protocol) {
        for (Execution execution : protocol.mustNotHappen()) {
            Execution free = new Execution(
                    execution.name(), execution.hazard(), execution.threads(), Map.of(), Map.of());
            assertThat(Jam.find(free)).isNotNull();
        }
    }

    @ParameterizedTest
    @MethodSource("weakenings")
    void weakening_ofEachTag_isBadSomewhereOrAccountedFor(String name) {
        boolean isGood = Searched.VERDICTS.get(name).values().stream().allMatch(JamVerdict::isGood);
        assertThat(isGood)
                .as("%s, in %s", name, Searched.VERDICTS.get(name).keySet())
                .isEqualTo(GOOD.containsKey(name));
    }

    @Test
    void accounts_all_areForWeakeningsThatWereTried() {
        List<String> stale = new ArrayList<>(GOOD.keySet());
        stale.removeAll(Searched.VERDICTS.keySet());
        assertThat(stale).isEmpty();
    }

    @Test
    void page_withAllDrawings_isUpToDate() throws IOException {
        String text = new JamPage().text(Searched.VERDICTS, GOOD);
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("DESIGN.md"))) {
            directory = directory.getParent();
        }
        Path page = directory.resolve("docs/memory-model-jam.md");
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(page, text);
        }
        assertThat(Files.readString(page).replace("\r\n", "\n"))
                .as(
                        "%s is out of date: run the test with -D%s=true and look at what changed",
                        page, WRITE)
                .isEqualTo(text);
    }
}
