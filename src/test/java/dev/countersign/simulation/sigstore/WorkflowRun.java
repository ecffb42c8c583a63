package dev.countersign.simulation.sigstore;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A run of a GitHub Actions workflow, from which a whole identity follows.
 *
 * @param repository {@code OWNER/REPO}
 * @param repositoryId numeric id of the repository
 * @param ownerId numeric id of the owner
 * @param ref what the run was started for: {@code refs/tags/v1.0.0}
 * @param commit object id that the ref pointed at
 * @param workflowPath {@code .github/workflows/release.yml}
 * @param trigger event that started it: {@code release}
 * @param issuer OpenID Connect issuer of its token
 * @param runner {@code github-hosted} or {@code self-hosted}
 */
public record WorkflowRun(
    String repository,
    long repositoryId,
    long ownerId,
    String ref,
    String commit,
    String workflowPath,
    String trigger,
    String issuer,
    String runner) {
  private static final String GITHUB = "https://github.com/";
  private static final String GITHUB_ISSUER = "https://token.actions.githubusercontent.com";

  /** The run that a published release of {@code tag} starts. */
  public static WorkflowRun ofRelease(
      String repository,
      long repositoryId,
      long ownerId,
      String tag,
      String commit,
      String workflowPath) {
    return new WorkflowRun(
        repository,
        repositoryId,
        ownerId,
        "refs/tags/" + tag,
        commit,
        workflowPath,
        "release",
        GITHUB_ISSUER,
        "github-hosted");
  }

  public WorkflowRun withRepository(String newRepository) {
    return new WorkflowRun(
        newRepository, repositoryId, ownerId, ref, commit, workflowPath, trigger, issuer, runner);
  }

  public WorkflowRun withIds(long newRepositoryId, long newOwnerId) {
    return new WorkflowRun(
        repository,
        newRepositoryId,
        newOwnerId,
        ref,
        commit,
        workflowPath,
        trigger,
        issuer,
        runner);
  }

  /** The run for another tag or a branch: {@code refs/heads/main}. */
  public WorkflowRun withRef(String newRef) {
    return new WorkflowRun(
        repository, repositoryId, ownerId, newRef, commit, workflowPath, trigger, issuer, runner);
  }

  public WorkflowRun withCommit(String newCommit) {
    return new WorkflowRun(
        repository, repositoryId, ownerId, ref, newCommit, workflowPath, trigger, issuer, runner);
  }

  public WorkflowRun withWorkflowPath(String newPath) {
    return new WorkflowRun(
        repository, repositoryId, ownerId, ref, commit, newPath, trigger, issuer, runner);
  }

  public WorkflowRun withTrigger(String newTrigger) {
    return new WorkflowRun(
        repository, repositoryId, ownerId, ref, commit, workflowPath, newTrigger, issuer, runner);
  }

  public WorkflowRun withIssuer(String newIssuer) {
    return new WorkflowRun(
        repository, repositoryId, ownerId, ref, commit, workflowPath, trigger, newIssuer, runner);
  }

  public WorkflowRun withRunner(String newRunner) {
    return new WorkflowRun(
        repository, repositoryId, ownerId, ref, commit, workflowPath, trigger, issuer, newRunner);
  }

  /** The workflow's address at its ref: the subject alternative name that Fulcio certifies. */
  public String workflowUri() {
    return GITHUB + repository + "/" + workflowPath + "@" + ref;
  }

  /** What Fulcio certifies for this run. */
  public WorkflowIdentity identity() {
    return new WorkflowIdentity(List.of(), claims()).withUris(asUrl(workflowUri()));
  }

  /** What a name with characters that no URL may have becomes in a certificate. */
  private static String asUrl(String text) {
    if (text.matches("[A-Za-z0-9._~!$&'()*+,;=:@/%#\\[\\]-]*")) {
      return text;
    }
    try {
      String path = text.substring(GITHUB.length() - 1);
      return new URI("https", "github.com", path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Map<Claim, String> claims() {
    String owner = repository.substring(0, repository.indexOf('/'));
    Map<Claim, String> claims = new EnumMap<>(Claim.class);
    claims.put(Claim.ISSUER_V1, issuer);
    claims.put(Claim.TRIGGER, trigger);
    claims.put(Claim.COMMIT, commit);
    claims.put(Claim.WORKFLOW_NAME, "Release");
    claims.put(Claim.REPOSITORY, repository);
    claims.put(Claim.REF, ref);
    claims.put(Claim.ISSUER, issuer);
    claims.put(Claim.BUILD_SIGNER_URI, workflowUri());
    claims.put(Claim.BUILD_SIGNER_DIGEST, commit);
    claims.put(Claim.RUNNER_ENVIRONMENT, runner);
    claims.put(Claim.SOURCE_REPOSITORY_URI, GITHUB + repository);
    claims.put(Claim.SOURCE_REPOSITORY_DIGEST, commit);
    claims.put(Claim.SOURCE_REPOSITORY_REF, ref);
    claims.put(Claim.SOURCE_REPOSITORY_IDENTIFIER, Long.toString(repositoryId));
    claims.put(Claim.SOURCE_REPOSITORY_OWNER_URI, GITHUB + owner);
    claims.put(Claim.SOURCE_REPOSITORY_OWNER_IDENTIFIER, Long.toString(ownerId));
    claims.put(Claim.BUILD_CONFIG_URI, workflowUri());
    claims.put(Claim.BUILD_CONFIG_DIGEST, commit);
    claims.put(Claim.BUILD_TRIGGER, trigger);
    claims.put(Claim.RUN_INVOCATION_URI, GITHUB + repository + "/actions/runs/4711/attempts/1");
    claims.put(Claim.SOURCE_REPOSITORY_VISIBILITY, "public");
    return claims;
  }
}
