package org.ewsphone.launcher;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON for people: a row for each object. */
final class Rows {

    private Rows() {}

    /** What each object has under these names; nothing where it has nothing. */
    static List<List<String>> of(JsonArray objects, List<String> names) {
        return objects.getValuesAs(JsonObject.class).stream()
                .map(object ->
                        names.stream().map(name -> text(object.get(name))).toList())
                .toList();
    }

    private static String text(@Nullable JsonValue value) {
        if (value == null) {
            return "";
        }
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
