package dev.countersign.cli;

import dev.countersign.verification.ExpectedRelease;
import dev.countersign.verification.IdentityPolicy;
import dev.countersign.verification.RepositoryName;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who must have signed. */
final class IdentityOptions {
  private static final String GITHUB = "https://github.com";
  private static final String TAGS = "refs/tags/";

  @Option(
      names = "--cert-identity",
      paramLabel = "SAN",
      converter = Converters.Text.class,
      description = "The certificate's whole subject alternative name.")
  private @Nullable String subjectAlternativeName;

  @Option(
      names = "--cert-oidc-issuer",
      paramLabel = "URL",
      converter = Converters.Text.class,
      defaultValue = "https://token.actions.githubusercontent.com",
      description = "Who vouched for the identity; GitHub Actions unless given.")
  private String issuer = "";

  @Option(
      names = "--trigger",
      paramLabel = "EVENT",
      converter = Converters.Text.class,
      description = "The event that started the workflow.")
  private @Nullable String trigger;

  @Option(
      names = "--repository",
      paramLabel = "OWNER/REPO",
      converter = Converters.Repository.class,
      description = "The repository that the workflow ran in.")
  private @Nullable RepositoryName repository;

  @Option(
      names = "--ref",
      paramLabel = "REF",
      converter = Converters.Text.class,
      description = "The Git ref that the workflow ran for: refs/tags/v1.")
  private @Nullable String ref;

  @Option(
      names = "--sha",
      paramLabel = "COMMIT",
      converter = Converters.Text.class,
      description =
          "The commit that the workflow ran at; for an attestation by GitHub, the object that the"
              + " tag names.")
  private @Nullable String commit;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      converter = Converters.Text.class,
      description = "The workflow's name.")
  private @Nullable String workflowName;

  @Option(
      names = "--repository-id",
      paramLabel = "ID",
      converter = Converters.Id.class,
      description = "The repository's numeric id; for an attestation by GitHub.")
  private @Nullable Long repositoryId;

  @Option(
      names = "--owner-id",
      paramLabel = "ID",
      converter = Converters.Id.class,
      description = "The numeric id of the repository's owner; for an attestation by GitHub.")
  private @Nullable Long ownerId;

  /** What is wrong with these options together. */
  Optional<String> problem() {
    if (subjectAlternativeName == null && repository == null) {
      return Optional.of("--cert-identity or --repository is required");
    }
    if (isGitHubRelease()
        && (repository == null
            || ref == null
            || !ref.startsWith(TAGS)
            || trigger != null
            || workflowName != null)) {
      return Optional.of(
          "GitHub's attestation of a release is verified with --repository and --ref refs/tags/TAG,"
              + " perhaps --sha, --repository-id and --owner-id, and nothing about a workflow");
    }
    if (!isGitHubRelease() && (repositoryId != null || ownerId != null)) {
      return Optional.of(
          "--repository-id and --owner-id are compared with GitHub's attestation of a release only:"
              + " with --cert-identity "
              + IdentityPolicy.GITHUB_RELEASES);
    }
    return Optional.empty();
  }

  /** All of them as one policy. */
  IdentityPolicy policy() {
    if (isGitHubRelease()) {
      return IdentityPolicy.ofGitHubRelease(
          new ExpectedRelease(
              Objects.requireNonNull(repository),
              optional(repositoryId),
              optional(ownerId),
              Objects.requireNonNull(ref).substring(TAGS.length()),
              commit == null ? Set.of() : Set.of(commit),
              Optional.empty()));
    }
    IdentityPolicy.Builder policy = IdentityPolicy.builder().issuer(issuer);
    if (subjectAlternativeName != null) {
      policy.subjectAlternativeName(subjectAlternativeName);
    }
    if (trigger != null) {
      policy.trigger(trigger);
    }
    if (repository != null) {
      policy.repository(repository, GITHUB);
    }
    if (ref != null) {
      policy.ref(ref);
    }
    if (commit != null) {
      policy.commit(commit);
    }
    if (workflowName != null) {
      policy.workflowName(workflowName);
    }
    return policy.build();
  }

  private static OptionalLong optional(@Nullable Long id) {
    return id == null ? OptionalLong.empty() : OptionalLong.of(id);
  }

  private boolean isGitHubRelease() {
    return IdentityPolicy.GITHUB_RELEASES.equals(subjectAlternativeName);
  }
}
