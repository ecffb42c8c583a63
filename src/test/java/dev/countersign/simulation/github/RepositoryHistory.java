package dev.countersign.simulation.github;

import dev.countersign.simulation.git.AnnotatedTag;
import dev.countersign.simulation.git.Commit;
import dev.countersign.simulation.git.CommitGraph;
import dev.countersign.simulation.git.FileContent;
import dev.countersign.simulation.git.ObjectFormat;
import dev.countersign.simulation.git.ObjectStore;
import dev.countersign.simulation.git.Person;
import dev.countersign.simulation.git.TreeNode;
import dev.countersign.simulation.git.Trees;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Git side of a repository: its objects, its refs, and how they grow. */
final class RepositoryHistory {
  private final ObjectStore objects;
  private final Trees trees;
  private final CommitGraph graph;
  private final Refs refs = new Refs();
  private final InstantSource clock;

  RepositoryHistory(ObjectFormat format, InstantSource clock) {
    this.objects = new ObjectStore(format);
    this.trees = new Trees(objects);
    this.graph = new CommitGraph(objects);
    this.clock = clock;
  }

  ObjectStore objects() {
    return objects;
  }

  Trees trees() {
    return trees;
  }

  CommitGraph graph() {
    return graph;
  }

  Refs refs() {
    return refs;
  }

  synchronized Commit commit(
      String branch,
      Map<String, FileContent> changes,
      Collection<String> deletions,
      Person author,
      String message) {
    String ref = "refs/heads/" + branch;
    List<String> parents = refs.get(ref).stream().toList();
    SortedMap<String, TreeNode> files =
        parents.isEmpty() ? new TreeMap<>() : filesOf(parents.get(0));
    files.keySet().removeAll(deletions);
    changes.forEach(
        (path, content) ->
            files.put(path, new TreeNode(content.mode(), path, objects.store(content))));
    Commit commit =
        objects.storeCommit(trees.store(files), parents, author, clock.instant(), message);
    refs.set(ref, commit.id());
    return commit;
  }

  /** Merges {@code other} into a branch; where both have a path, the other's content wins. */
  synchronized Commit merge(String branch, String other, Person author, String message) {
    String ref = "refs/heads/" + branch;
    String head = refs.get(ref).orElseThrow();
    SortedMap<String, TreeNode> files = filesOf(head);
    files.putAll(filesOf(other));
    Commit commit =
        objects.storeCommit(
            trees.store(files), List.of(head, other), author, clock.instant(), message);
    refs.set(ref, commit.id());
    return commit;
  }

  AnnotatedTag annotatedTag(String name, String target, String message) {
    AnnotatedTag tag =
        objects.storeTag(target, name, Person.GITHUB_ACTIONS, clock.instant(), message);
    refs.set("refs/tags/" + name, tag.id());
    return tag;
  }

  /** The commit that a branch, tag, full ref or (abbreviated) id names; branches before tags. */
  Optional<Commit> resolve(String name) {
    return Stream.of("refs/heads/" + name, "refs/tags/" + name, "refs/" + name, name)
        .map(refs::get)
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> Optional.of(name))
        .flatMap(objects::peel)
        .or(() -> name.matches("[0-9a-f]{7,39}") ? objects.abbreviated(name) : Optional.empty());
  }

  SortedMap<String, TreeNode> filesOf(String commitId) {
    return trees.files(objects.commit(commitId).orElseThrow().tree());
  }

  /** What a commit changed since its first parent. */
  Changes changesOf(Commit commit) {
    SortedMap<String, TreeNode> before =
        commit.parents().isEmpty() ? new TreeMap<>() : filesOf(commit.parents().get(0));
    return Changes.between(before, trees.files(commit.tree()));
  }
}
