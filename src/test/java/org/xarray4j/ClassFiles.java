package org.xarray4j;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The compiled classes of the library, and the names in their constant pools.
 *
 * @param path where the file is, within the directory of all
 * @param names every string of the constant pool: class names and descriptors are among them, with slashes
 */
record ClassFiles(String path, Set<String> names) {
    private static final int MAGIC = 0xCAFEBABE;

    /** Returns the directory that the library's classes were compiled to. */
    static Path directory() {
        try {
            return Path.of(XArray.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns all classes of the library. */
    static List<ClassFiles> all() {
        Path directory = directory();
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .map(file -> read(directory, file))
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ClassFiles read(Path directory, Path file) {
        try {
            String path = directory.relativize(file).toString().replace('\\', '/');
            return new ClassFiles(path, names(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the package, with slashes. */
    String packageName() {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    /** Returns the names of the constant pool that contain a class of a package, or in one below it. */
    List<String> namesFrom(String packageWithSlashes) {
        return names.stream()
                .filter(name -> name.contains(packageWithSlashes + "/"))
                .toList();
    }

    static Set<String> names(byte[] classFile) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
        if (in.readInt() != MAGIC) {
            throw new IOException("not a class file");
        }
        in.readInt();
        int count = in.readUnsignedShort();
        Set<String> names = new HashSet<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> names.add(in.readUTF());
                case 7, 8, 16, 19, 20 -> in.skipBytes(2);
                case 15 -> in.skipBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipBytes(4);
                case 5, 6 -> {
                    in.skipBytes(8);
                    i++; // these take two entries
                }
                default -> throw new IOException("constant pool tag " + tag);
            }
        }
        return names;
    }
}
