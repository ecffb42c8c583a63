package dev.countersign.verification;

/**
 * Stable code of a finding. Scripts and the documentation refer to these names; a published one is
 * never renamed.
 */
public enum ReasonCode {
  /** The check passed. */
  VERIFIED("The check passed.", "", ""),

  BUNDLE_MISSING(
      "No Sigstore bundle is committed beside the manifest.",
      "Without the bundle there is no transparency log entry, so nobody can tell when the manifest"
          + " was signed or whether the signing was ever made public.",
      "Commit the bundle that the signing step writes (.sigstore.json, .sigstore or .bundle)"
          + " together with the manifest."),
  BUNDLE_UNREADABLE(
      "The bundle is not a well-formed Sigstore bundle.",
      "What cannot be read cannot be verified.",
      "Commit the bundle exactly as the signing step wrote it."),
  BUNDLE_UNSUPPORTED(
      "The bundle uses a format or an algorithm that Countersign does not verify.",
      "What cannot be verified is never reported as verified.",
      "Sign with a Sigstore client that writes bundles of version 0.1 to 0.3 with a message"
          + " signature and a Rekor hashedrekord entry."),
  MATERIALS_DISAGREE(
      "Files of one material set contradict each other.",
      "A detached signature or certificate that differs from the bundle's belongs to another"
          + " signing, so it is unclear which one is meant.",
      "Commit the signature files of one single signing run, all written together."),
  SIGNATURE_FILE_UNREADABLE(
      "A detached signature or certificate file could not be read.",
      "What cannot be read cannot be verified.",
      "Commit the .sig file as base64 and the .crt file as PEM, exactly as the signing step wrote"
          + " them."),

  DIGEST_MISMATCH(
      "The manifest is not the file that was signed.",
      "The manifest was changed after signing, or the bundle belongs to another file.",
      "Compare the manifest with the one of the signing run; restore it or release again."),
  SIGNATURE_INVALID(
      "The signature does not verify with the certificate's key.",
      "Only the holder of the certified key can make this signature; this one was not made by it"
          + " over this manifest.",
      "Restore the files as the release workflow committed them, or release again."),

  CERTIFICATE_UNREADABLE(
      "The signing certificate could not be read.",
      "Without the certificate nobody knows who signed.",
      "Commit the bundle exactly as the signing step wrote it."),
  CERTIFICATE_CHAIN_UNTRUSTED(
      "The signing certificate was not issued by a certificate authority of the trusted root.",
      "Anyone can make a certificate that claims any identity; only the trusted authority checks"
          + " the claim.",
      "Sign with the Sigstore instance whose trusted root this server uses."),
  CERTIFICATE_NOT_FOR_CODE_SIGNING(
      "The signing certificate may not be used to sign code.",
      "A certificate issued for another purpose does not speak for releases.",
      "Sign with a certificate issued by Fulcio for code signing."),
  SCT_MISSING(
      "The certificate carries no signed certificate timestamp.",
      "Without it the certificate may never have been published, so its owner could not have"
          + " noticed a false one.",
      "Sign with a Sigstore instance that logs its certificates."),
  SCT_INVALID(
      "No signed certificate timestamp verifies with a trusted certificate transparency log.",
      "The promise that the certificate was published is forged or comes from an unknown log.",
      "Sign with the Sigstore instance whose trusted root this server uses."),

  LOG_ENTRY_MISSING(
      "The bundle carries no transparency log entry.",
      "Without the entry there is no trusted signing time and no public record of the signing.",
      "Let the signing step upload to the transparency log (do not disable it) and commit the"
          + " bundle it writes."),
  LOG_ENTRY_AMBIGUOUS(
      "The bundle carries more than one transparency log entry.",
      "Verifying one entry and trusting another is how forged bundles pass; exactly one is"
          + " accepted.",
      "Commit the bundle exactly as the signing step wrote it."),
  LOG_ENTRY_MISMATCH(
      "The log entry is about another signature, certificate or file.",
      "An entry of something else says nothing about this manifest.",
      "Restore the bundle as the release workflow committed it, or release again."),
  LOG_ENTRY_UNREADABLE(
      "The transparency log entry could not be read.",
      "What cannot be read cannot be verified.",
      "Commit the bundle exactly as the signing step wrote it."),
  LOG_UNKNOWN(
      "The entry comes from a transparency log that the trusted root does not list.",
      "Anyone can run a log; only a trusted one is watched.",
      "Sign with the Sigstore instance whose trusted root this server uses."),
  LOG_KEY_NOT_VALID_THEN(
      "The log's key was not valid when the entry was made.",
      "A retired key may have leaked; it no longer speaks for the log.",
      "Release again, so that the entry is signed with the log's present key."),
  SET_INVALID(
      "The log's signed entry timestamp does not verify.",
      "The entry, its index or its time were altered after the log signed them.",
      "Restore the bundle as the release workflow committed it, or release again."),
  INCLUSION_PROOF_MISSING(
      "The log entry has neither an inclusion proof nor a signed entry timestamp.",
      "Nothing shows that the log ever accepted this entry.",
      "Commit the bundle exactly as the signing step wrote it."),
  INCLUSION_PROOF_INVALID(
      "The inclusion proof does not lead from the entry to the log's root.",
      "The entry, the proof or the root were altered.",
      "Restore the bundle as the release workflow committed it, or release again."),
  CHECKPOINT_INVALID(
      "The log's checkpoint does not verify.",
      "The root that the proof leads to is not one that the log signed.",
      "Restore the bundle as the release workflow committed it, or release again."),
  CHECKPOINT_MISSING(
      "The log entry has no checkpoint and was signed after the cut-off for legacy bundles.",
      "Without a checkpoint there is only the log's promise; that is accepted for old bundles"
          + " alone, because current clients always write one.",
      "Sign with a current Sigstore client, or set legacy-cutoff in .github/countersign.yml."),

  SIGNING_TIME_MISSING(
      "Nothing trusted says when the manifest was signed.",
      "The certificate was valid for minutes; without a trusted time a key stolen later would do.",
      "Let the signing step upload to the transparency log or ask a timestamp authority."),
  TIMESTAMP_INVALID(
      "An RFC 3161 timestamp in the bundle does not verify.",
      "A time that nobody trusted vouches for proves nothing.",
      "Commit the bundle exactly as the signing step wrote it."),
  SIGNED_OUTSIDE_CERTIFICATE_VALIDITY(
      "The trusted signing time lies outside the certificate's validity.",
      "After its few minutes of validity a certificate's key proves nothing, since it may have been"
          + " stolen.",
      "Release again; the signing step must run right after it receives the certificate."),
  SIGNED_BEFORE_REPOSITORY_EXISTED(
      "The manifest was signed before this repository was created.",
      "A repository of the same name existed before; its releases are not this one's.",
      "Release again from this repository."),

  SIGNER_MISMATCH(
      "The certificate was issued to somebody else than this repository's release workflow.",
      "Whoever signed is not the workflow that this release may be signed by.",
      "If another workflow should sign, list it under signer.workflow in"
          + " .github/countersign.yml; otherwise find out who committed these materials."),
  SIGNER_WORKFLOW_UNKNOWN(
      "The signing workflow file does not exist at the tag.",
      "A workflow that nobody can read at the tag cannot be reviewed.",
      "Release from a tag that contains the release workflow."),
  SIGNER_WORKFLOW_NOT_ALLOWED(
      "A workflow of this repository signed that signer.workflow does not list.",
      "Any workflow of the repository could have signed anything.",
      "List the workflow under signer.workflow in .github/countersign.yml if it may sign."),
  RUNNER_NOT_ALLOWED(
      "The manifest was not signed on a GitHub-hosted runner.",
      "A self-hosted runner's owner can tamper with what is signed.",
      "Run the release job on a GitHub-hosted runner, or set signer.runner to any."),
  ISSUER_MISMATCH(
      "The identity was vouched for by another issuer.",
      "Only GitHub's own issuer can say which workflow ran.",
      "Sign inside GitHub Actions, or set signer.issuer in .github/countersign.yml."),
  TRIGGER_MISMATCH(
      "The signing workflow was started by an event that may not release.",
      "A manual run or a pull request can be started by people who may not release.",
      "Start the workflow by publishing the release, or list the event under signer.trigger in"
          + " .github/countersign.yml."),
  REPOSITORY_MISMATCH(
      "The signing workflow ran in another repository.",
      "A fork or a look-alike repository can copy everything but this.",
      "Release from this repository; if it was renamed after the release, release again."),
  TAG_MISMATCH(
      "The materials were signed for another tag or branch.",
      "Materials of one release say nothing about another.",
      "Commit the materials that this tag's own workflow run signed."),
  TAG_MOVED(
      "The materials were signed for another commit than the one the tag points at now.",
      "The tag was moved after signing, or the materials belong to an earlier tag of this name.",
      "Find out who moved the tag; put it back, or make a new release."),
  CLAIM_MISSING(
      "The certificate lacks a claim that is needed to tell what was built.",
      "What the certificate does not say cannot be compared with the release.",
      "Sign inside GitHub Actions with a current Sigstore client."),
  CLAIMS_DISAGREE(
      "The certificate's old and new claims contradict each other.",
      "Fulcio writes both from one token; they cannot differ in a genuine certificate.",
      "Do not trust these materials; find out where they came from."),

  MANIFEST_EMPTY(
      "The manifest lists nothing.",
      "A valid signature over an empty list protects no file.",
      "Let the workflow write the checksums before it signs."),
  MANIFEST_LINE_UNREADABLE(
      "A line of the manifest is not a checksum line.",
      "A line that tools read differently can hide a file from review.",
      "Write the manifest with sha256sum, one file a line."),
  MANIFEST_PATH_UNSAFE(
      "An entry's path leaves the repository or is written in a misleading way.",
      "Such a path means different files to different tools.",
      "Hash the files with paths relative to the repository's root."),
  MANIFEST_ENTRY_CONFLICT(
      "The manifest lists one path with different digests.",
      "Only one can be true; a reader cannot tell which.",
      "Write each file once."),

  CONTENTS_DIFFER(
      "A listed file differs from the file at the tag.",
      "What was signed is not what the tag contains.",
      "If the workflow changes files before hashing, hash them first; otherwise compare both"
          + " contents."),
  FILE_MISSING(
      "A listed file does not exist at the tag.",
      "The signed list speaks of a file that this release does not contain.",
      "Hash only files that are committed at the tag."),
  NOT_A_REGULAR_FILE(
      "A listed path is a symbolic link, a submodule or a folder at the tag.",
      "Its digest says something about another file than the one named.",
      "Leave links and submodules out of the manifest."),
  FILE_UNLISTED(
      "Files of the tag are not in the manifest.",
      "A file that nobody listed could be changed without breaking the signature.",
      "Hash every file, or list the exceptions under contents.ignore in"
          + " .github/countersign.yml."),
  SELF_ENTRY_DIFFERS(
      "The manifest lists itself with a digest that fits none of its beginnings.",
      "A file cannot contain its own digest, so the entry proves nothing either way.",
      "Write the manifest outside of the folder that is hashed, or leave it out of the list."),
  NOTHING_MATCHED(
      "No listed file is a file of the tag.",
      "A list that covers nothing of the release protects nothing.",
      "Run the checksum step in a checkout of the tag.");

  private final String meaning;
  private final String why;
  private final String remedy;

  ReasonCode(String meaning, String why, String remedy) {
    this.meaning = meaning;
    this.why = why;
    this.remedy = remedy;
  }

  /** What the code says, in one sentence. */
  public String meaning() {
    return meaning;
  }

  /** Why it matters; empty for {@link #VERIFIED}. */
  public String why() {
    return why;
  }

  /** What to do; empty for {@link #VERIFIED}. */
  public String remedy() {
    return remedy;
  }
}
