package org.xarray4j.drift;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.xarray4j.memorymodel.ModelledAccesses;
import org.xarray4j.memorymodel.Page;

/**
 * Tags, tables, accessors, programs and witnesses fit together.
 *
 * <p>A new access goes into a class of orderings, with a tag at both ends, a row in DESIGN.md, a step in a program of the
 * explorer and a witness; each test here asks for one of these. What is excepted stands in a list, with its reason, and
 * a list that says too much fails as well.
 */
class DriftTest {
    /** Families of tags whose table is still to be written: empty when all have one. */
    private static final Set<String> WITHOUT_TABLE = Set.of();

    /** Witnesses that comments name and that are still to be written: empty when all are there. */
    private static final Set<String> WITNESSES_TO_COME = Set.of();

    /** Stress tests for which there is no twin yet. */
    private static final Set<String> TWINS_TO_COME = Set.of();

    /** Tags without a step in the explorer's programs, and why. */
    private static final Map<String, String> NOT_MODELLED = Map.of();

    /** Accessors of another tag, or of none, by which a tag's protocol makes one of its steps. */
    private static final Map<String, String> ACCESSORS_BESIDES = Map.of(
            "used-1", "EpochOrderings.setUseVolatile", // the pin stores USED
            "work-1", "EpochOrderings.replaceStateVolatile", // to wake, or to start
            "close-4", "Backlog.addWithin"); // to take room

    /** Accessors that do more, or are called otherwise, than their mode: with all that they do. */
    private static final Map<String, Set<String>> OTHER_NAMES = Map.of(
            "Orderings.validate", // the name says what for
            Set.of("acquire fence", "opaque load"),
            "Orderings.rootAgainFenced",
            Set.of("acquire fence", "volatile load"),
            "Orderings.bumpSequenceRelease",
            Set.of("release store", "StoreStore fence"),
            "Orderings.beforeOverwrite",
            Set.of("StoreStore fence"),
            "EpochOrderings.freeSharedRelease",
            Set.of("opaque store", "release store"),
            "EpochOrderings.wordAgainFenced",
            Set.of("acquire fence", "volatile load"),
            "EpochOrderings.stateFenced",
            Set.of("full fence", "volatile load"));

    private static final String STATISTIC =
            "a statistic or a number for a name: nothing is ordered by it";
    private static final String OWN = "each thread compares it with itself, and sees its own write";

    /** Where a non-plain access may be outside the classes of orderings, and why. */
    private static final Map<String, String> PLACES = Map.ofEntries(
            Map.entry(
                    "Inhibitors.counters",
                    "a class of orderings itself, [inh-1] to [inh-3]: its methods say the mode"),
            Map.entry("CountedWide.PIECES", "its methods say the mode; DESIGN.md, chapter 4"),
            Map.entry("CountedWide.HANDED_OUT", "its methods say the mode; DESIGN.md, chapter 4"),
            Map.entry("Backlog.count", "[close-4] and [close-5] are there"),
            Map.entry("Backlog.weight", "a bound, and read-modify-writes only"),
            Map.entry("Backlog.waiting", "who waits looks again by itself"),
            Map.entry("Backlog.closed", "[close-4] and [close-5] are there"),
            Map.entry("Worker.handingOver", OWN),
            Map.entry("Worker.owing", "a hint: whoever waits looks again"),
            Map.entry("Worker.started", STATISTIC),
            Map.entry("Reclaimer.running", OWN),
            Map.entry("Reclaimer.released", STATISTIC),
            Map.entry("Reclaimer.failures", STATISTIC),
            Map.entry("Reclaimer.longestGrace", STATISTIC),
            Map.entry("RetireQueue.queue", "the JCTools queue: its order is its own, see [work-1]"),
            Map.entry("RetireQueue.spilled", "a stack by compare-and-set, emptied at once"),
            Map.entry("DomainCore.doubleCloses", STATISTIC),
            Map.entry("DomainCore.beyondBounds", STATISTIC),
            Map.entry("Reporter.suspicions", STATISTIC),
            Map.entry("EpochDomainBuilder.UNNAMED", STATISTIC),
            Map.entry("XArray.UNNAMED", STATISTIC),
            Map.entry("LongXArray.UNNAMED", STATISTIC),
            Map.entry("IdAllocator.UNNAMED", STATISTIC),
            Map.entry("IdMap.UNNAMED", STATISTIC),
            Map.entry("IdCursor.next", "written under the lock; volatile for those who only ask"),
            Map.entry("IdMap.cursor", "written under the lock; volatile for those who only ask"),
            Map.entry(
                    "XArray.closed", "written under the lock, and decided there; before it a hint"),
            Map.entry("NodeAccount.used", "a bound, and read-modify-writes only"),
            Map.entry(
                    "CyclicCursor.next",
                    "written under the lock; volatile for those who only ask"));

    /** How many rules there are. */
    private static final int RULES = 29;

    /** How often each twin is to be run, and in what share of the runs of the short form it must be caught. */
    private static final int RUNS = 20;

    private static final double SHARE = 0.95;

    private static final Project PROJECT = Project.read();

    private static Drift drift() {
        return new Drift(PROJECT);
    }

    private static Map<String, Set<String>> modelled() {
        Map<String, Set<String>> modelled = new LinkedHashMap<>();
        ModelledAccesses.forEach(
                (tag, mode, kind) -> modelled.computeIfAbsent(tag, none -> new TreeSet<>())
                        .add(mode.isEmpty() ? kind : Drift.wording(mode, kind)));
        return modelled;
    }

    @Test
    void tags_ofTheSources_standInTheTables() {
        assertThat(drift().tagsInTables()).hasSizeGreaterThan(9);
        assertThat(drift().tagsInSources()).hasSizeGreaterThan(30);
        assertThat(drift().tagsWithoutRow(WITHOUT_TABLE)).isEmpty();
    }

    @Test
    void tags_eachPair_mentionEachOther() {
        assertThat(drift().pairsWithOneEnd()).isEmpty();
    }

    @Test
    void tables_eachRow_saysWhatTheAccessorsDo() {
        assertThat(drift().rowsAgainstAccessors(ACCESSORS_BESIDES)).isEmpty();
    }

    @Test
    void accessors_namedByAMode_makeAccessesOfThatMode() {
        assertThat(drift().accessorsAgainstNames(OTHER_NAMES)).isEmpty();
    }

    @Test
    void accesses_thatAreNotPlain_areInClassesOfOrderings() {
        assertThat(drift().accessesOutOfPlace(PLACES)).isEmpty();
    }

    @Test
    void programs_eachTag_hasAStepThatIsAsInTheCode() {
        assertThat(drift().programsAgainstSources(modelled(), ACCESSORS_BESIDES, NOT_MODELLED))
                .isEmpty();
    }

    @Test
    void executions_ofTheFormalModel_areAsInTheCode() {
        assertThat(drift().executionsAgainstSources(ACCESSORS_BESIDES)).isEmpty();
    }

    @Test
    void witnesses_allNamed_exist() {
        assertThat(drift().missingWitnesses(WITNESSES_TO_COME)).isEmpty();
    }

    @Test
    void witnesses_ofEachTag_areTheSameEverywhere() {
        assertThat(drift().witnessesThatDiffer()).isEmpty();
    }

    @Test
    void weakenings_each_areAsTheModelsFoundThem() throws IOException {
        assertThat(weakenings(PROJECT).complaints()).isEmpty();
    }

    private static Weakenings weakenings(Project project) throws IOException {
        Path docs = Page.project().resolve("docs");
        return new Weakenings(
                project.design(),
                Files.readString(docs.resolve("memory-model.md")),
                Files.readString(docs.resolve("memory-model-jam.md")),
                JamStep.of(project.jam()));
    }

    @Test
    void rules_each_namesTestsThatExist() {
        assertThat(new StressDrift(PROJECT).rulesAgainstTests(RULES)).isEmpty();
    }

    @Test
    void twins_each_canBePlanted() {
        assertThat(new StressDrift(PROJECT).twinsAgainstSources()).isEmpty();
    }

    @Test
    void twins_each_areMeasuredAndCaughtOftenEnough() {
        assertThat(new StressDrift(PROJECT).twinsAgainstMeasurement(RUNS, SHARE))
                .isEmpty();
    }

    @Test
    void tables_ofOrderingsAndTwins_sayWhatWasMeasured() {
        assertThat(new StressDrift(PROJECT).tablesAgainstMeasurement()).isEmpty();
    }

    @Test
    void stressTests_eachTagOfAHeader_namesThemInItsRow() {
        assertThat(new StressDrift(PROJECT).headersAgainstRows()).isEmpty();
    }

    @Test
    void twins_eachTagThatTheyBear_namesThemInItsRow() {
        assertThat(new StressDrift(PROJECT).twinsAgainstRows()).isEmpty();
    }

    @Test
    void stressTests_eachWitnessInARow_catchesATwinOfThatRow() {
        assertThat(new StressDrift(PROJECT).witnessesAgainstTwins()).isEmpty();
    }

    @Test
    void stressTests_each_catchATwinOrSayWhyNone() {
        assertThat(new StressDrift(PROJECT).stressTestsWithoutTwin(TWINS_TO_COME))
                .isEmpty();
    }

    @Test
    void stressTests_each_showAResultOfEachOutcome() {
        assertThat(new StressDrift(PROJECT).stressTestsWithoutResults()).isEmpty();
    }

    // ------------------------------------------------------------ each check sees what was planted

    private static Drift edited(String file, String from, String to) {
        return new Drift(PROJECT.edited(file, from, to));
    }

    @Test
    void planted_tagWithoutRow_isSeen() {
        Drift drift = edited("Orderings.java", "// [root-1] Volatile", "// [root-9] Volatile");
        assertThat(drift.tagsWithoutRow(WITHOUT_TABLE)).anyMatch(each -> each.contains("[root-9]"));
    }

    @Test
    void planted_rowWithoutTag_isSeen() {
        Drift drift = new Drift(PROJECT.redesigned("| [root-1] |", "| [root-8] |"));
        assertThat(drift.tagsWithoutRow(WITHOUT_TABLE))
                .anyMatch(each -> each.contains("[root-8]"))
                .anyMatch(each -> each.contains("[root-1]"));
    }

    @Test
    void planted_pairNotMentioned_isSeen() {
        Drift drift = edited("EpochOrderings.java", "Pairs with [close-2]", "Pairs with [close-1]");
        assertThat(drift.pairsWithOneEnd()).anyMatch(each -> each.contains("[close-3]"));
        Drift other =
                new Drift(PROJECT.redesigned("acquire load | [seq-3]", "acquire load | [inh-1]"));
        assertThat(other.pairsWithOneEnd()).anyMatch(each -> each.contains("[seq-1]"));
    }

    @Test
    void planted_otherWitness_isSeen() {
        assertThat(edited("EpochOrderings.java", "Witness: Pin_06_TakeOver", "Witness: explorer")
                        .witnessesThatDiffer())
                .anyMatch(each -> each.contains("[own-1]"));
    }

    @Test
    void planted_otherVerdict_isSeen() throws IOException {
        String row = "| [close-1] store | release -> opaque | **BAD** | no | **BAD** |";
        assertThat(planted(row, row.replaceFirst("BAD..", "good")))
                .anyMatch(each -> each.contains("by the explorer"));
        assertThat(planted(row, row.replace("| no |", "| yes |")))
                .anyMatch(each -> each.contains("x86-64"));
        assertThat(planted(row, row.replace("no | **BAD**", "no | good")))
                .anyMatch(each -> each.contains("by JAM"));
        assertThat(planted(row + "\n", ""))
                .anyMatch(each -> each.contains("is explored, and not"))
                .anyMatch(each -> each.contains("is modelled, and not"));
    }

    private static List<String> planted(String row, String other) throws IOException {
        return weakenings(PROJECT.redesigned(row, other)).complaints();
    }

    @Test
    void planted_weakerCallUnderTheSameName_isSeen() {
        Drift drift = edited("Orderings.java", "SEQUENCE.getAcquire(", "SEQUENCE.getOpaque(");
        assertThat(drift.accessorsAgainstNames(OTHER_NAMES))
                .anyMatch(each -> each.contains("Orderings.sequenceAcquire"));
        assertThat(drift.rowsAgainstAccessors(ACCESSORS_BESIDES))
                .anyMatch(each -> each.contains("[seq-1]"));
        assertThat(drift.programsAgainstSources(modelled(), ACCESSORS_BESIDES, NOT_MODELLED))
                .anyMatch(each -> each.contains("[seq-1]"));
    }

    @Test
    void planted_weakerCallOfAnEpoch_isSeen() {
        Drift drift = edited("EpochOrderings.java", "WORD.getVolatile(", "WORD.getAcquire(");
        assertThat(drift.accessorsAgainstNames(OTHER_NAMES))
                .anyMatch(each -> each.contains("EpochOrderings.wordVolatile"));
        assertThat(drift.programsAgainstSources(modelled(), ACCESSORS_BESIDES, NOT_MODELLED))
                .anyMatch(each -> each.contains("[scan-1]"));
    }

    @Test
    void planted_fenceLeftOut_isSeen() {
        Drift drift = edited("Orderings.java", "VarHandle.acquireFence();", "");
        assertThat(drift.accessorsAgainstNames(OTHER_NAMES))
                .anyMatch(each -> each.contains("Orderings.validate"));
        assertThat(drift.rowsAgainstAccessors(ACCESSORS_BESIDES))
                .anyMatch(each -> each.contains("[seq-2]"));
        assertThat(drift.programsAgainstSources(modelled(), ACCESSORS_BESIDES, NOT_MODELLED))
                .anyMatch(each -> each.contains("[seq-2]"));
    }

    @Test
    void planted_accessorRenamed_isSeen() {
        Drift drift = edited("Inhibitors.java", "noneVolatile", "none");
        assertThat(drift.rowsAgainstAccessors(ACCESSORS_BESIDES))
                .anyMatch(each -> each.contains("Inhibitors.noneVolatile"));
    }

    @Test
    void planted_nonPlainAccessElsewhere_isSeen() {
        assertThat(edited(
                                "Snapshot.java",
                                "    private ",
                                "    private volatile int hits;\n    private ")
                        .accessesOutOfPlace(PLACES))
                .anyMatch(each -> each.startsWith("Snapshot.hits"));
        assertThat(edited(
                                "Limbo.java",
                                "private int queued;",
                                "private final AtomicInteger queued = null;")
                        .accessesOutOfPlace(PLACES))
                .anyMatch(each -> each.startsWith("Limbo.queued"));
        assertThat(edited("NodePool.java", "limbo.afterAllocation();", "VarHandle.fullFence();")
                        .accessesOutOfPlace(PLACES))
                .anyMatch(each -> each.startsWith("NodePool.fullFence"));
        assertThat(edited(
                                "XArray.java",
                                "private volatile boolean closed",
                                "private boolean closed")
                        .accessesOutOfPlace(PLACES))
                .anyMatch(each -> each.startsWith("XArray.closed"));
    }

    @Test
    void planted_programLost_isSeen() {
        Map<String, Set<String>> fewer = modelled();
        fewer.remove("past-1");
        assertThat(drift().programsAgainstSources(fewer, ACCESSORS_BESIDES, NOT_MODELLED))
                .anyMatch(each -> each.contains("[past-1]"));
    }

    @Test
    void planted_executionWithAnotherAccess_isSeen() throws IOException {
        String release = "RELEASE, \"[close-1]\"";
        Project opaque = PROJECT.remodelled(release, release.replace("RELEASE", "OPAQUE"));
        assertThat(new Drift(opaque).executionsAgainstSources(ACCESSORS_BESIDES))
                .anyMatch(each -> each.startsWith("[close-1]: opaque store in an execution of JAM,"
                        + " [release store] in DESIGN.md and [acquire fence,"));
        assertThat(weakenings(opaque).complaints())
                .contains(
                        "[close-1] store: opaque is in an execution of JAM, and not on its page",
                        "[close-1] store: release is on the page of JAM, and in none of its"
                                + " executions");
        assertThat(edited("EpochOrderings.java", "WORD.getVolatile(", "WORD.getAcquire(")
                        .executionsAgainstSources(ACCESSORS_BESIDES))
                .containsExactly("[scan-1]: volatile load in an execution of JAM, [volatile"
                        + " load] in DESIGN.md and [acquire load] in the sources");
        assertThat(new Drift(PROJECT.remodelled("[snap-2]", "[snap-9]"))
                        .executionsAgainstSources(ACCESSORS_BESIDES))
                .containsExactly("[snap-9]: volatile load in an execution of JAM, [] in"
                        + " DESIGN.md and [] in the sources");
        assertThat(weakenings(PROJECT.remodelled("\"[snap-2]\"", "\"look\"")).complaints())
                .containsExactly("[snap-2] load: volatile is on the page of JAM, and in none of its"
                        + " executions");
    }

    @Test
    void planted_witnessLost_isSeen() {
        assertThat(edited("Orderings.java", "Reuse_01_ValidatedRead", "Reuse_99_Nothing")
                        .missingWitnesses(WITNESSES_TO_COME))
                .anyMatch(each -> each.contains("Reuse_99_Nothing"));
        assertThat(edited(
                                "EpochOrderings.java",
                                "Witness: Pin_01_AnnounceVsScan",
                                "Witness: PinTest.no_such")
                        .missingWitnesses(WITNESSES_TO_COME))
                .anyMatch(each -> each.contains("PinTest.no_such"));
        List<String> complaints = new Drift(
                        PROJECT.redesigned("`Snapshot_02_AgainstReuse` |", "`Snapshot_77_No` |"))
                .missingWitnesses(WITNESSES_TO_COME);
        assertThat(complaints).anyMatch(each -> each.contains("Snapshot_77_No"));
    }

    @Test
    void planted_ruleLostOrTestRenamed_isSeen() {
        assertThat(new StressDrift(PROJECT.ruled("| R7 |", "| R8 |")).rulesAgainstTests(RULES))
                .anyMatch(each -> each.contains("R8 comes where R7 should"));
        assertThat(new StressDrift(PROJECT.ruled("| R29 |", "| - |")).rulesAgainstTests(RULES))
                .anyMatch(each -> each.contains("28 rules"));
        assertThat(new StressDrift(
                                PROJECT.ruled("`ticket-ignored`", "`ticket-lost`, `ModelTest.no`"))
                        .rulesAgainstTests(RULES))
                .anyMatch(each -> each.contains("R14 names ticket-lost"))
                .anyMatch(each -> each.contains("R14 names ModelTest.no"));
    }

    @Test
    void planted_sourceThatATwinNoLongerFits_isSeen() {
        assertThat(new StressDrift(PROJECT.edited(
                                "Slot.java", "return reclaimOwn(seen);", "return 0;"))
                        .twinsAgainstSources())
                .anyMatch(each -> each.startsWith("nested-pins-share: not exactly once in"));
        assertThat(new StressDrift(PROJECT.edited(
                                "Slot.java",
                                "return reclaimOwn(seen);",
                                "return reclaimOwn(seen); // return reclaimOwn(seen);"))
                        .twinsAgainstSources())
                .anyMatch(each -> each.startsWith("nested-pins-share: not exactly once in"));
    }

    @Test
    void planted_twinMeasuredTooRarelyOrCaughtTooRarely_isSeen() {
        String line = "no-birth\tSnapshot_01_AgainstWriter\t";
        assertThat(new StressDrift(PROJECT.measured(line, line + "1\t1\t1\t1\t1\t1\t1\n" + line))
                        .twinsAgainstMeasurement(RUNS, SHARE))
                .anyMatch(each -> each.contains("no-birth Snapshot_01_AgainstWriter was run 1 "))
                .anyMatch(each -> each.contains("or was twice"));
        assertThat(new StressDrift(PROJECT.measured(
                                line, line + "20\t18\t90\t9\t0\t9\t9\nno-birth\tno\t"))
                        .twinsAgainstMeasurement(RUNS, SHARE))
                .anyMatch(each -> each.contains("18/20 and is not left to the longer forms"))
                .anyMatch(each -> each.contains("no-birth no was measured"));
        assertThat(new StressDrift(PROJECT.measured(line, "no-birth\tno\t"))
                        .twinsAgainstMeasurement(RUNS, SHARE))
                .anyMatch(
                        each -> each.equals("no-birth Snapshot_01_AgainstWriter was not measured"));
        assertThat(new StressDrift(PROJECT.retested(
                                "Range_01_SeenWhole.java", "class Live", "class Alive"))
                        .twinsAgainstMeasurement(RUNS, SHARE))
                .containsExactly("range-in-two is to be caught by Range_01_SeenWhole.Live, which"
                        + " is not one test");
    }

    @Test
    void planted_otherFiguresInTheTables_areSeen() {
        String measured = PROJECT.power()
                .replaceAll("(?m)^(root-release-acquire\t\\w+\t\\d+)\t\\d+", "$1\t3");
        assertThat(new StressDrift(PROJECT.measured(PROJECT.power(), measured))
                        .tablesAgainstMeasurement())
                .anyMatch(each -> each.contains("[root-1]"))
                .anyMatch(each -> each.contains("[root-2]"))
                .anyMatch(each -> each.startsWith("root-release-acquire: not"));
        assertThat(new StressDrift(PROJECT.redesigned("\n| `stale-base` |", "\n| `stale-root` |"))
                        .tablesAgainstMeasurement())
                .anyMatch(each -> each.contains("stale-root has a row and does not exist"))
                .anyMatch(each -> each.contains("stale-base has no row"));
    }

    @Test
    void planted_stressTestWithoutTwin_isSeen() {
        assertThat(new StressDrift(PROJECT.retested(
                                "Reuse_04_Sparse.java", "No twin is for this", "There is no"))
                        .stressTestsWithoutTwin(TWINS_TO_COME))
                .containsExactly("Reuse_04_Sparse catches no twin, and does not say why");
        assertThat(new StressDrift(PROJECT.retested(
                                "Reuse_01_ValidatedRead.java",
                                "\n * <p>One fork:",
                                "\n * <p>No twin is for this test.\n * <p>One fork:"))
                        .stressTestsWithoutTwin(TWINS_TO_COME))
                .anyMatch(each -> each.startsWith("Reuse_01_ValidatedRead says that no twin"));
        assertThat(new StressDrift(PROJECT.retested(
                                "Publish_01_RootPublication.java",
                                "No twin is for {@link Value}",
                                "No twin is for {@link Worth}"))
                        .stressTestsWithoutTwin(TWINS_TO_COME))
                .containsExactly(
                        "Publish_01_RootPublication.Value catches no twin, and does not say why",
                        "no twin is for Publish_01_RootPublication.Worth, which is no test");
        assertThat(new StressDrift(PROJECT)
                        .stressTestsWithoutTwin(Set.of("Reuse_04_Sparse", "Reuse_99_Nothing")))
                .anyMatch(each -> each.startsWith("Reuse_04_Sparse has its twin"))
                .anyMatch(each -> each.startsWith("Reuse_99_Nothing is on the list"));
    }

    @Test
    void planted_headerWhoseRowNamesOthers_isSeen() {
        assertThat(new StressDrift(PROJECT.retested("Pin_06_TakeOver.java", "[own-2]", "[pin-3]"))
                        .headersAgainstRows())
                .anyMatch(each -> each.startsWith("Pin_06_TakeOver names [pin-3] and is no"));
        assertThat(new StressDrift(PROJECT.retested("Pin_06_TakeOver.java", "[own-2]", "[own-9]"))
                        .headersAgainstRows())
                .containsExactly(
                        "Pin_06_TakeOver names [own-9], which has no row",
                        "Pin_06_TakeOver is a witness of [own-2] and does not say so");
        assertThat(new StressDrift(PROJECT.retested(
                                "Pin_03_RacingDoubleClose.java",
                                "rests on [close-3]",
                                "asks for [close-3]"))
                        .headersAgainstRows())
                .anyMatch(each -> each.startsWith("Pin_03_RacingDoubleClose names [close-3] and"));
        assertThat(new StressDrift(PROJECT.redesigned("`Retire_03_ActionVsReader`, ", ""))
                        .headersAgainstRows())
                .anyMatch(each -> each.startsWith("Retire_03_ActionVsReader names [stamp-1] and"));
        assertThat(new StressDrift(PROJECT.retested(
                                "Pin_06_TakeOver.java", "[own-2]", "rests on [own-2]"))
                        .headersAgainstRows())
                .anyMatch(each -> each.contains("Pin_06_TakeOver is a witness of [own-2]"));
    }

    @Test
    void planted_twinWhoseRowNamesOthers_isSeen() {
        assertThat(new StressDrift(
                                PROJECT.redesigned("; `batch-without-stamp` 20/20, 1 in 3,900", ""))
                        .twinsAgainstRows())
                .containsExactly("[stamp-1] has the twins [stale-stamp, synchronize-without-stamp]"
                        + " in its row, and [batch-without-stamp, stale-stamp,"
                        + " synchronize-without-stamp] bear it in the table of twins");
        assertThat(new StressDrift(PROJECT.redesigned("drawn last [stamp-1]", "drawn last [own-1]"))
                        .twinsAgainstRows())
                .anyMatch(each -> each.startsWith("[stamp-1] has the twins"))
                .anyMatch(each -> each.startsWith("[own-1] has the twins"))
                .anyMatch(each -> each.startsWith("batch-without-stamp bears [own-1] and is caught"
                        + " by `Retire_03_ActionVsReader`, not all"));
        assertThat(new StressDrift(PROJECT.redesigned("drawn last [stamp-1]", "drawn last [own-9]"))
                        .twinsAgainstRows())
                .anyMatch(
                        each -> each.equals("batch-without-stamp bears [own-9], which has no row"));
    }

    @Test
    void planted_witnessThatCatchesNoTwinOfItsRow_isSeen() {
        // It catches a twin, but of another ordering.
        assertThat(new StressDrift(PROJECT.redesigned(
                                "`Release_05_AfterTheLastReader` |",
                                "`Pin_01_AnnounceVsScan`, `Release_05_AfterTheLastReader` |"))
                        .witnessesAgainstTwins())
                .containsExactly(
                        "Pin_01_AnnounceVsScan is a witness of [scan-1], and no twin in its"
                                + " row is caught by it: let its header say that it rests on it");
        // Its twin is in the row no more.
        assertThat(new StressDrift(PROJECT.redesigned("; `reads-plain` 20/20, 1 in 7.2 |", " |"))
                        .witnessesAgainstTwins())
                .singleElement()
                .asString()
                .startsWith("Publish_06_SeenAtLast is a witness of [root-1], and no twin");
        // One test of a class catches it, so the class is a witness; a test by JUnit needs no twin.
        assertThat(new StressDrift(
                                PROJECT.redesigned(
                                                "`reads-plain` 20/20, 1 in 7.2 |",
                                                "`root-in-place` 20/20, 1 in 9 |")
                                        .redesigned(
                                                "`Publish_02_TwoArrays`, `Publish_06_SeenAtLast` |",
                                                "`Publish_01_RootPublication`, `Publish_02_TwoArrays`, `PinTest` |"))
                        .witnessesAgainstTwins())
                .isEmpty();
    }

    @Test
    void planted_outcomeWithoutResult_isSeen() {
        assertThat(new StressDrift(PROJECT.retested(
                                "Pin_05_GrownTable.java",
                                "@Outcome(",
                                "@Outcome(id = \"7, 7\")\n@Outcome("))
                        .stressTestsWithoutResults())
                .anyMatch(each -> each.equals("Pin_05_GrownTable has no result of 7, 7"));
        assertThat(new StressDrift(PROJECT.retested("Pin_05_GrownTable.java", "<pre>", "<p>"))
                        .stressTestsWithoutResults())
                .anyMatch(each -> each.equals("Pin_05_GrownTable has no outcomes, or no results"));
    }
}
