package dev.countersign.report;

import dev.countersign.verification.Check;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What each check asks, for a reader who has never heard of Sigstore. */
final class CheckGuide {
  static final String INTRODUCTION =
      "When a release is published, its workflow writes a list of the files with their checksums"
          + " (the manifest), signs it and commits it with its signature files (together: the"
          + " materials). GitHub vouches for the workflow's identity in a certificate that is"
          + " valid for a few minutes, and a public log records the signing, so that nobody can"
          + " sign in the workflow's name or change the list later without being noticed."
          + " Countersign checks all of this against the release as GitHub has it now.";

  private CheckGuide() {}

  /** One line for each check. */
  static void add(BoundedMarkdown markdown) {
    markdown.add(
        Arrays.stream(Check.values())
            .map(check -> "- **%s:** %s".formatted(check.title(), question(check)))
            .collect(Collectors.joining("\n")));
  }

  static String question(Check check) {
    return switch (check) {
      case MATERIALS -> "Are the list, its signature and its certificate there, and do they agree?";
      case SIGNATURE -> "Is the list exactly the one that was signed?";
      case CERTIFICATE -> "Did the trusted authority issue the signer's certificate?";
      case CERTIFICATE_TRANSPARENCY -> "Was the certificate made public when it was issued?";
      case LOG_ENTRY -> "Is this signing recorded in the trusted public log?";
      case SIGNING_TIME -> "Was it signed while the certificate was valid?";
      case SIGNER -> "Did this repository's release workflow sign it?";
      case ISSUER -> "Did GitHub itself vouch for the workflow?";
      case TRIGGER -> "Was the workflow started by an event that may release?";
      case REPOSITORY -> "Did the workflow run in this very repository?";
      case TAG -> "Did the workflow run for this tag?";
      case COMMIT -> "Did the workflow run for the commit that the tag points at now?";
      case MANIFEST -> "Can the list be read in one way only?";
      case CONTENTS -> "Are the files at the tag the listed ones?";
    };
  }
}
