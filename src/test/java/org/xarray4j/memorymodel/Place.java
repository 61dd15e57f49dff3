package org.xarray4j.memorymodel;

/**
 * Where an access goes: a location, or an element of an array of them that a register tells.
 *
 * @param name the location, or the array
 * @param index the register that has the index, or null
 */
record Place(String name, String index) {
    /** A location. */
    static Place at(String name) {
        return new Place(name, null);
    }

    /** The element of an array whose index a register has: what the register refers to. */
    static Place at(String array, String index) {
        return new Place(array, index);
    }

    @Override
    public String toString() {
        return index == null ? name : name + "[" + index + "]";
    }
}
