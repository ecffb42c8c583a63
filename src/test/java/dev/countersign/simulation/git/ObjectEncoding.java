package dev.countersign.simulation.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** Git's encoding of objects, from which their ids follow. */
final class ObjectEncoding {
  /** Git's order: bytewise, a directory's name as if it ended with a slash. */
  private static final Comparator<TreeNode> TREE_ORDER =
      (a, b) -> Arrays.compareUnsigned(sortKey(a), sortKey(b));

  private ObjectEncoding() {}

  static List<TreeNode> sorted(List<TreeNode> nodes) {
    return nodes.stream().sorted(TREE_ORDER).toList();
  }

  /** Encodes nodes that are in Git's order. */
  static byte[] tree(List<TreeNode> nodes) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (TreeNode node : nodes) {
      body.writeBytes((node.mode().octal() + " " + node.name() + "\0").getBytes(UTF_8));
      body.writeBytes(HexFormat.of().parseHex(node.id()));
    }
    return body.toByteArray();
  }

  static byte[] commit(
      String tree, List<String> parents, Person author, Instant when, String message) {
    StringBuilder body = new StringBuilder("tree ").append(tree).append('\n');
    parents.forEach(parent -> body.append("parent ").append(parent).append('\n'));
    body.append("author ").append(signature(author, when)).append('\n');
    body.append("committer ").append(signature(author, when)).append("\n\n");
    return body.append(message).append('\n').toString().getBytes(UTF_8);
  }

  static byte[] tag(
      String target, String targetType, String name, Person tagger, Instant when, String message) {
    return ("object " + target + "\ntype " + targetType + "\ntag " + name + "\ntagger ")
        .concat(signature(tagger, when) + "\n\n" + message + "\n")
        .getBytes(UTF_8);
  }

  private static String signature(Person person, Instant when) {
    return person.name() + " <" + person.email() + "> " + when.getEpochSecond() + " +0000";
  }

  private static byte[] sortKey(TreeNode node) {
    return (node.mode() == FileMode.DIRECTORY ? node.name() + "/" : node.name()).getBytes(UTF_8);
  }
}
