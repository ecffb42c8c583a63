package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Single mutations of a bundle's text: one bit of each byte, more or less at its ends, and members
 * that are renamed, doubled, added, null or of another type.
 */
final class JsonMutations {
  private static final long SEED = 3;
  private static final String DOUBLED = "doubled-member";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final byte[] json;
  private final Consumer<Mutant> sink;

  private JsonMutations(byte[] json, Consumer<Mutant> sink) {
    this.json = json;
    this.sink = sink;
  }

  /** Hands each mutant of {@code json} to {@code sink}. */
  static void each(byte[] json, Consumer<Mutant> sink) {
    JsonMutations mutations = new JsonMutations(json, sink);
    mutations.flipBits();
    mutations.changeEnds();
    mutations.changeMembers("", List.of(), read(json));
  }

  private void flipBits() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < json.length; i++) {
      int at = i;
      int bit = random.nextInt(8);
      sink.accept(
          new Mutant(
              "text, byte " + i + " bit " + bit,
              true,
              () -> {
                byte[] flipped = json.clone();
                flipped[at] ^= (byte) (1 << bit);
                return flipped;
              }));
    }
  }

  private void changeEnds() {
    String text = new String(json, UTF_8);
    add("text, first byte removed", text.substring(1));
    add("text, last byte removed", text.substring(0, text.length() - 1));
    add("text, nothing", "");
    add("text twice", text + text);
    add("text in a list", "[" + text + "]");
    add("text after a byte order mark", "\ufeff" + text);
    for (String tail : new String[] {"x", "}", "{}", "null", "0", "\0", ",", "//"}) {
      add("text, then " + tail, text + tail);
    }
  }

  private void changeMembers(String place, List<Object> path, JsonNode node) {
    if (node instanceof ObjectNode) {
      change(place + " with one more member", path, (ObjectNode at) -> at.put("more", 1));
    }
    for (Object key : keys(node)) {
      String where = place + "/" + key;
      JsonNode value = key instanceof String name ? node.get(name) : node.get((Integer) key);
      if (key instanceof String name) {
        changeName(where, path, name, value);
      }
      for (JsonNode other : others(value)) {
        change(where + " as " + other.getNodeType(), path, (JsonNode at) -> set(at, key, other));
      }
      List<Object> inner = new ArrayList<>(path);
      inner.add(key);
      changeMembers(where, inner, value);
    }
  }

  private void changeName(String where, List<Object> path, String name, JsonNode value) {
    for (String renamed :
        new String[] {name + "s", name.substring(1), name.toUpperCase(Locale.ROOT)}) {
      change(
          where + " named " + renamed, path, (ObjectNode at) -> at.set(renamed, at.remove(name)));
    }
    for (JsonNode second : List.of(value, JsonNodeFactory.instance.nullNode())) {
      JsonNode root = read(json);
      ((ObjectNode) at(root, path)).set(DOUBLED, second);
      add(
          where + " twice, once " + second.getNodeType(),
          root.toString().replace("\"" + DOUBLED + "\"", "\"" + name + "\""));
    }
  }

  /** Values of other types. */
  private static List<JsonNode> others(JsonNode value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return List.of(
        nodes.nullNode(),
        nodes.booleanNode(true),
        nodes.numberNode(1.5),
        nodes.textNode(value.toString()),
        nodes.arrayNode().add(value),
        nodes.objectNode().set("value", value));
  }

  private static List<Object> keys(JsonNode node) {
    List<Object> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      keys.add(i);
    }
    return keys;
  }

  private static void set(JsonNode parent, Object key, JsonNode value) {
    if (key instanceof String name) {
      ((ObjectNode) parent).set(name, value);
    } else {
      ((ArrayNode) parent).set((Integer) key, value);
    }
  }

  private <T extends JsonNode> void change(String place, List<Object> path, Consumer<T> change) {
    JsonNode root = read(json);
    @SuppressWarnings("unchecked") // the path leads to a node of the type that was found there
    T parent = (T) at(root, path);
    change.accept(parent);
    add(place, root.toString());
  }

  private static JsonNode at(JsonNode root, List<Object> path) {
    JsonNode node = root;
    for (Object key : path) {
      node = key instanceof String name ? node.get(name) : node.get((Integer) key);
    }
    return node;
  }

  private void add(String place, String text) {
    byte[] mutant = text.getBytes(UTF_8);
    if (!Arrays.equals(mutant, json)) {
      sink.accept(new Mutant(place, false, () -> mutant));
    }
  }

  private static JsonNode read(byte[] json) {
    try {
      return MAPPER.readTree(new String(json, UTF_8));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON", e);
    }
  }
}
