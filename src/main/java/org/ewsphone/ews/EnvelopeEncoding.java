package org.ewsphone.ews;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The encodings in which an envelope may be written. The bytes say which one it is; whatever else is said must agree. */
enum EnvelopeEncoding {
    UTF_8(StandardCharsets.UTF_8, "UTF-8"),
    UTF_16LE(StandardCharsets.UTF_16LE, "UTF-16"),
    UTF_16BE(StandardCharsets.UTF_16BE, "UTF-16");

    private static final int FIRST_NONCHARACTER = 0xfffe;

    private final Charset charset;
    private final String family;

    EnvelopeEncoding(Charset charset, String family) {
        this.charset = charset;
        this.family = family;
    }

    /** As the first two bytes tell: a byte order mark, or half of the first angle bracket (XML 1.0, appendix F). */
    static EnvelopeEncoding of(byte[] body) {
        int first = body.length < 2 ? 0 : (body[0] & 0xff) << 8 | (body[1] & 0xff);
        return switch (first) {
            case 0xfffe, 0x3c00 -> UTF_16LE;
            case 0xfeff, 0x003c -> UTF_16BE;
            default -> UTF_8;
        };
    }

    /** Whether any encoding has this name. */
    static boolean isKnown(String name) {
        for (EnvelopeEncoding encoding : values()) {
            if (encoding.isCalled(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this one has the name. */
    boolean isCalled(String name) {
        return name.equalsIgnoreCase(family) || name.equalsIgnoreCase(charset.name());
    }

    /**
     * The characters of the bytes, a byte order mark among them. Nothing is mended: parsers are lenient with overlong
     * forms and with halves of surrogate pairs, and what one reads out of them another does not.
     */
    CharBuffer decode(byte[] body) throws CharacterCodingException {
        char[] ascii = this == UTF_8 ? ascii(body) : null;
        return ascii == null ? decodeAll(body) : CharBuffer.wrap(ascii);
    }

    /** What most messages are: ASCII that is allowed. Null for any other. */
    private static char @Nullable [] ascii(byte[] body) {
        var characters = new char[body.length];
        for (int i = 0; i < body.length; i++) {
            if (body[i] < 0 || !isAllowed((char) body[i])) {
                return null;
            }
            characters[i] = (char) body[i];
        }
        return characters;
    }

    private CharBuffer decodeAll(byte[] body) throws CharacterCodingException {
        CharBuffer text = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(body));
        char[] characters = text.array(); // Each look into the buffer would check its bounds twice
        int end = text.arrayOffset() + text.remaining();
        for (int i = text.arrayOffset(); i < end; i++) {
            if (!isAllowed(characters[i])) {
                throw new CharacterCodingException();
            }
        }
        return text;
    }

    /** XML 1.0, 2.2, as far as single halves of a pair can tell. The parser takes a NUL in the declaration for a blank. */
    private static boolean isAllowed(char c) {
        return c >= ' ' ? c < FIRST_NONCHARACTER : c == '\t' || c == '\n' || c == '\r';
    }
}
