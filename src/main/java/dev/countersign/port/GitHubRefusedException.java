package dev.countersign.port;

import org.jspecify.annotations.Nullable;

/** GitHub will not do what was asked, however often: asking again is no use until things change. */
public final class GitHubRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;

  public GitHubRefusedException(Refusal refusal, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.refusal = refusal;
  }

  /** Why. */
  public Refusal refusal() {
    return refusal;
  }

  /** Why GitHub refuses. */
  public enum Refusal {
    /** The installation or the repository is gone, suspended or not accessible to the App. */
    NOT_ACCESSIBLE,
    /** The installation does not grant a permission that is needed. */
    MISSING_PERMISSION,
    /** The request itself was rejected: an archived repository, a vanished commit. */
    REJECTED
  }
}
