package dev.countersign.verification;

/**
 * Stable code of a finding. Scripts and the documentation refer to these names; a published one is
 * never renamed.
 */
public enum ReasonCode {
  /** The check passed. */
  VERIFIED("The check passed.", "", ""),

  BUNDLE_MISSING(
      "No Sigstore bundle is beside the signed file.",
      "Without the bundle there is no transparency log entry, so nobody can tell when the manifest"
          + " was signed or whether the signing was ever made public.",
      "Commit the bundle that the signing step writes (.sigstore.json, .sigstore or .bundle)"
          + " together with the signed file."),
  BUNDLE_UNREADABLE(
      "The bundle is not a well-formed Sigstore bundle.",
      "What cannot be read cannot be verified.",
      "Commit the bundle exactly as the signing step wrote it."),
  BUNDLE_UNSUPPORTED(
      "The bundle has a format or an algorithm that Countersign does not know.",
      "What cannot be verified is never reported as verified.",
      "Sign with a current Sigstore client and one of the kinds of key that it offers."),
  ROOT_CERTIFICATE_IN_BUNDLE(
      "The bundle carries a root certificate.",
      "Whom to trust is the verifier's decision; a bundle that brings its own root asks to be"
          + " trusted on its own word.",
      "Commit a bundle with the signing certificate alone, as current Sigstore clients write it."),
  MATERIALS_DISAGREE(
      "Files of one material set contradict each other.",
      "A signature or certificate that differs from another file's belongs to another signing, so"
          + " it is unclear which one is meant.",
      "Commit the signature files of one single signing run, all written together."),
  SIGNATURE_FILE_UNREADABLE(
      "A detached signature or certificate file could not be read.",
      "What cannot be read cannot be verified.",
      "Commit the .sig file as base64 and the .crt file as PEM, exactly as the signing step wrote"
          + " them."),

  DIGEST_MISMATCH(
      "The manifest is not the file that was signed.",
      "Either the manifest was changed after signing, or the bundle belongs to another file. In both"
          + " cases nobody vouches for the checksums in it.",
      "Compare the manifest with the one that the release workflow committed, and find out who"
          + " changed it. Restore it, or release again."),
  STATEMENT_UNREADABLE(
      "The signed statement is not a well-formed in-toto statement.",
      "What cannot be read cannot be compared with the release.",
      "Commit the bundle exactly as the signing step wrote it."),
  STATEMENT_NOT_ACCEPTED(
      "The signed statement does not say how the file was built.",
      "A statement may say anything, even that a test failed. Only one about the origin of the file"
          + " (provenance) vouches for it as the release's.",
      "Sign the file itself, or attest its build provenance."),
  SUBJECT_MISMATCH(
      "The signed statement is about other files.",
      "A statement vouches only for the files whose digests it names, and this one is not among"
          + " them: it was changed after signing, or the bundle belongs to another file.",
      "Compare the file with the one that the release workflow made, and find out who changed it."
          + " Restore it, or release again."),
  SIGNATURE_INVALID(
      "The manifest has a signature that the signer's key did not make.",
      "Only the holder of the key in the certificate can sign this manifest validly. This signature"
          + " was made with another key, or over another file.",
      "Restore the files as the release workflow committed them, or release again."),

  CERTIFICATE_MISSING(
      "The signing certificate is missing.",
      "Without the certificate nobody knows who signed.",
      "Let the release workflow sign with its own identity (keyless), and commit the bundle exactly as"
          + " the signing step wrote it."),
  CERTIFICATE_UNREADABLE(
      "The signing certificate could not be read.",
      "Without the certificate nobody knows who signed.",
      "Commit the bundle exactly as the signing step wrote it."),
  CERTIFICATE_CHAIN_UNTRUSTED(
      "The signing certificate does not come from a trusted authority.",
      "Anyone can make a certificate that claims any identity; only the trusted authority checks"
          + " the claim.",
      "Sign with the Sigstore instance whose trusted root this server uses."),
  CERTIFICATE_NOT_FOR_CODE_SIGNING(
      "The signing certificate may not be used to sign code.",
      "A certificate issued for another purpose does not speak for releases.",
      "Sign with a certificate issued by Fulcio for code signing."),
  SCT_MISSING(
      "The certificate carries no sign that it was made public.",
      "Without a signed certificate timestamp (SCT) a false certificate could be used in secret, and"
          + " the one whose name it bears would never notice.",
      "Sign with a Sigstore instance that logs its certificates."),
  SCT_INVALID(
      "No trusted log confirms that the certificate was made public.",
      "The certificate's timestamp (SCT), which promises that it was made public, is forged or comes"
          + " from an unknown log.",
      "Sign with the Sigstore instance whose trusted root this server uses."),

  LOG_ENTRY_MISSING(
      "No transparency log entry is at hand.",
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
      "The entry comes from a transparency log that is not trusted.",
      "Anyone can run a log; only a trusted one is watched.",
      "Sign with the Sigstore instance whose trusted root this server uses."),
  LOG_KEY_NOT_VALID_THEN(
      "The log's key was not valid when the entry was made.",
      "A retired key may have leaked; it no longer speaks for the log.",
      "Release again, so that the entry is signed with the log's present key."),
  LOG_ENTRY_UNSIGNED(
      "The log entry states an index or a time that the log did not sign.",
      "Anyone can write these into a bundle; only what the log signed counts.",
      "Commit the bundle exactly as the signing step wrote it."),
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
      "The log entry has no checkpoint, and is too recent to do without.",
      "Without a checkpoint there is only the log's promise to keep the entry. That is accepted for"
          + " old bundles alone, because current clients always write a checkpoint.",
      "Sign with a current Sigstore client, or set legacy-cutoff in .github/countersign.yml."),

  SIGNING_TIME_MISSING(
      "Nothing trusted says when the manifest was signed.",
      "The certificate was valid for minutes; without a trusted time a key stolen later would do.",
      "Let the signing step upload to the transparency log or ask a timestamp authority."),
  SIGNING_TIME_UNVERIFIED(
      "The signing time rests on the transparency log entry, which did not verify.",
      "A time that nobody trusted vouches for proves nothing.",
      "Settle what is wrong with the log entry; the time follows from it."),
  TIMESTAMP_INVALID(
      "An RFC 3161 timestamp in the bundle does not verify.",
      "A time that nobody trusted vouches for proves nothing.",
      "Commit the bundle exactly as the signing step wrote it."),
  SIGNED_OUTSIDE_CERTIFICATE_VALIDITY(
      "The manifest was signed when the certificate was not valid.",
      "A signing certificate is valid for a few minutes. Later its key proves nothing, since it may"
          + " have been stolen.",
      "Release again; the signing step must run right after it receives the certificate."),
  SIGNED_BEFORE_REPOSITORY_EXISTED(
      "The manifest was signed before this repository was created.",
      "A repository of the same name existed before; its releases are not this one's.",
      "Release again from this repository."),

  SIGNER_MISMATCH(
      "The manifest was not signed by this repository's release workflow.",
      "Anyone can sign a list of files. Only the release workflow's own signature says that the"
          + " release comes from this repository.",
      "If the found signer should be allowed to sign, list it under signer.workflow in"
          + " .github/countersign.yml. If you do not know it, find out who committed these materials."),
  SIGNER_WORKFLOW_UNKNOWN(
      "The signing workflow file does not exist at the tag.",
      "A workflow that nobody can read at the tag cannot be reviewed.",
      "Release from a tag that contains the release workflow."),
  SIGNER_WORKFLOW_NOT_ALLOWED(
      "The manifest was signed by a workflow that may not sign releases.",
      "The configuration names the workflows that may sign, because any other one of the repository"
          + " may have been written for another purpose, or by somebody who may not release.",
      "List the workflow under signer.workflow in .github/countersign.yml if it may sign."),
  RUNNER_NOT_ALLOWED(
      "The manifest was not signed on a GitHub-hosted runner.",
      "A self-hosted runner's owner can tamper with what is signed.",
      "Run the release job on a GitHub-hosted runner, or set signer.runner to any."),
  ISSUER_MISMATCH(
      "The signer's identity was not vouched for by the expected issuer.",
      "Only GitHub itself can say which of its workflows ran.",
      "Sign inside GitHub Actions, or set signer.issuer in .github/countersign.yml."),
  TRIGGER_MISMATCH(
      "The signing workflow was started by an event that may not release.",
      "A manual run or a pull request can be started by people who may not release.",
      "Publish the release, so that it starts the workflow, or list the event under signer.trigger in"
          + " .github/countersign.yml."),
  REPOSITORY_MISMATCH(
      "The signing workflow ran in another repository.",
      "A fork or a repository with a similar name can copy every file, but not the identity of this"
          + " repository.",
      "Release from this repository; if it was renamed after the release, release again."),
  VISIBILITY_CHANGED(
      "The repository is no longer as visible as when it signed.",
      "It was opened or closed since, so what was checked before the release may have been checked"
          + " by others than those who can see it now.",
      "Nothing, if you know of the change."),
  WORKFLOW_NAME_MISMATCH(
      "The signing workflow has another name.",
      "Another workflow may have been written for another purpose.",
      "Compare the name in the workflow file with the one that you expect."),
  TAG_MISMATCH(
      "The materials were signed for another tag or branch.",
      "What was signed for one release says nothing about another.",
      "Commit the materials that this tag's own workflow run signed."),
  TAG_MOVED(
      "The tag points at another commit than the one that was signed.",
      "Who downloads this tag may get other files than the signed ones. The tag was moved after signing,"
          + " or the materials belong to an earlier tag of this name.",
      "Find out who moved the tag and why. Move it back to the signed commit, or make a new release"
          + " from the commit it points at now."),
  TAG_NOT_ON_REQUIRED_BRANCH(
      "The tag's commit is on none of the branches that the configuration demands.",
      "Whoever may push a tag can put it on a commit that nobody reviewed, with a workflow of their"
          + " own.",
      "Find out who made the tag. If the commit may be released, merge it into one of these branches,"
          + " or name the branch that it is on under branches in .github/countersign.yml."),
  TAG_NOT_ON_DEFAULT_BRANCH(
      "The tag's commit is not on the default branch.",
      "Whoever may push a tag can put it on a commit that nobody reviewed, with a workflow of their"
          + " own.",
      "Look whether this is the commit that you meant to release. If releases come from other branches,"
          + " name these under branches in .github/countersign.yml."),
  CLAIM_MISSING(
      "The certificate does not say all that has to be compared.",
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
      "A line of the manifest cannot be read as a checksum.",
      "Tools may read such a line in different ways, so a file can be hidden from those who look.",
      "Write the manifest with sha256sum, one file a line."),
  MANIFEST_PATH_UNSAFE(
      "A listed path leaves the repository, or is written in a misleading way.",
      "Such a path means different files to different tools.",
      "Let the workflow list the files by their paths from the repository's root."),
  DIGEST_TOO_WEAK(
      "A file is listed with no checksum that is strong enough.",
      "MD5 and SHA-1 are broken and SHA-224 is too short: another file can be made with the same"
          + " checksum.",
      "Write the manifest with sha256sum or sha512sum."),
  MANIFEST_ENTRY_CONFLICT(
      "The manifest lists one path with different digests.",
      "Only one of them can be true, and nobody can tell which.",
      "Write each file once."),

  CONTENTS_DIFFER(
      "A listed file differs from the file at the tag.",
      "What was signed is not what people get who download this tag.",
      "If the workflow changes files before it writes the checksums, let it write them first. If not,"
          + " compare the file at the tag with the one that the workflow had."),
  FILE_MISSING(
      "A listed file is neither at the tag nor an asset of the release.",
      "The signed list speaks of a file that this release does not contain.",
      "Let the workflow list only files that are committed at the tag or uploaded to the release"
          + " under their names."),
  NOT_A_REGULAR_FILE(
      "A listed path is a symbolic link, a submodule or a folder at the tag.",
      "Its checksum is about another file than the one that is named.",
      "Leave links and submodules out of the manifest."),
  FILE_UNLISTED(
      "Files of the tag are not in the manifest.",
      "The signature does not protect a file that is not in the list.",
      "Let the workflow list every file, or name the exceptions under contents.ignore in"
          + " .github/countersign.yml."),
  SELF_ENTRY_DIFFERS(
      "The manifest lists itself with a checksum that cannot be confirmed.",
      "A file cannot contain its own checksum. A workflow that lists the manifest while it writes it"
          + " records the checksum of the lines so far, and this entry does not fit those either. It"
          + " says nothing about the other files.",
      "Write the manifest outside of the folder that is hashed, or leave it out of the list."),
  ASSET_MISMATCH(
      "An asset of the release differs from the signed one.",
      "What people download is not what the workflow signed.",
      "Find out who replaced the asset. Restore it, or make a new release."),
  CONTENT_LIMIT_REACHED(
      "There is more to compare than Countersign is willing to read.",
      "What was not read is not verified, whether or not it is good.",
      "List fewer or smaller files, or ask whoever runs Countersign to raise the limit that is"
          + " named here."),
  NOTHING_MATCHED(
      "No listed file is a file of the release.",
      "The signed list says nothing about this release, so it protects nothing.",
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
