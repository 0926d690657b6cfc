package org.ewsphone.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ewsphone.call.Caller;
import org.ewsphone.config.SettingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users from a file of lines {@code name:{bcrypt}hash} or {@code name:{bcrypt}hash:mailbox}; empty lines and lines that
 * begin with # do not count. Read again when it changes; a broken file leaves the users as they were.
 */
final class UsersFile implements Users {

    private static final Logger LOG = LoggerFactory.getLogger(UsersFile.class);
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
    public Optional<Caller> verify(Credentials credentials) {
        User user = current().users.get(credentials.name());
        PasswordHash hash = user == null ? PasswordHash.NOBODY : user.hash();
        boolean right = hash.matches(credentials.password());
        return right && user != null ? Optional.of(new Caller(credentials.name(), user.mailbox())) : Optional.empty();
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
        return new Edition(number, modified, Map.copyOf(users), "");
    }

    private void add(Map<String, User> users, String line, int number) {
        String[] parts = line.split(":", 3);
        if (parts.length < 2 || parts[0].isBlank()) {
            throw new SettingException("Line " + number + " of the users file " + file
                    + " must be a name, a colon and a hash, as in ana:{bcrypt}$2a$…");
        }
        try {
            var hash = new PasswordHash(parts[1]);
            String mailbox = parts.length == 3 ? parts[2].strip() : parts[0];
            if (users.put(parts[0], new User(hash, mailbox)) != null) {
                throw new IllegalArgumentException("must be the only one of its name");
            }
        } catch (IllegalArgumentException e) {
            throw new SettingException(
                    "The user " + parts[0] + " in line " + number + " of the users file " + file + " " + e.getMessage(),
                    e);
        }
    }

    /** One user. */
    private record User(PasswordHash hash, String mailbox) {}

    /** What the file said at one time. */
    private record Edition(long number, FileTime modified, Map<String, User> users, String complaint) {
        Edition complainedOf(String what) {
            return new Edition(number, modified, users, what);
        }
    }
}
