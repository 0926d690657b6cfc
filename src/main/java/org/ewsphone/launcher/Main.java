package org.ewsphone.launcher;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URLClassLoader;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipException;

/**
 * Where {@code java -jar} begins: unpacks the WAR into the home directory and hands over to {@link EwsPhone} in a class
 * loader of its own. Here nothing but the JDK is at hand.
 */
public final class Main {

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    /** Whoever only asks shall find nothing new in the home directory. */
    private static final Set<String> QUESTIONS = Set.of("-h", "--help", "-V", "--version", "--print-config");

    /** The commands that ask another server, or nobody, and need no home that lasts. */
    static final Set<String> ASKING = Set.of(
            "rehearse",
            "conform",
            "doctor",
            "play",
            "info",
            "watch",
            "disconnect",
            "calls",
            "journal",
            "simulate",
            "version",
            "completion");

    private Main() {}

    /** Starts, and ends the process with the exit code. */
    @SuppressWarnings("SystemOut") // there is no log yet
    public static void main(String[] args) {
        try {
            System.exit(run(args));
        } catch (CannotStart e) {
            System.err.println(e.getMessage());
            System.exit(e.exitCode);
        }
    }

    private static int run(String[] args) throws CannotStart {
        Path origin = origin();
        if (Files.isDirectory(origin)) {
            return enter(Main.class.getClassLoader(), origin, args);
        }
        if (asksOnly(args)) {
            return runOnce(origin, args);
        }
        Path home = home(args, System.getProperties(), System.getenv());
        try (UnpackedWar war = unpackedInto(home, origin)) {
            return run(war, args);
        } catch (IOException e) {
            throw new CannotStart(FAILED, "The server ended with an error: " + e.getMessage(), e);
        }
    }

    private static boolean asksOnly(String[] args) {
        return Arrays.stream(args).anyMatch(QUESTIONS::contains)
                || Arrays.stream(args).limit(1).anyMatch(ASKING::contains);
    }

    private static UnpackedWar unpackedInto(Path home, Path origin) throws CannotStart {
        try {
            if (Files.notExists(home)) {
                createPrivately(home);
            }
            return UnpackedWar.of(origin, home.resolve("unpacked"));
        } catch (ZipException e) {
            throw unusable(origin, e);
        } catch (IOException e) {
            throw new CannotStart(
                    USAGE,
                    "The home directory " + home + " cannot be written: " + reason(e)
                            + ". Choose another one with --home DIR or the environment variable EWS_PHONE_HOME.",
                    e);
        }
    }

    private static int runOnce(Path origin, String[] args) throws CannotStart {
        try {
            Path directory = Files.createTempDirectory("ews-phone-");
            try (UnpackedWar war = UnpackedWar.of(origin, directory)) {
                return run(war, args);
            } finally {
                UnpackedWar.delete(directory);
            }
        } catch (ZipException e) {
            throw unusable(origin, e);
        } catch (IOException e) {
            throw new CannotStart(FAILED, "The directory for temporary files cannot be written: " + reason(e) + ".", e);
        }
    }

    private static int run(UnpackedWar war, String[] args) throws CannotStart, IOException {
        try (var loader = new URLClassLoader(war.classPath(), ClassLoader.getPlatformClassLoader())) {
            return enter(loader, war.directory(), args);
        }
    }

    private static int enter(ClassLoader loader, Path directory, String[] args) throws CannotStart {
        Thread.currentThread().setContextClassLoader(loader);
        try {
            return (int) loader.loadClass("org.ewsphone.launcher.EwsPhone")
                    .getMethod("run", Path.class, String[].class)
                    .invoke(null, directory, args);
        } catch (InvocationTargetException e) {
            throw new CannotStart(FAILED, "The server ended with an error: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new CannotStart(FAILED, "The WAR lacks a class of its own: " + e.getMessage(), e);
        }
    }

    /** The same answer as {@code Settings.HOME}, which is not at hand before the WAR is unpacked. */
    static Path home(String[] args, Properties properties, Map<String, String> environment) {
        return Stream.of(
                        flag(args),
                        Optional.ofNullable(properties.getProperty("ews-phone.home")),
                        Optional.ofNullable(environment.get("EWS_PHONE_HOME")))
                .flatMap(Optional::stream)
                .findFirst()
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".ews-phone"))
                .toAbsolutePath()
                .normalize();
    }

    private static Optional<String> flag(String[] args) {
        return IntStream.range(0, args.length)
                .filter(i -> args[i].startsWith("--home=") || (args[i].equals("--home") && i + 1 < args.length))
                .mapToObj(i -> args[i].equals("--home") ? args[i + 1] : args[i].substring("--home=".length()))
                .findFirst();
    }

    private static Path origin() throws CannotStart {
        try {
            return Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new CannotStart(FAILED, "The WAR must be a plain file: " + e.getMessage(), e);
        }
    }

    private static void createPrivately(Path home) throws IOException {
        if (home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(home);
        }
    }

    private static CannotStart unusable(Path origin, ZipException e) {
        return new CannotStart(FAILED, "The WAR " + origin + " cannot be used: " + e.getMessage() + ".", e);
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "no permission for " + denied.getFile();
        }
        if (e instanceof FileAlreadyExistsException file) {
            return file.getFile() + " is not a directory";
        }
        if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getFile() + ": " + failure.getReason();
        }
        return String.valueOf(e.getMessage());
    }

    /** One line for the operator, and the exit code. */
    private static final class CannotStart extends Exception {

        private static final long serialVersionUID = 1L;

        private final int exitCode;

        CannotStart(int exitCode, String message, Throwable cause) {
            super(message, cause);
            this.exitCode = exitCode;
        }
    }
}
