package dev.countersign.report;

import dev.countersign.verification.Release;
import java.util.Optional;

/**
 * A workflow file of the release's own repository, as a certificate's subject alternative name
 * names it.
 *
 * @param path from the repository's root
 * @param ref the Git ref that it ran for
 */
record SigningWorkflow(String path, String ref) {
  /** Reads {@code https://github.com/OWNER/REPO/PATH@REF}; empty for any other repository. */
  static Optional<SigningWorkflow> of(String subjectAlternativeName, Release release) {
    String root = release.repositoryUrl() + "/";
    int at = subjectAlternativeName.indexOf("@refs/");
    if (at <= root.length()
        || !subjectAlternativeName.regionMatches(true, 0, root, 0, root.length())) {
      return Optional.empty();
    }
    return Optional.of(
        new SigningWorkflow(
            subjectAlternativeName.substring(root.length(), at),
            subjectAlternativeName.substring(at + 1)));
  }

  String fileName() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The subject alternative name that this workflow has when it runs for {@code release}. */
  String identityFor(Release release) {
    return release.repositoryUrl() + "/" + path + "@" + release.ref();
  }
}
