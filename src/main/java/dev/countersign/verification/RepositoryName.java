package dev.countersign.verification;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Name of a repository as GitHub spells it: {@code OWNER/REPO}.
 *
 * @param owner login of the user or organization, 1 to 100 characters of {@code [A-Za-z0-9_.-]}
 * @param name name within the owner, the same characters
 */
public record RepositoryName(String owner, String name) {
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

  /** Rejects anything that is not a pair of GitHub names with an IllegalArgumentException. */
  public RepositoryName {
    if (!isPart(owner) || !isPart(name)) {
      throw new IllegalArgumentException("not a repository name: " + owner + "/" + name);
    }
  }

  /** Reads {@code OWNER/REPO}. */
  public static RepositoryName parse(String fullName) {
    Objects.requireNonNull(fullName, "fullName");
    int slash = fullName.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("expected OWNER/REPO, found: " + fullName);
    }
    return new RepositoryName(fullName.substring(0, slash), fullName.substring(slash + 1));
  }

  /** {@code OWNER/REPO}. */
  public String fullName() {
    return owner + "/" + name;
  }

  /**
   * Whether {@code fullName} names this repository. GitHub treats owners and repositories that
   * differ in ASCII case as the same; nothing else is folded.
   */
  public boolean isNamed(String candidate) {
    return asciiLowerCase(candidate).equals(asciiLowerCase(fullName()));
  }

  @Override
  public String toString() {
    return fullName();
  }

  private static boolean isPart(String part) {
    return PART.matcher(part).matches() && !part.equals(".") && !part.equals("..");
  }

  /** ASCII letters in lower case, if {@code text} is all ASCII; unchanged otherwise. */
  static String asciiLowerCase(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return text;
      }
    }
    return text.toLowerCase(Locale.ROOT);
  }
}
