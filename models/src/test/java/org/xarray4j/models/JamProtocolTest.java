package org.xarray4j.models;

import static java.util.Map.entry;
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

    private static final String LOCK =
            "the lock carries the bump to the next holder, and visibility carries on through what is read from whom";
    private static final String WITHDRAWN =
            "the withdrawal after it is volatile, and comes after everything before it";
    private static final String ANNOUNCED = "[inh-2] before it is volatile, so acquires";
    private static final String CLAIMED =
            "the claim [pin-1] after it is volatile, and comes after everything before it";
    private static final String FENCED = "the fence before it is what orders it after the offer";
    private static final String CARRIED =
            "the reader claims after it has seen the link, and visibility carries on through what is read from whom";
    private static final String SCANNED =
            "the scan's load before it is volatile, so acquires, and visibility carries on through what is read from whom";

    /** Weakenings that make no protocol here bad, and why. */
    private static final Map<String, String> GOOD = Map.ofEntries(
            entry("[close-2] read-modify-write: volatile -> release", "release would do"),
            entry("[dom-1] read-modify-write: volatile -> acquire", CLAIMED),
            entry("[dom-1] read-modify-write: volatile -> release", CLAIMED),
            entry("[dom-1] read-modify-write: acquire -> plain", CLAIMED),
            entry("[dom-1] read-modify-write: release -> plain", CLAIMED),
            entry("[dom-2] before a pin load: volatile -> acquire", CLAIMED),
            entry("[dom-2] before a pin load: acquire -> opaque", CLAIMED),
            entry("[dom-2] before a pin load: opaque -> plain", CLAIMED),
            entry(
                    "[inh-3] read-modify-write: volatile -> release",
                    "it only has to come after the walk"),
            entry("[past-1] read-modify-write: volatile -> acquire", SCANNED),
            entry("[past-1] read-modify-write: volatile -> release", SCANNED),
            entry("[past-1] read-modify-write: acquire -> plain", SCANNED),
            entry("[past-1] read-modify-write: release -> plain", SCANNED),
            entry("[past-2] load: volatile -> acquire", "it only has to come before the release"),
            entry("[seq-2] load: opaque -> plain", "the fence before it is what orders"),
            entry("[seq-4] after the bump: without storeStoreFence", LOCK),
            entry("[seq-4] by the next holder: without storeStoreFence", LOCK),
            entry("[snap-1] read-modify-write: volatile -> acquire", WITHDRAWN),
            entry("[snap-1] read-modify-write: volatile -> release", WITHDRAWN),
            entry("[snap-1] read-modify-write: acquire -> plain", WITHDRAWN),
            entry("[snap-1] read-modify-write: release -> plain", WITHDRAWN),
            entry("[snap-2] load: volatile -> acquire", ANNOUNCED),
            entry("[snap-2] load: acquire -> opaque", ANNOUNCED),
            entry("[snap-2] load: opaque -> plain", ANNOUNCED),
            entry("[table-1] link store: volatile -> release", CARRIED),
            entry("[table-1] link store: release -> opaque", CARRIED),
            entry("[table-1] link store: opaque -> plain", CARRIED),
            entry("[work-1] load: volatile -> acquire", FENCED),
            entry("[work-1] load: acquire -> opaque", FENCED),
            entry("[work-1] load: opaque -> plain", FENCED));

    /** The verdict of each protocol, by name of the weakening; what is good in all is weakened further. */
    private static final class Searched {
        static final Map<String, Map<String, JamVerdict>> VERDICTS = new TreeMap<>();

        static {
            List<JamWeakening> level = new ArrayList<>();
            for (JamProtocols.Protocol protocol : JamProtocols.all()) {
                level.addAll(JamWeakening.allOf(protocol));
            }
            while (!level.isEmpty()) {
                for (JamWeakening weakening : level) {
                    JamProtocols.Protocol protocol = weakening.protocol();
                    VERDICTS.computeIfAbsent(weakening.name(), none -> new LinkedHashMap<>())
                            .put(protocol.name(), JamVerdict.of(protocol));
                }
                List<JamWeakening> next = new ArrayList<>();
                for (JamWeakening weakening : level) {
                    if (isGood(weakening.name())) {
                        next.addAll(weakening.further());
                    }
                }
                level = next;
            }
        }

        static boolean isGood(String name) {
            return VERDICTS.get(name).values().stream().allMatch(JamVerdict::isGood);
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
        assertThat(Searched.isGood(name))
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
