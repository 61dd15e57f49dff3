package org.xarray4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the module shows to others, and which of its packages may use which. */
class ModuleTest {
    private static final String PUBLIC = "org/xarray4j";
    private static final String TREE = "org/xarray4j/internal/tree";
    private static final String LOCK = "org/xarray4j/internal/lock";
    private static final String CHUNK = "org/xarray4j/internal/chunk";
    private static final String EPOCH = "org/xarray4j/epoch";
    private static final String EPOCH_INTERNAL = "org/xarray4j/internal/epoch";

    /** For each package of the library, the packages of the library that its classes may use besides their own. */
    private static final Map<String, Set<String>> MAY_USE = Map.of(
            PUBLIC,
            Set.of(TREE, LOCK, CHUNK, EPOCH),
            TREE,
            Set.of(),
            LOCK,
            Set.of(),
            CHUNK,
            Set.of(),
            EPOCH,
            Set.of(EPOCH_INTERNAL),
            EPOCH_INTERNAL,
            Set.of());

    /** A class of the library within a name, a descriptor or a signature. */
    private static final Pattern CLASS = Pattern.compile(PUBLIC + "/[A-Za-z0-9_$/]+");

    private static ModuleDescriptor descriptor() throws IOException {
        try (InputStream in =
                Files.newInputStream(ClassFiles.directory().resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        }
    }

    @Test
    void module_exports_publicPackagesOnly() throws IOException {
        ModuleDescriptor descriptor = descriptor();
        assertThat(descriptor.name()).isEqualTo("org.xarray4j");
        assertThat(descriptor.exports().stream().map(ModuleDescriptor.Exports::source))
                .containsExactlyInAnyOrder("org.xarray4j", "org.xarray4j.epoch");
        assertThat(descriptor.exports()).noneMatch(ModuleDescriptor.Exports::isQualified);
        assertThat(descriptor.opens()).isEmpty();
        assertThat(descriptor.isOpen()).isFalse();
        assertThat(descriptor.provides()).isEmpty();
        assertThat(descriptor.uses()).isEmpty();
    }

    @Test
    void module_requires_nothingAtRunTimeButTheJdkBaseAndTheQueues() throws IOException {
        assertThat(descriptor().requires().stream()
                        .filter(required -> !required.modifiers()
                                .contains(ModuleDescriptor.Requires.Modifier.STATIC))
                        .map(ModuleDescriptor.Requires::name))
                .containsExactlyInAnyOrder("java.base", "org.jctools.core");
    }

    @Test
    void packages_all_areKnownHere() {
        Set<String> packages = ClassFiles.all().stream()
                .map(ClassFiles::packageName)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages).isEqualTo(new TreeSet<>(MAY_USE.keySet()));
    }

    @Test
    void packages_dependencies_pointOneWay() {
        List<String> forbidden = new ArrayList<>();
        for (ClassFiles each : ClassFiles.all()) {
            if (each.packageName().isEmpty()) {
                continue;
            }
            for (String name : each.namesFrom(PUBLIC)) {
                for (String used : packagesIn(name)) {
                    if (!used.equals(each.packageName())
                            && !MAY_USE.getOrDefault(each.packageName(), Set.of())
                                    .contains(used)) {
                        forbidden.add(each.path() + " uses " + name);
                    }
                }
            }
        }
        assertThat(forbidden).isEmpty();
    }

    /** Returns the packages of the library whose classes a name or descriptor mentions. */
    private static Set<String> packagesIn(String name) {
        Set<String> packages = new TreeSet<>();
        Matcher classes = CLASS.matcher(name);
        while (classes.find()) {
            String found = classes.group();
            packages.add(found.substring(0, found.lastIndexOf('/')));
        }
        return packages;
    }

    @Test
    void packagesIn_namesAndDescriptors_findsEach() {
        assertThat(packagesIn("org/xarray4j/internal/tree/Node")).containsExactly(TREE);
        assertThat(
                        packagesIn(
                                "(JLorg/xarray4j/Mark;[Lorg/xarray4j/internal/lock/WriterLock;)Lorg/xarray4j/Entry<TT;>;"))
                .containsExactly(PUBLIC, LOCK);
        assertThat(packagesIn("java/lang/Object")).isEmpty();
        assertThat(ClassFiles.all()).hasSizeGreaterThan(20);
        assertThat(ClassFiles.all().stream()
                        .filter(each -> each.path().equals("org/xarray4j/XArray.class")))
                .hasSize(1)
                .allMatch(each -> !each.namesFrom(LOCK).isEmpty());
    }
}
