package org.ewsphone.gateway.simulated;

import jakarta.json.Json;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** The text of a script, read token by token, which knows the line and column of each. */
final class ScriptText implements AutoCloseable {

    /** Parsson tells the place in its own way; ours stands before the message. */
    private static final Pattern PARSER_PLACE = Pattern.compile(" ?at \\(line no=[^)]*\\)");

    private final String name;
    private final String text;
    private final JsonParser parser;

    /** A text, under the name that complaints call it by. */
    ScriptText(String name, String text) {
        this.name = name;
        this.text = text;
        this.parser = Json.createParser(new StringReader(text));
    }

    /** The next token; throws {@link ScriptException} where the text is not JSON. */
    Token next() {
        return json(() -> {
            Event event = parser.next();
            int end = (int) parser.getLocation().getStreamOffset();
            return switch (event) {
                case KEY_NAME, VALUE_STRING -> new Token(event, parser.getString(), openingQuote(end));
                case VALUE_NUMBER ->
                    new Token(
                            event, parser.getString(), end - parser.getString().length());
                case VALUE_TRUE, VALUE_NULL -> new Token(event, "", end - 4);
                case VALUE_FALSE -> new Token(event, "", end - 5);
                case START_OBJECT, END_OBJECT, START_ARRAY, END_ARRAY -> new Token(event, "", end - 1);
            };
        });
    }

    /** Throws {@link ScriptException} when anything but blank space follows. */
    void end() {
        json(parser::hasNext);
    }

    /** What stands from the first character of one token to that of the other. */
    String between(Token first, Token last) {
        return text.substring(first.offset(), last.offset() + 1);
    }

    /** A complaint about what stands at this offset. */
    ScriptException complaint(int offset, String what) {
        return new ScriptException(place(offset) + what);
    }

    @Override
    public void close() {
        parser.close();
    }

    private <T> T json(Supplier<T> step) {
        try {
            return step.get();
        } catch (JsonParsingException e) {
            throw new ScriptException(place(offset(e.getLocation())) + "this is not JSON: " + reason(e), e);
        }
    }

    /** After the end of the script the parser does not say where it is. */
    private int offset(JsonLocation location) {
        long known = location.getStreamOffset() >= 0
                ? location.getStreamOffset()
                : parser.getLocation().getStreamOffset() - 1;
        return (int) Math.max(0, Math.min(known, text.length()));
    }

    private static String reason(JsonParsingException e) {
        return PARSER_PLACE.matcher(String.valueOf(e.getMessage())).replaceFirst("");
    }

    /** The parser knows where a token ends; its writer looks for the beginning. */
    private int openingQuote(int end) {
        int quote = text.lastIndexOf('"', end - 2);
        while (isEscaped(quote)) {
            quote = text.lastIndexOf('"', quote - 1);
        }
        return quote;
    }

    private boolean isEscaped(int quote) {
        int backslash = quote;
        while (backslash > 0 && text.charAt(backslash - 1) == '\\') {
            backslash--;
        }
        return (quote - backslash) % 2 == 1;
    }

    private String place(int offset) {
        String before = text.substring(0, offset);
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        int column = offset - before.lastIndexOf('\n');
        return name + ", line " + line + ", column " + column + ": ";
    }
}
