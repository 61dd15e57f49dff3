package org.xarray4j.memorymodel;

import java.util.List;

/** All protocols of the library, and which of its tags are in none of them. */
final class Protocols {
    private Protocols() {}

    /** The protocols, in the order of DESIGN.md. */
    static List<Protocol> all() {
        return List.of(
                RootPublication.ofOneArray(),
                RootPublication.ofTwoArrays(),
                ValidatedRead.againstReuse(),
                ValidatedRead.bumpedByPreviousHolder(),
                ValidatedRead.freshNode(),
                CursorStep.againstReuse(),
                CursorStep.ofTwoArrays(),
                FinalFields.ofABucket(),
                FinalFields.ofABucketInANodeInUseAgain(),
                FinalFields.ofASkipInANodeInUseAgain(),
                AnnouncedRead.ofALongRead(),
                AnnouncedRead.ofASnapshot(),
                PinAgainstAdvance.ofOnePin(),
                PinAgainstAdvance.ofTwoPinsInOneSlot(),
                PinAgainstAdvance.ofAPinClosedElsewhere(),
                PinAgainstAdvance.ofAPinInASharedSlot(),
                PinAgainstAdvance.ofTheHolderOfAPin(),
                PinAgainstAdvance.ofAnOwnedSlot(),
                PinAgainstAdvance.ofTakingOver(),
                PinAgainstAdvance.ofTheFirstSegment(),
                PinAgainstAdvance.ofAGrownTable(),
                PinAgainstAdvance.ofAnOverflowedPin(),
                PinAgainstAdvance.ofAClosedPinUnlinked(),
                PinAgainstAdvance.ofASegmentThoughtEmpty(),
                PinAgainstAdvance.ofPast(),
                Domain.wakeUp(),
                Domain.closeAgainstRetire(),
                Domain.handOff(),
                CookieReuse.underAView(),
                CookieReuse.beforeTheFirstPin(),
                CookieReuse.inAnothersDomain());
    }
}
