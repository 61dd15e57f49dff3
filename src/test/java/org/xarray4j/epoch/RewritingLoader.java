package org.xarray4j.epoch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Loads the library and its tests once more, with a call of {@link Allocations#before} wherever a class of the epochs, the
 * queue that they use, or the trees, whose values they release, is about to allocate: so none is forgotten, and the library
 * itself has no part in it.
 *
 * <p>Left out are exceptions that the library throws, since there the call has failed already, and what a class allocates when
 * it is initialized.
 */
final class RewritingLoader extends ClassLoader {
    private static final String OURS = "org.xarray4j.";
    private static final String QUEUES = "org.jctools.queues.atomic.";
    private static final String TREES = OURS + "internal.tree.";

    /** Where the library's own classes are, without its tests. */
    private static final Path LIBRARY = library();

    private final Set<String> places = new ConcurrentSkipListSet<>();

    RewritingLoader() {
        super(RewritingLoader.class.getClassLoader());
    }

    private static Path library() {
        try {
            return Path.of(EpochDomain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns all places that call, of the classes that were loaded. */
    Set<String> places() {
        return places;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS) && !name.startsWith(QUEUES)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/') + ".class";
        try (InputStream in = getParent().getResourceAsStream(path)) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] code = in.readAllBytes();
            byte[] loaded = allocates(name, path) ? rewrite(code) : code;
            return defineClass(name, loaded, 0, loaded.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private static boolean allocates(String name, String path) {
        return name.startsWith(QUEUES)
                || ((name.contains(".epoch.") || name.startsWith(TREES))
                        && Files.exists(LIBRARY.resolve(path)));
    }

    private byte[] rewrite(byte[] code) {
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        String type = reader.getClassName();
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            String signature,
                            String[] exceptions) {
                        MethodVisitor next =
                                super.visitMethod(access, name, descriptor, signature, exceptions);
                        return name.equals("<clinit>") || name.equals("$values")
                                ? next
                                : new Teller(next, shortName(type) + "." + name);
                    }
                },
                0);
        return writer.toByteArray();
    }

    private static String shortName(String type) {
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /** Tells of each allocation of a method, just before it. */
    private final class Teller extends MethodVisitor {
        private final String method;

        Teller(MethodVisitor next, String method) {
            super(Opcodes.ASM9, next);
            this.method = method;
        }

        private void tell(String what) {
            String place = method + ": " + what;
            places.add(place);
            super.visitLdcInsn(place);
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    Type.getInternalName(Allocations.class),
                    "before",
                    "(Ljava/lang/String;)V",
                    false);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            boolean thrown = type.endsWith("Exception") || type.endsWith("Error");
            if (opcode == Opcodes.ANEWARRAY) {
                tell(shortName(type) + "[]");
            }
            super.visitTypeInsn(opcode, type);
            if (opcode == Opcodes.NEW && !thrown) {
                tell(shortName(type)); // behind it, where the frames expect it; nothing is made yet
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode == Opcodes.NEWARRAY) {
                tell("array");
            }
            super.visitIntInsn(opcode, operand);
        }

        @Override
        public void visitInvokeDynamicInsn(
                String name, String descriptor, Handle bootstrap, Object... arguments) {
            if (Type.getArgumentTypes(descriptor).length > 0) {
                tell(name.equals("makeConcatWithConstants") ? "text" : "lambda");
            }
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        }

        /** The collections of the JDK take memory for what is added. */
        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (owner.startsWith("java/util/") && (name.equals("add") || name.equals("put"))) {
                tell(shortName(owner) + "." + name);
            }
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
    }
}
