package dev.countersign.verification;

/**
 * Reads the subject alternative name of a workflow's certificate: {@code
 * SERVER/OWNER/REPO/.github/workflows/FILE@REF}.
 */
final class WorkflowReference {
  private static final String WORKFLOWS = ".github/workflows/";

  private WorkflowReference() {}

  /** What the name refers to, seen from the release. */
  sealed interface Reading {}

  /** A workflow file of the release's repository, at the release's tag. */
  record Ours(String path) implements Reading {}

  /** A workflow file of the release's repository, at another branch or tag. */
  record OtherRef(String ref) implements Reading {}

  /** Something else. */
  record Foreign(String expected, String actual) implements Reading {}

  static Reading parse(String name, Release release) {
    String expected = release.repositoryUrl() + "/" + WORKFLOWS + "…@" + release.ref();
    Foreign foreign =
        new Foreign(expected, name.isEmpty() ? "not exactly one URI as the signer's name" : name);
    String server = release.serverUrl() + "/";
    int owner = name.startsWith(server) ? name.indexOf('/', server.length()) : -1;
    int repository = owner < 0 ? -1 : name.indexOf('/', owner + 1);
    if (repository < 0
        || !release.repository().isNamed(name.substring(server.length(), repository))) {
      return foreign;
    }
    String workflow = name.substring(repository + 1);
    if (!workflow.startsWith(WORKFLOWS)) {
      return foreign;
    }
    // A workflow file lies directly in its folder, so the first of these separates file and ref.
    int at = workflow.indexOf("@refs/");
    if (at < 0) {
      return foreign;
    }
    String ref = workflow.substring(at + 1);
    return CertifiedRef.isSpelling(ref, release.ref())
        ? new Ours(workflow.substring(0, at))
        : new OtherRef(ref);
  }
}
