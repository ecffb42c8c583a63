package dev.countersign.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A pattern that describes a whole path or a whole name: {@code ?} is one character, {@code *} any
 * number of them, everything else is itself. In a path neither crosses a {@code /}; there {@code
 * **} does, and a leading or inner {@code **}{@code /} stands for any number of folders, none
 * included. In a name, such as a tag's, {@code /} is a character like any other.
 *
 * <p>Matching takes time proportional to the text's length times the pattern's, whatever they are.
 */
public final class Glob {
  private static final int MAX_LENGTH = 255;
  private static final String UNSUPPORTED = "[]{}\\";

  private final String pattern;
  private final boolean path;
  private final List<Token> tokens;

  private Glob(String pattern, boolean path) {
    requireWellFormed(pattern);
    this.pattern = pattern;
    this.path = path;
    this.tokens = tokenize(pattern, path);
  }

  /**
   * A glob over {@code /}-separated paths from the root.
   *
   * @throws IllegalArgumentException whose message goes on after the pattern: {@code holds "["}
   */
  public static Glob ofPath(String pattern) {
    Glob glob = new Glob(pattern, true);
    if (Stream.of(pattern.split("/", -1)).anyMatch(part -> part.matches("\\.{0,2}"))) {
      throw new IllegalArgumentException(
          "is not a path from the root: it has an empty, \".\" or \"..\" part");
    }
    return glob;
  }

  /**
   * A glob over names.
   *
   * @throws IllegalArgumentException whose message goes on after the pattern: {@code holds "["}
   */
  public static Glob ofName(String pattern) {
    return new Glob(pattern, false);
  }

  /** The pattern as it was written. */
  public String pattern() {
    return pattern;
  }

  /** Whether the pattern describes all of {@code text}. */
  public boolean matches(String text) {
    return read(text)[tokens.size()];
  }

  /** Whether the pattern may describe something below this folder, {@code /}-separated. */
  public boolean mayMatchBelow(String folder) {
    boolean[] reached = read(folder + "/");
    for (int i = 0; i < tokens.size(); i++) {
      if (reached[i]) {
        return true;
      }
    }
    return false;
  }

  private boolean[] read(String text) {
    // reached[i]: the text so far can be what the first i tokens describe.
    boolean[] reached = new boolean[tokens.size() + 1];
    boolean[] next = new boolean[tokens.size() + 1];
    reached[0] = true;
    reachWithoutText(reached);
    for (int offset = 0; offset < text.length(); ) {
      int character = text.codePointAt(offset);
      offset += Character.charCount(character);
      Arrays.fill(next, false);
      for (int i = 0; i < tokens.size(); i++) {
        if (reached[i] && tokens.get(i).accepts(character)) {
          next[tokens.get(i).kind() == Token.Kind.MANY ? i : i + 1] = true;
        }
      }
      reachWithoutText(next);
      boolean[] spent = reached;
      reached = next;
      next = spent;
    }
    return reached;
  }

  private void reachWithoutText(boolean[] reached) {
    for (int i = 0; i < tokens.size(); i++) {
      if (reached[i] && tokens.get(i).kind() != Token.Kind.ONE) {
        reached[i + 1] = true;
        if (tokens.get(i).kind() == Token.Kind.FOLDERS_FOLLOW) {
          reached[i + 3] = true;
        }
      }
    }
  }

  private static List<Token> tokenize(String pattern, boolean path) {
    List<Token> tokens = new ArrayList<>();
    int[] characters = pattern.codePoints().toArray();
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] != '*') {
        tokens.add(characters[i] == '?' ? Token.any(path) : Token.literal(characters[i]));
        continue;
      }
      int first = i;
      while (i + 1 < characters.length && characters[i + 1] == '*') {
        i++;
      }
      boolean crosses = !path || i > first;
      boolean startsPart = first == 0 || characters[first - 1] == '/';
      if (path && crosses && startsPart && i + 1 < characters.length && characters[i + 1] == '/') {
        tokens.add(Token.FOLDERS_FOLLOW);
      }
      tokens.add(Token.many(!crosses));
    }
    return List.copyOf(tokens);
  }

  private static void requireWellFormed(String pattern) {
    if (pattern.isEmpty() || pattern.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("has not 1 to " + MAX_LENGTH + " characters");
    }
    for (int i = 0; i < pattern.length(); i++) {
      if (UNSUPPORTED.indexOf(pattern.charAt(i)) >= 0) {
        throw new IllegalArgumentException(
            "holds \"" + pattern.charAt(i) + "\", which a glob does not know: it has ?, * and **");
      }
      if (Character.isISOControl(pattern.charAt(i))) {
        throw new IllegalArgumentException("holds a control character");
      }
    }
    if (pattern.startsWith("!")) {
      throw new IllegalArgumentException("starts with \"!\", which a glob does not know");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob that && path == that.path && pattern.equals(that.pattern);
  }

  @Override
  public int hashCode() {
    return pattern.hashCode();
  }

  @Override
  public String toString() {
    return pattern;
  }

  /**
   * One piece of a pattern.
   *
   * @param kind how much text it describes
   * @param literal the only character it accepts, or -1
   * @param notSlash whether it refuses {@code /}
   */
  private record Token(Kind kind, int literal, boolean notSlash) {
    /** Says that the two tokens after it, {@code **} and {@code /}, may be left out together. */
    static final Token FOLDERS_FOLLOW = new Token(Kind.FOLDERS_FOLLOW, -1, false);

    static Token literal(int character) {
      return new Token(Kind.ONE, character, false);
    }

    static Token any(boolean notSlash) {
      return new Token(Kind.ONE, -1, notSlash);
    }

    static Token many(boolean notSlash) {
      return new Token(Kind.MANY, -1, notSlash);
    }

    boolean accepts(int character) {
      return kind != Kind.FOLDERS_FOLLOW
          && (literal == -1 || literal == character)
          && !(notSlash && character == '/');
    }

    enum Kind {
      ONE,
      MANY,
      FOLDERS_FOLLOW
    }
  }
}
