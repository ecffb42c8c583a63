package dev.countersign.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One mapping of a configuration file: its values by key. What is wrong with a key or a value goes
 * to the errors, and reading goes on with the default, so that all mistakes are told at once.
 */
final class Section {
  private static final int MAX_LIST = 100;
  private static final int MAX_QUOTED = 80;
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_-]{1,40}");
  private static final Set<Tag> TEXT = Set.of(Tag.STR, Tag.INT, Tag.FLOAT);

  private final String prefix;
  private final List<PolicyError> errors;
  private final Map<String, Node> values = new LinkedHashMap<>();

  /**
   * @param prefix of the names of its keys: {@code signer.}
   * @param node the mapping
   * @param known keys that it may have
   */
  Section(String prefix, Node node, Set<String> known, List<PolicyError> errors) {
    this.prefix = prefix;
    this.errors = errors;
    if (!(node instanceof MappingNode mapping) || !mapping.getTag().equals(Tag.MAP)) {
      reject(node, where() + "expected a mapping of " + list(known) + ", found " + describe(node));
      return;
    }
    for (NodeTuple entry : mapping.getValue()) {
      addEntry(entry.getKeyNode(), entry.getValueNode(), known);
    }
  }

  /** The section below {@code key}, where there is one. */
  Optional<Section> section(String key, Set<String> known) {
    return Optional.ofNullable(values.get(key))
        .map(node -> new Section(prefix + key + ".", node, known, errors));
  }

  /** The single value of {@code key}, as {@code reader} reads it. */
  <T> T single(String key, T otherwise, Function<String, T> reader) {
    return Optional.ofNullable(values.get(key))
        .flatMap(node -> read(key, node, reader))
        .orElse(otherwise);
  }

  /**
   * The values of {@code key}, each as {@code reader} reads it; one value that is not in a list
   * counts as a list of one.
   */
  <T> List<T> list(String key, List<T> otherwise, boolean mayBeEmpty, Function<String, T> reader) {
    Node node = values.get(key);
    if (node == null) {
      return otherwise;
    }
    List<Node> elements =
        node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    if (elements.isEmpty() && !mayBeEmpty) {
      reject(node, prefix + key + ": the list is empty; at least one value is expected");
    }
    if (elements.size() > MAX_LIST) {
      reject(
          node,
          prefix + key + ": the list has " + elements.size() + " values, more than " + MAX_LIST);
      return otherwise;
    }
    List<T> read = new ArrayList<>();
    for (Node element : elements) {
      read(key, element, reader).ifPresent(read::add);
    }
    return read.isEmpty() && !mayBeEmpty ? otherwise : read;
  }

  private void addEntry(Node keyNode, Node value, Set<String> known) {
    if (!(keyNode instanceof ScalarNode scalar)) {
      reject(
          keyNode, where() + "expected a key of " + list(known) + ", found " + describe(keyNode));
      return;
    }
    String key = scalar.getValue();
    String path = prefix + (PLAIN_KEY.matcher(key).matches() ? key : quote(key));
    if (!known.contains(key)) {
      String hint =
          NearMiss.of(prefix, key)
              .map(meant -> ", did you mean " + meant + "?")
              .orElseGet(() -> "; known are " + list(known));
      reject(keyNode, path + ": unknown key" + hint);
    } else if (values.putIfAbsent(key, value) != null) {
      reject(keyNode, path + ": given twice");
    }
  }

  /** What an error about the whole section starts with. */
  private String where() {
    return prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1) + ": ";
  }

  private <T> Optional<T> read(String key, Node node, Function<String, T> reader) {
    if (!(node instanceof ScalarNode scalar) || !TEXT.contains(scalar.getTag())) {
      reject(node, prefix + key + ": expected text, found " + describe(node));
      return Optional.empty();
    }
    try {
      return Optional.of(reader.apply(scalar.getValue()));
    } catch (IllegalArgumentException e) {
      reject(node, prefix + key + ": " + quote(scalar.getValue()) + " " + e.getMessage());
      return Optional.empty();
    }
  }

  private void reject(Node node, String message) {
    errors.add(YamlFile.errorAt(node.getStartMark(), message));
  }

  private static String describe(Node node) {
    if (node.getTag().equals(Tag.NULL)) {
      return "nothing";
    }
    return switch (node.getNodeType()) {
      case MAPPING -> "a mapping";
      case SEQUENCE -> "a list";
      case SCALAR -> quote(((ScalarNode) node).getValue());
      case ANCHOR -> "an anchor";
    };
  }

  private static String quote(String text) {
    boolean fits = text.codePointCount(0, text.length()) <= MAX_QUOTED;
    return '"'
        + (fits ? text : text.substring(0, text.offsetByCodePoints(0, MAX_QUOTED)) + "…")
        + '"';
  }

  private static String list(Set<String> keys) {
    return String.join(", ", keys.stream().sorted().toList());
  }
}
