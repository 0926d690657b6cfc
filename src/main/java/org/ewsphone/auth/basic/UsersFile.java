package org.ewsphone.auth.basic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ewsphone.config.SettingException;
import org.ewsphone.spi.Identity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users from a file of lines {@code name:hash}, {@code name:hash:mailbox} or {@code name:hash:mailbox:role,role}, where an
 * empty mailbox is that of the name and a hash after ! is that of a disabled account; empty lines and lines that begin
 * with # do not count. Read again when it changes; a broken file leaves the users as they were.
 */
final class UsersFile implements Users {

    private static final Logger LOG = LoggerFactory.getLogger(UsersFile.class);
    private static final String DISABLED = "!";
    private static final int SALT = new SecureRandom().nextInt();
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(1);

    private final Path file;
    private final Clock clock;
    private volatile Edition edition;
    private volatile Instant lookedAt;

    /** The users in this file; throws {@link SettingException} when it cannot be read. */
    UsersFile(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
        this.lookedAt = clock.instant();
        try {
            this.edition = read(0);
        } catch (IOException e) {
            throw new SettingException("The users file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Identity> verify(NameAndPassword given) {
        Edition now = current();
        Optional<User> user = Optional.ofNullable(now.users.get(given.name()));
        PasswordHash hash = user.flatMap(User::hash).orElseGet(() -> now.decoy(given.name()));
        boolean right = hash.matches(given.password());
        return user.filter(known -> right && known.hash().isPresent()).map(known -> known.identity(given.name()));
    }

    @Override
    public long revision() {
        return current().number;
    }

    private Edition current() {
        Instant now = clock.instant();
        if (now.isBefore(lookedAt.plus(LOOK_AGAIN_AFTER))) {
            return edition;
        }
        synchronized (this) {
            lookedAt = now;
            refresh();
            return edition;
        }
    }

    private void refresh() {
        try {
            if (!Files.getLastModifiedTime(file).equals(edition.modified)) {
                edition = read(edition.number + 1);
                LOG.info("The users file {} has changed: it has {} users now", file, edition.users.size());
            }
        } catch (IOException | SettingException e) {
            if (edition.complaint.isEmpty()) {
                LOG.warn("The users stay as they were: {}", e.getMessage());
                edition = edition.complainedOf(Objects.toString(e.getMessage()));
            }
        }
    }

    private Edition read(long number) throws IOException {
        FileTime modified = Files.getLastModifiedTime(file);
        Map<String, User> users = new HashMap<>();
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                add(users, line, i + 1);
            }
        }
        List<PasswordHash> hashes =
                users.values().stream().flatMap(user -> user.hash().stream()).toList();
        return new Edition(number, modified, Map.copyOf(users), hashes, "");
    }

    private void add(Map<String, User> users, String line, int number) {
        String[] parts = line.split(":", 4);
        if (parts.length < 2 || parts[0].isBlank()) {
            throw new SettingException("Line " + number + " of the users file " + file
                    + " must be a name, a colon and a hash, as in ana:{bcrypt}$2a$…");
        }
        try {
            if (users.put(parts[0], User.parse(parts)) != null) {
                throw new IllegalArgumentException("must be the only one of its name");
            }
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    "The user " + parts[0] + " in line " + number + " of the users file " + file + " " + e.getMessage(),
                    e);
        }
    }

    /** One user. Without a hash there is no password that would do. */
    private record User(Optional<PasswordHash> hash, String mailbox, Set<String> roles, boolean enabled) {
        static User parse(String[] parts) {
            boolean enabled = !parts[1].startsWith(DISABLED);
            String hash = enabled ? parts[1] : parts[1].substring(DISABLED.length());
            String mailbox = parts.length > 2 ? parts[2].strip() : "";
            return new User(
                    enabled || !hash.isEmpty() ? Optional.of(new PasswordHash(hash)) : Optional.empty(),
                    mailbox.isEmpty() ? parts[0] : mailbox,
                    parts.length > 3 ? roles(parts[3]) : Set.of(),
                    enabled);
        }

        private static Set<String> roles(String text) {
            return Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .filter(role -> !role.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        }

        Identity identity(String name) {
            return new Identity(name, mailbox, roles, enabled, Instant.MAX);
        }
    }

    /** What the file said at one time. */
    private record Edition(
            long number, FileTime modified, Map<String, User> users, List<PasswordHash> hashes, String complaint) {
        Edition complainedOf(String what) {
            return new Edition(number, modified, users, hashes, what);
        }

        /**
         * The hash that an unknown user's password is held against: somebody's, for one name always the same, so that the
         * names that exist cannot be told from the others even where users have hashes of different cost.
         */
        PasswordHash decoy(String name) {
            return hashes.isEmpty()
                    ? PasswordHash.NOBODY
                    : hashes.get(Math.floorMod(Objects.hash(name, SALT), hashes.size()));
        }
    }
}
