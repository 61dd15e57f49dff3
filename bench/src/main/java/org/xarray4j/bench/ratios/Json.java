package org.xarray4j.bench.ratios;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON into maps, lists, strings, doubles and booleans; null is "null", and so are NaN and its like. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** Returns what a text stands for, or throws an {@link IllegalArgumentException} where it is none. */
    static Object parse(String text) {
        Json json = new Json(text);
        Object value = json.value();
        json.skipBlanks();
        if (json.at != text.length()) {
            throw json.error("more text after the end");
        }
        return value;
    }

    private Object value() {
        skipBlanks();
        if (at == text.length()) {
            throw error("the text ends early");
        }
        return switch (text.charAt(at)) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            default -> word();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        while (!isNext('}')) {
            skipBlanks();
            String name = string();
            if (!isNext(':')) {
                throw error("no colon after a name");
            }
            object.put(name, value());
            skipComma('}');
        }
        return object;
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        at++;
        while (!isNext(']')) {
            list.add(value());
            skipComma(']');
        }
        return list;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        if (!isNext('"')) {
            throw error("no string");
        }
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
                string.append(escaped());
            } else {
                string.append(text.charAt(at));
            }
            at++;
        }
        if (!isNext('"')) {
            throw error("a string without an end");
        }
        return string.toString();
    }

    private char escaped() {
        if (at == text.length()) {
            throw error("the text ends early");
        }
        char escape = text.charAt(at);
        return switch (escape) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> coded();
            default -> escape;
        };
    }

    private char coded() {
        if (at + 4 >= text.length()) {
            throw error("the text ends early");
        }
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
    }

    private Object word() {
        int start = at;
        while (at < text.length() && ",]}: \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> "null";
            default -> number(word);
        };
    }

    private Double number(String word) {
        try {
            return Double.valueOf(word);
        } catch (NumberFormatException e) {
            throw error("neither a number nor anything else: " + word);
        }
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void skipComma(char end) {
        skipBlanks();
        if (at == text.length() || (text.charAt(at) != ',' && text.charAt(at) != end)) {
            throw error("neither a comma nor " + end);
        }
        if (text.charAt(at) == ',') {
            at++;
        }
    }

    /** Skips blanks and, where it is next, a character; returns whether it was. */
    private boolean isNext(char wanted) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private IllegalArgumentException error(String what) {
        return new IllegalArgumentException(what + ", at character " + at);
    }
}
