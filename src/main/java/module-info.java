/**
 * The Linux kernel's XArray for the JVM: a sparse array from unsigned 64-bit indices to objects, read lock-free and
 * written copy-on-write.
 */
@org.jspecify.annotations.NullMarked
module org.xarray4j {
    requires static transitive org.jspecify;
    requires static jdk.jfr;
    requires org.jctools.core;

    exports org.xarray4j;
    exports org.xarray4j.epoch;
}
