package dev.countersign.policy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** A file of one small YAML document: its syntax, within limits that make it harmless to read. */
sealed interface YamlFile {
  /** Largest file, in bytes. */
  int MAX_BYTES = 65_536;

  /** What is said of a larger one. */
  String TOO_LARGE = "the file has more than " + MAX_BYTES + " bytes";

  /** Deepest nesting of lists and mappings. */
  int MAX_DEPTH = 10;

  /** The document; empty when the file says nothing. */
  record Document(Optional<Node> root) implements YamlFile {}

  /** The file cannot be read. */
  record Unreadable(PolicyError error) implements YamlFile {}

  /** Reads a file's bytes. */
  static YamlFile read(byte[] content) {
    if (content.length > MAX_BYTES) {
      return unreadable(1, 1, TOO_LARGE);
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      return unreadable(1, 1, "the file is not UTF-8");
    }
    String document = text.startsWith("\uFEFF") ? text.substring(1) : text;
    return unprintable(document)
        .or(() -> parse(document))
        .<YamlFile>map(Unreadable::new)
        .orElseGet(() -> new Document(new Compose(settings()).composeString(document)));
  }

  /** An error where {@code mark} is. */
  static PolicyError errorAt(Optional<Mark> mark, String message) {
    return new PolicyError(
        mark.map(Mark::getLine).orElse(0) + 1, mark.map(Mark::getColumn).orElse(0) + 1, message);
  }

  private static Optional<PolicyError> unprintable(String text) {
    int line = 1;
    int column = 1;
    for (int character : text.codePoints().toArray()) {
      if (!StreamReader.isPrintable(character)) {
        String name = String.format("U+%04X", character);
        return Optional.of(new PolicyError(line, column, "not YAML: the character " + name));
      }
      line += character == '\n' ? 1 : 0;
      column = character == '\n' ? 1 : column + 1;
    }
    return Optional.empty();
  }

  /** Goes through the events alone, which cannot blow up, before anything is composed of them. */
  private static Optional<PolicyError> parse(String text) {
    try {
      int documents = 0;
      int depth = 0;
      for (Event event : new Parse(settings()).parseString(text)) {
        switch (event.getEventId()) {
          case DocumentStart -> documents++;
          case SequenceStart, MappingStart -> depth++;
          case SequenceEnd, MappingEnd -> depth--;
          case Alias -> {
            return Optional.of(errorAt(event.getStartMark(), "aliases (*name) are not supported"));
          }
          case StreamStart, StreamEnd, DocumentEnd, Scalar, Comment -> {}
        }
        if (depth > MAX_DEPTH) {
          return Optional.of(
              errorAt(event.getStartMark(), "nested more than " + MAX_DEPTH + " levels deep"));
        }
        if (documents > 1) {
          return Optional.of(
              errorAt(event.getStartMark(), "a second document starts here; one is expected"));
        }
      }
      return Optional.empty();
    } catch (MarkedYamlEngineException e) {
      return Optional.of(
          errorAt(e.getProblemMark().or(e::getContextMark), "not YAML: " + e.getProblem()));
    } catch (YamlEngineException e) {
      return Optional.of(new PolicyError(1, 1, "not YAML: " + e.getMessage()));
    }
  }

  private static Unreadable unreadable(int line, int column, String message) {
    return new Unreadable(new PolicyError(line, column, message));
  }

  private static LoadSettings settings() {
    // A key that is no text is told like any other mistake, with its position.
    return LoadSettings.builder().setLabel("countersign.yml").setAllowNonScalarKeys(true).build();
  }
}
