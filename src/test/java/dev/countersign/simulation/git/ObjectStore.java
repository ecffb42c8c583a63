package dev.countersign.simulation.git;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Blobs, trees, commits and annotated tags by their true object ids. Safe for many threads. */
public final class ObjectStore {
  private final ObjectFormat format;
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, List<TreeNode>> trees = new ConcurrentHashMap<>();
  private final Map<String, Commit> commits = new ConcurrentHashMap<>();
  private final Map<String, AnnotatedTag> tags = new ConcurrentHashMap<>();

  public ObjectStore() {
    this(ObjectFormat.SHA_1);
  }

  public ObjectStore(ObjectFormat format) {
    this.format = format;
  }

  /** Stores content; the id of what a tree entry with it points at. */
  public String store(FileContent content) {
    return content.mode() == FileMode.SUBMODULE
        ? new String(content.bytes(), US_ASCII)
        : storeBlob(content.bytes());
  }

  /** Stores a blob; its id. */
  public String storeBlob(byte[] bytes) {
    String id = format.id("blob", bytes);
    blobs.putIfAbsent(id, bytes.clone());
    return id;
  }

  /** Stores one tree object; its id. */
  public String storeTree(List<TreeNode> nodes) {
    List<TreeNode> sorted = ObjectEncoding.sorted(nodes);
    String id = format.id("tree", ObjectEncoding.tree(sorted));
    trees.putIfAbsent(id, sorted);
    return id;
  }

  /** Stores a commit. */
  public Commit storeCommit(
      String tree, List<String> parents, Person author, Instant when, String message) {
    byte[] body = ObjectEncoding.commit(tree, parents, author, when, message);
    String id = format.id("commit", body);
    return commits.computeIfAbsent(
        id, same -> new Commit(same, tree, parents, author, when, message));
  }

  /** Stores an annotated tag of a commit or of another annotated tag. */
  public AnnotatedTag storeTag(
      String target, String name, Person tagger, Instant when, String message) {
    String type = tags.containsKey(target) ? "tag" : "commit";
    byte[] body = ObjectEncoding.tag(target, type, name, tagger, when, message);
    String id = format.id("tag", body);
    return tags.computeIfAbsent(
        id, same -> new AnnotatedTag(same, target, type, name, tagger, when, message));
  }

  /** Takes over everything that another store has, as forks and their origin share objects. */
  public void addAll(ObjectStore other) {
    blobs.putAll(other.blobs);
    trees.putAll(other.trees);
    commits.putAll(other.commits);
    tags.putAll(other.tags);
  }

  public Optional<byte[]> blob(String id) {
    return Optional.ofNullable(blobs.get(id)).map(byte[]::clone);
  }

  /** Bytes of a blob; 0 where the id is not a blob's. */
  public long size(String id) {
    byte[] bytes = blobs.get(id);
    return bytes == null ? 0 : bytes.length;
  }

  /** Entries of one tree object in Git's order. */
  public Optional<List<TreeNode>> tree(String id) {
    return Optional.ofNullable(trees.get(id));
  }

  public Optional<Commit> commit(String id) {
    return Optional.ofNullable(commits.get(id));
  }

  public Optional<AnnotatedTag> tag(String id) {
    return Optional.ofNullable(tags.get(id));
  }

  /** The commit that an object id leads to once its annotated tags are peeled off. */
  public Optional<Commit> peel(String id) {
    String current = id;
    while (tags.containsKey(current)) {
      current = tags.get(current).target();
    }
    return commit(current);
  }

  /** The one commit whose id starts with {@code prefix}. */
  public Optional<Commit> abbreviated(String prefix) {
    List<String> ids = commits.keySet().stream().filter(id -> id.startsWith(prefix)).toList();
    return ids.size() == 1 ? commit(ids.get(0)) : Optional.empty();
  }
}
