package dev.countersign.verification;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  /**
   * A workflow of a named repository, and the ref or commit that it stands at: each a path by
   * itself, as {@link Glob#ofPath} demands of a pattern.
   */
  private static final Pattern FOREIGN =
      Pattern.compile(
          "([^/@]+/[^/@]+/\\.github/workflows/(?!\\.{1,2}@)[^/@]+)"
              + "@(?!!)(?!(?:.*/)?\\.{0,2}(?:/|$))(.+)");

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
  public boolean allows(String path) {
    return workflows.isEmpty()
        || workflows.stream().anyMatch(glob -> !isForeign(glob) && glob.matches(path));
  }

  /** Whether the workflow at {@code uri}, of another repository, is listed. */
  boolean allowsForeign(String uri, Release release) {
    String server = release.serverUrl() + "/";
    if (!uri.startsWith(server)) {
      return false;
    }
    Matcher signer = FOREIGN.matcher(uri.substring(server.length()));
    return signer.matches()
        && workflows.stream()
            .map(glob -> FOREIGN.matcher(glob.pattern()))
            .filter(Matcher::matches)
            .anyMatch(
                listed ->
                    // Each half by itself: no pattern of a path is to reach into the ref.
                    Glob.ofPath(listed.group(1)).matches(signer.group(1))
                        && Glob.ofPath(listed.group(2)).matches(signer.group(2)));
  }

  /** The workflows, for the reader. */
  String describeWorkflows() {
    return workflows.stream().map(Glob::pattern).collect(Collectors.joining(" or "));
  }

  private static boolean isForeign(Glob glob) {
    return FOREIGN.matcher(glob.pattern()).matches();
  }
}
