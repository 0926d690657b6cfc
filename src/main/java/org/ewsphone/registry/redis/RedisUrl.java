package org.ewsphone.registry.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ewsphone.config.Setting;

/**
 * Where a Redis is: {@code redis://USER:PASSWORD@HOST:PORT/DATABASE}, of which only scheme and host must be there, or
 * {@code rediss} for TLS.
 *
 * @param isTls whether the connection is encrypted, and the certificate looked at
 * @param host its name or address, without brackets
 * @param port its port
 * @param database the number of the database
 * @param user its user; empty for the default one
 * @param password that user's password; empty for none
 */
record RedisUrl(boolean isTls, String host, int port, int database, String user, String password) {

    private static final int DEFAULT_PORT = 6379;
    private static final Pattern DATABASE = Pattern.compile("/?|/([0-9]{1,5})");
    private static final String WRONG =
            "must be redis://HOST:6379, or rediss://HOST:6379 for TLS, with USER:PASSWORD@ before the host and /DATABASE (a"
                    + " number) behind the port where they are needed; special characters of a password are written as in"
                    + " other URLs (%40 for @)";

    /** The URL with this text; throws {@link IllegalArgumentException}, whose message does not tell the text. */
    static RedisUrl parse(String text) {
        URI url = uri(text);
        Matcher database = DATABASE.matcher(url.getPath() == null ? "" : url.getPath());
        boolean isTls = "rediss".equals(url.getScheme());
        boolean isRedis = isTls || "redis".equals(url.getScheme());
        if (!isRedis || url.getHost() == null || !database.matches() || url.getQuery() != null) {
            throw new IllegalArgumentException(WRONG);
        }
        String credentials = url.getUserInfo() == null ? "" : url.getUserInfo();
        int colon = credentials.indexOf(':');
        return new RedisUrl(
                isTls,
                url.getHost().replaceAll("[\\[\\]]", ""),
                url.getPort() < 0 ? DEFAULT_PORT : url.getPort(),
                database.group(1) == null ? 0 : Integer.parseInt(database.group(1)),
                colon < 0 ? credentials : credentials.substring(0, colon),
                colon < 0 ? "" : credentials.substring(colon + 1));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(WRONG); // Without the cause: it tells the text, and so the password
        }
    }

    /** The text without what stands before the host, well formed or not. */
    static String masked(String text) {
        int at = text.lastIndexOf('@');
        int slashes = text.indexOf("://");
        String scheme = slashes >= 0 && slashes < at ? text.substring(0, slashes + 3) : "";
        return at < 0 ? text : scheme + Setting.MASK + text.substring(at);
    }

    /** The same place for this user, unless it is empty, with this password, unless that is empty. */
    RedisUrl as(String otherUser, String otherPassword) {
        return new RedisUrl(
                isTls,
                host,
                port,
                database,
                otherUser.isEmpty() ? user : otherUser,
                otherPassword.isEmpty() ? password : otherPassword);
    }

    /** Without user and password. */
    @Override
    public String toString() {
        String address = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return (isTls ? "rediss://" : "redis://") + address + ":" + port + (database == 0 ? "" : "/" + database);
    }
}
