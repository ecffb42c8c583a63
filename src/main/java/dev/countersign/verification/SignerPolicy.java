package dev.countersign.verification;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may sign a release.
 *
 * @param workflows which workflow files may sign, empty: any of the repository that exists at the
 *     tag. A path from the root is one of the repository's own; {@code OWNER/REPO/PATH@REF} is a
 *     reusable one of another repository
 * @param triggers events that may start the workflow: {@code release}
 * @param issuer OpenID Connect issuer of the certificate's identity
 * @param githubHostedOnly whether a self-hosted runner is refused
 */
public record SignerPolicy(
    List<Glob> workflows, Set<String> triggers, String issuer, boolean githubHostedOnly) {
  private static final String REF = "@refs/";

  /** Rejects a policy that any signer would satisfy. */
  public SignerPolicy {
    workflows = List.copyOf(workflows);
    triggers = Set.copyOf(triggers);
    Objects.requireNonNull(issuer, "issuer");
    if (triggers.isEmpty() || issuer.isEmpty()) {
      throw new IllegalArgumentException("a signer policy needs a trigger and an issuer");
    }
  }

  /** Whether the repository's own workflow file at {@code path} may sign. */
  boolean allows(String path) {
    return workflows.isEmpty()
        || workflows.stream().anyMatch(glob -> !isForeign(glob) && glob.matches(path));
  }

  /** Whether the workflow at {@code uri}, of another repository, is listed. */
  boolean allowsForeign(String uri, Release release) {
    String server = release.serverUrl() + "/";
    return uri.startsWith(server)
        && workflows.stream()
            .anyMatch(glob -> isForeign(glob) && glob.matches(uri.substring(server.length())));
  }

  /** The workflows, for the reader. */
  String describeWorkflows() {
    return workflows.stream().map(Glob::pattern).collect(Collectors.joining(" or "));
  }

  private static boolean isForeign(Glob glob) {
    return glob.pattern().contains(REF);
  }
}
