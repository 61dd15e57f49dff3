package org.xarray4j.model;

import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xarray4j.NoFreeIndexException;
import org.xarray4j.XArrayEditor;

/**
 * One step of a scenario. A step that makes no sense where the scenario stands does nothing, so that any subset of the
 * steps of a scenario is a scenario too.
 */
interface Step {
    /** Takes the step on both twins, and throws an {@link AssertionError} where they differ. */
    void take(Twins twins);

    /** Returns the step as a line of Java; {@code $} stands for whatever is written to at that point. */
    String code();

    /** A call of one method, which must have the same outcome on both. */
    record Call(String code, Function<XArrayEditor<String>, @Nullable Object> action)
            implements Step {
        @Override
        public void take(Twins twins) {
            Object expected = outcome(twins.model());
            Object actual = outcome(twins.editor());
            Compare.same(code, expected, actual);
        }

        private @Nullable Object outcome(XArrayEditor<String> editor) {
            try {
                return action.apply(editor);
            } catch (NoFreeIndexException | NoSuchElementException e) {
                return "no free index";
            } catch (IllegalArgumentException e) {
                return "illegal argument";
            } catch (Planted e) {
                return "what the function threw";
            }
        }
    }

    /** Reserves one index, or the least one of a limit, and keeps the reservation under a number. */
    record Reserve(int number, long min, long max) implements Step {
        @Override
        public void take(Twins twins) {
            twins.reserve(number, min, max);
        }

        @Override
        public String code() {
            String call = min == max
                    ? "$.reserveAt(" + Generator.literal(min) + ")"
                    : "$.tryReserve(" + Generator.limit(min, max) + ")";
            return "Reservation<String> r" + number + " = " + call;
        }
    }

    /** Fills a reservation. */
    record Fill(int number, String value) implements Step {
        @Override
        public void take(Twins twins) {
            twins.fill(number, value);
        }

        @Override
        public String code() {
            return "r" + number + ".store($, \"" + value + "\")";
        }
    }

    /** Gives a reservation up. */
    record GiveUp(int number) implements Step {
        @Override
        public void take(Twins twins) {
            twins.giveUp(number);
        }

        @Override
        public String code() {
            return "r" + number + ".close()";
        }
    }

    /** Looks through a guard. */
    record Look(long index) implements Step {
        @Override
        public void take(Twins twins) {
            twins.look(index);
        }

        @Override
        public String code() {
            return "array.getLocked(" + Generator.literal(index) + ").close()";
        }
    }

    /** What begins and ends sessions, transactions and snapshots. */
    enum Control implements Step {
        LOCK("LockedXArray<String> session = array.lock()") {
            @Override
            public void take(Twins twins) {
                twins.lock();
            }
        },
        UNLOCK("session.close()") {
            @Override
            public void take(Twins twins) {
                twins.unlock();
            }
        },
        BEGIN("Transaction<String> transaction = array.begin()") {
            @Override
            public void take(Twins twins) {
                twins.begin();
            }
        },
        COMMIT("transaction.commit()") {
            @Override
            public void take(Twins twins) {
                twins.commit();
            }
        },
        ROLLBACK("transaction.close()") {
            @Override
            public void take(Twins twins) {
                twins.rollback();
            }
        },
        SNAPSHOT("Snapshot<String> snapshot = array.snapshot()") {
            @Override
            public void take(Twins twins) {
                twins.snapshot();
            }
        };

        private final String code;

        Control(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** Thrown by functions that the scenario passes in. */
    final class Planted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
