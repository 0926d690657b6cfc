package org.ewsphone.launcher;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.tomcat.util.buf.ByteChunk;
import org.apache.tomcat.util.buf.MessageBytes;

/**
 * Lets clients write the well-known paths in any case, as the original server does: writes them as Tomcat knows them,
 * before it looks for whom a request is.
 */
final class PathFolding {

    private PathFolding() {}

    static void fold(MessageBytes uri) {
        if (uri.getType() == MessageBytes.T_BYTES) {
            ByteChunk bytes = uri.getByteChunk();
            fold(bytes.getBuffer(), bytes.getStart(), bytes.getLength());
        }
    }

    /** In place: a path and its other spelling have the same length. */
    static void fold(byte[] bytes, int start, int length) {
        for (WellKnown path : WellKnown.PATHS) {
            if (path.matches(bytes, start, length)) {
                path.write(bytes, start, length);
                return;
            }
        }
    }

    /** A path with its own spelling, alone or with more behind it. */
    private static final class WellKnown {

        /** The longer ones first. */
        static final List<WellKnown> PATHS = List.of(
                new WellKnown("/EWS/Exchange.asmx", false),
                new WellKnown("/EWS/Services.wsdl", false),
                new WellKnown("/EWS/messages.xsd", false),
                new WellKnown("/EWS/types.xsd", false),
                new WellKnown("/EWS/health", true),
                new WellKnown("/EWS", false));

        private final byte[] spelling;
        private final boolean smallBehind;

        WellKnown(String spelling, boolean smallBehind) {
            this.spelling = spelling.getBytes(StandardCharsets.US_ASCII);
            this.smallBehind = smallBehind;
        }

        boolean matches(byte[] bytes, int start, int length) {
            if (length < spelling.length || (length > spelling.length && !isBoundary(bytes[start + spelling.length]))) {
                return false;
            }
            for (int i = 0; i < spelling.length; i++) {
                if (small(bytes[start + i]) != small(spelling[i])) {
                    return false;
                }
            }
            return true;
        }

        void write(byte[] bytes, int start, int length) {
            System.arraycopy(spelling, 0, bytes, start, spelling.length);
            for (int i = spelling.length; smallBehind && i < length; i++) {
                bytes[start + i] = small(bytes[start + i]);
            }
        }

        private static boolean isBoundary(byte character) {
            return character == '/' || character == ';';
        }

        private static byte small(byte character) {
            return character >= 'A' && character <= 'Z' ? (byte) (character + ('a' - 'A')) : character;
        }
    }
}
