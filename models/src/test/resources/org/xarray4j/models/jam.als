// Java's access modes as relations on the events of one execution, in our own words after Bender
// and Palsberg, "A Formalization of Java's Concurrent Access Modes" (OOPSLA 2019), as revised by
// Liu, Bender and Palsberg, "Compiling Volatile Correctly in Java" (ECOOP 2022).
//
// An execution is possible if there is an order of its pushes and an order of coherence for which
// all that follows holds. Ours, where theirs is silent: the store fence is a release fence that only
// earlier stores are behind; an initial store counts as opaque; and the order of time in which the
// pushes stand is one for all events, so that nobody reads, by whatever mode, a store which comes
// after that read by acquire and release (JLS 17.4.5 asks for it too).

abstract sig Place {}

abstract sig Event {
  at: lone Place,   // none for a fence
  po: set Event     // program order: all later events of the thread
}

// A read-modify-write is both a read and a write.
sig Read, Write in Event {}
sig Initial, Final in Write {}

// Opaque has all that are opaque or stronger, the others those of just their mode.
sig Opaque, Acquire, Release, Volatile in Event {}
sig AcquireFence, ReleaseFence, StoreFence, FullFence in Event {}

one sig Execution {
  rf: Event -> Event,       // from a write to who reads it
  pushed: Event -> Event,   // one order of all volatile accesses and full fences that order something
  co: Event -> Event        // coherence: which write of a place comes before which
}

fun same: Event -> Event { { a, b: Event | a != b and some a.at and a.at = b.at } }

// ---------------------------------------------------------------- reads-from and final writes

fact everyReadReadsOneWrite {
  Execution.rf in (Write -> Read) & same
  all r: Read | one Execution.rf.r
}

fact everyPlaceHasOneFinalWrite { all p: Place | one w: Final | w.at = p }

// ---------------------------------------------------------------- what is ordered within a thread

fun byMode: Event -> Event {
  (po :> (Write & (Release + Volatile))) + ((Read & (Acquire + Volatile)) <: po)
}

fun byFence: Event -> Event {
  ((po.(ReleaseFence <: po)) :> Write)
    + (Read <: (po.(AcquireFence <: po)))
    + ((Write <: (po.(StoreFence <: po))) :> Write)
}

fun push: Event -> Event { (po.(FullFence <: po)) + ((Volatile <: po) :> Volatile) }

fun pushing: set Event { push.Event }

// ---------------------------------------------------------------- the one order of pushes

fact pushesHaveOneOrder {
  Execution.pushed in pushing -> pushing
  no iden & Execution.pushed
  Execution.pushed.(Execution.pushed) in Execution.pushed
  all disj a, b: pushing | a -> b in Execution.pushed or b -> a in Execution.pushed
  (po + Execution.rf + (same & (Write -> Final))) & (pushing -> pushing) in Execution.pushed
}

// ---------------------------------------------------------------- visibility and coherence

fun visible: Event -> Event {
  ^(byMode + byFence + push + Execution.rf + (Execution.pushed).push) + (po & same)
}

fun writes: Event -> Event { (Write -> Write) & same }

fact coherence {
  Execution.co in writes
  visible & writes in Execution.co
  (visible.~(Execution.rf)) & writes in Execution.co
  (visible.po) & writes in Execution.co
  (((Opaque + Initial) <: (Execution.rf)).(((Opaque & Read) <: po) :> (Opaque & Read)).~(Execution.rf))
    & (writes :> (Opaque + Initial)) in Execution.co
  (Initial -> (Write - Initial)) & same in Execution.co
  ((Write - Final) -> Final) & same in Execution.co
  all disj u, v: Read & Write | u -> v in same implies u -> v in Execution.co or v -> u in Execution.co
  all w: Write, u: w.(Execution.rf) & Write, x: w.(Execution.co) - u | u -> x in Execution.co
  no iden & ^(Execution.co)
}

fact thereIsAnOrderOfTime {
  no iden & ^(byMode + byFence + push + Execution.rf + Execution.pushed)
}

fact nothingOpaqueComesOutOfThinAir { no iden & ^((po + Execution.rf) :> Opaque) }
