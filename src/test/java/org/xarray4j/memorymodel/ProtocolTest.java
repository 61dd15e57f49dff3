package org.xarray4j.memorymodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The library's protocols are good in every execution that Java allows, and each ordering in them is needed: weakened by
 * one step, a protocol goes wrong, or it is said why not. The page {@code docs/memory-model.md} shows the schedules.
 */
class ProtocolTest {
    /** Explored once; by the first test that asks. */
    private static final class Explored {
        static final Findings FINDINGS = Findings.of(Protocols.all());
    }

    static List<Protocol> protocols() {
        return Protocols.all();
    }

    static List<String> weakenings() {
        return List.copyOf(Explored.FINDINGS.names());
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void protocol_asTheLibraryHasIt_isGood(Protocol protocol) {
        Verdict verdict = Explorer.explore(protocol.program(), protocol.order());
        assertThat(verdict.isGood()).as(verdict.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void protocol_asTheLibraryHasIt_canReachItsPurpose(Protocol protocol) {
        Verdict verdict =
                Explorer.explore(protocol.program().askingForItsPurpose(), protocol.order());
        assertThat(verdict.isGood()).as(protocol.program().purpose()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void protocol_stepsExchangedOrLeftOut_isBad(Protocol protocol) {
        for (Program wrong : protocol.wrong()) {
            Verdict verdict = Explorer.explore(wrong, protocol.order());
            assertThat(verdict.isGood()).as(verdict.toString()).isFalse();
        }
        protocol.harmless().forEach((program, why) -> {
            Verdict verdict = Explorer.explore(program, protocol.order());
            assertThat(verdict.isGood()).as(verdict + "\nalthough " + why).isTrue();
        });
    }

    @ParameterizedTest
    @MethodSource("weakenings")
    void weakening_ofEachTag_isBadSomewhereOrAccountedFor(String name) {
        Findings findings = Explored.FINDINGS;
        if (findings.isBad(name)) {
            assertThat(findings.reason(name))
                    .as("%s is said to be good, but:%n%s", name, findings.of(name))
                    .isNull();
        } else {
            assertThat(findings.reason(name))
                    .as("%s is good in %s, and nothing says why", name, findings.of(name))
                    .isNotNull();
        }
    }

    @Test
    void accounts_all_areForWeakeningsThatWereTried() {
        List<String> stale = new ArrayList<>();
        for (Protocol protocol : Protocols.all()) {
            Set<String> own = protocol.covered().keySet();
            for (String name : own) {
                boolean tried = Explored.FINDINGS.names().contains(name)
                        && Explored.FINDINGS.of(name).stream()
                                .anyMatch(finding ->
                                        finding.protocol().name().equals(protocol.name()));
                if (!tried) {
                    stale.add(protocol.name() + ": " + name);
                }
            }
        }
        assertThat(stale).isEmpty();
    }

    /** The one protocol that leans on more than Java promises: see the comment at Order.JAVA. */
    @Test
    void freshNode_withoutTheOrderOfDependentLoads_isBad() {
        assertLeansOnDependencies(ValidatedRead.freshNode());
    }

    /** What these lean on Java does promise, since they read what is in final fields. */
    @Test
    void finalFields_withoutTheOrderOfDependentLoads_areBad() {
        assertLeansOnDependencies(FinalFields.ofABucketInANodeInUseAgain());
        assertLeansOnDependencies(FinalFields.ofASkipInANodeInUseAgain());
    }

    @Test
    void protocols_butTheseThree_areGoodWithoutTheOrderOfDependentLoads() {
        assertThat(Protocols.all())
                .filteredOn(protocol -> protocol.order() != Order.JAVA)
                .extracting(Protocol::name)
                .containsExactly(
                        ValidatedRead.freshNode().name(),
                        FinalFields.ofABucketInANodeInUseAgain().name(),
                        FinalFields.ofASkipInANodeInUseAgain().name());
    }

    private static void assertLeansOnDependencies(Protocol protocol) {
        Verdict verdict = Explorer.explore(protocol.program(), Order.JAVA);
        assertThat(verdict.isGood()).as(protocol.name()).isFalse();
        assertThat(verdict.toString()).contains("address guessed");
    }

    @Test
    void page_withAllSchedules_isUpToDate() {
        Page.check(
                "docs/memory-model.md",
                new ExplorerPage(Protocols.all(), Explored.FINDINGS).text());
    }

    @Test
    void tags_ofAllPrograms_haveTheFormOfTags() {
        for (Protocol protocol : Protocols.all()) {
            for (Step step : protocol.program().steps()) {
                assertThat(step.label()).as(protocol.name()).isNotEmpty();
                assertThat(step.label().startsWith("["))
                        .as(step.label())
                        .isEqualTo(!step.tag().isEmpty());
            }
        }
        assertThat(Map.of("seq-4", true))
                .containsKey(Step.fence(Barrier.FULL_FENCE, "[seq-4] x").tag());
    }
}
