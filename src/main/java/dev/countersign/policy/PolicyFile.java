package dev.countersign.policy;

import dev.countersign.verification.ContentsPolicy;
import dev.countersign.verification.Glob;
import dev.countersign.verification.SignerPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The configuration file of a repository, read into its policy. */
public final class PolicyFile {
  /** Where it is committed. */
  public static final String PATH = ".github/countersign.yml";

  /** Largest file that is read, in bytes. */
  public static final int MAX_BYTES = YamlFile.MAX_BYTES;

  /** What is said of a larger one. */
  public static final String TOO_LARGE = YamlFile.TOO_LARGE;

  static final Set<String> KEYS =
      Set.of(
          "tags",
          "materials",
          "signer",
          "contents",
          "wait",
          "legacy-cutoff",
          "branches",
          "comment",
          "issue");
  static final Set<String> SIGNER_KEYS = Set.of("workflow", "trigger", "issuer", "runner");
  static final Set<String> CONTENTS_KEYS = Set.of("unlisted", "ignore");

  /** Every key with the sections that it is in: {@code signer.workflow}. */
  static final List<String> PATHS =
      Stream.of(
              KEYS.stream(),
              SIGNER_KEYS.stream().map(key -> "signer." + key),
              CONTENTS_KEYS.stream().map(key -> "contents." + key))
          .flatMap(Function.identity())
          .toList();

  private PolicyFile() {}

  /** Reads the content of the file; a key that is not given has its default. */
  public static PolicyResult parse(byte[] content) {
    YamlFile file = YamlFile.read(content);
    if (file instanceof YamlFile.Document document) {
      return document
          .root()
          .filter(root -> !root.getTag().equals(Tag.NULL))
          .map(PolicyFile::read)
          .orElseGet(() -> new PolicyResult.Accepted(RepositoryPolicy.DEFAULT));
    }
    return new PolicyResult.Rejected(List.of(((YamlFile.Unreadable) file).error()));
  }

  private static PolicyResult read(Node root) {
    List<PolicyError> errors = new ArrayList<>();
    Section top = new Section("", root, KEYS, errors);
    RepositoryPolicy defaults = RepositoryPolicy.DEFAULT;
    RepositoryPolicy policy =
        new RepositoryPolicy(
            top.list("tags", defaults.tags(), false, Glob::ofName),
            top.list("materials", defaults.materials(), false, Glob::ofPath),
            top.section("signer", SIGNER_KEYS).map(PolicyFile::signer).orElse(defaults.signer()),
            top.section("contents", CONTENTS_KEYS)
                .map(PolicyFile::contents)
                .orElse(defaults.contents()),
            top.single("wait", defaults.patience(), Values::patience),
            top.single("legacy-cutoff", defaults.legacyCutoff(), Values::startOfDay),
            top.list("branches", defaults.branches(), true, Values::branch),
            top.single("comment", defaults.comment(), Values::comment),
            top.single("issue", defaults.issue(), Values::issue));
    if (errors.isEmpty()) {
      return new PolicyResult.Accepted(policy);
    }
    errors.sort(Comparator.comparingInt(PolicyError::line).thenComparingInt(PolicyError::column));
    return new PolicyResult.Rejected(errors);
  }

  private static SignerPolicy signer(Section section) {
    SignerPolicy defaults = RepositoryPolicy.DEFAULT.signer();
    return new SignerPolicy(
        section.list("workflow", defaults.workflows(), true, Glob::ofPath),
        Set.copyOf(
            section.list("trigger", List.copyOf(defaults.triggers()), false, Values::trigger)),
        section.single("issuer", defaults.issuer(), Values::issuer),
        section.single("runner", defaults.githubHostedOnly(), Values::githubHostedOnly));
  }

  private static ContentsPolicy contents(Section section) {
    ContentsPolicy defaults = RepositoryPolicy.DEFAULT.contents();
    return new ContentsPolicy(
        section.single("unlisted", defaults.unlisted(), Values::unlisted),
        section.list("ignore", defaults.ignore(), true, Glob::ofPath));
  }
}
