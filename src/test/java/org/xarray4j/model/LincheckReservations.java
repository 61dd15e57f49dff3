package org.xarray4j.model;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.xarray4j.Flag;
import org.xarray4j.Limit;
import org.xarray4j.Reservation;
import org.xarray4j.ReservationLostException;
import org.xarray4j.XArray;
import org.xarray4j.XArrayEditor;

/** Allocation of free indices, and a reservation that others may take away, replace and give up. */
@Param(name = LincheckOperations.VALUE, gen = IntGen.class, conf = "0:1")
@Param(name = LincheckReservations.AT, gen = IntGen.class, conf = "62:65")
public abstract class LincheckReservations extends LincheckOperations {
    static final String AT = "at";

    /** On both sides of a leaf's end. */
    static final Limit LIMIT = new Limit(62, 65);

    /** What the reservation is made of that the array has from the beginning. */
    static final long RESERVED = 64;

    LincheckReservations(XArrayEditor<String> editor) {
        super(editor);
    }

    @Operation
    public String alloc(@Param(name = VALUE) int value) {
        return editor.tryAlloc(value(value), LIMIT).toString();
    }

    @Operation
    public String allocCyclic(@Param(name = VALUE) int value, @Param(name = AT) int next) {
        return editor.allocCyclic(value(value), LIMIT, next).toString();
    }

    @Operation
    public @Nullable String remove(@Param(name = AT) int at) {
        return editor.remove(at);
    }

    /** Leaves a reservation, the one that is there or one that nobody fills. */
    @Operation
    public @Nullable String vacate(@Param(name = AT) int at) {
        return editor.vacate(at);
    }

    @Operation
    public boolean unreserve(@Param(name = AT) int at) {
        return editor.unreserve(at);
    }

    @Operation
    public boolean insert(@Param(name = AT) int at, @Param(name = VALUE) int value) {
        return editor.insert(at, value(value));
    }

    @Operation
    public @Nullable String get(@Param(name = AT) int at) {
        return editor.get(at);
    }

    @Operation
    public boolean isReserved(@Param(name = AT) int at) {
        return editor.isReserved(at);
    }

    @Operation
    public String findFree() {
        return editor.findFree(LIMIT.min(), LIMIT.max()).toString();
    }

    /** Makes another reservation, which must not be taken for the first. */
    @Operation
    public abstract boolean reserve(@Param(name = AT) int at);

    /** Fills the first reservation, if it still is one. */
    @Operation
    public abstract boolean fill(@Param(name = VALUE) int value);

    @Operation
    public abstract boolean isOpen();

    @Operation
    public abstract void giveUp();

    /** On the array. */
    public static final class OnArray extends LincheckReservations {
        private final XArray<String> array;
        private final Reservation<String> reservation;

        public OnArray() {
            this(XArray.<String>builder().name("array").flags(Flag.ALLOC).build());
        }

        private OnArray(XArray<String> array) {
            super(array);
            this.array = array;
            this.reservation = array.reserveAt(RESERVED);
        }

        @Override
        @Operation
        public boolean reserve(@Param(name = AT) int at) {
            return array.reserveAt(at) != null;
        }

        @Override
        @Operation
        public boolean fill(@Param(name = VALUE) int value) {
            try {
                return reservation.store(value(value)) == RESERVED;
            } catch (ReservationLostException lost) {
                return false;
            }
        }

        @Override
        @Operation
        public boolean isOpen() {
            return reservation.isOpen();
        }

        @Override
        @Operation
        public void giveUp() {
            reservation.close();
        }
    }

    /** On the model. */
    public static final class OnModel extends LincheckReservations {
        private final ModelArray<String> model;
        private final long ticket;

        public OnModel() {
            this(new ModelArray<>(false));
        }

        private OnModel(ModelArray<String> model) {
            super(model);
            this.model = model;
            this.ticket = model.takeTicket(RESERVED);
        }

        @Override
        @Operation
        public boolean reserve(@Param(name = AT) int at) {
            return model.takeTicket(at) != 0;
        }

        @Override
        @Operation
        public boolean fill(@Param(name = VALUE) int value) {
            boolean open = model.isOpen(RESERVED, ticket);
            if (open) {
                model.set(RESERVED, value(value));
            }
            return open;
        }

        @Override
        @Operation
        public boolean isOpen() {
            return model.isOpen(RESERVED, ticket);
        }

        @Override
        @Operation
        public void giveUp() {
            if (isOpen()) {
                model.unreserve(RESERVED);
            }
        }
    }
}
