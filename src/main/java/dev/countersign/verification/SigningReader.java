package dev.countersign.verification;

import dev.sigstore.proto.rekor.v1.TransparencyLogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the signings that signature files tell of: one for each bundle, or where there is none, one
 * of the detached signature and certificate. A log's answer gives the entry, or the proof, that the
 * files lack.
 */
final class SigningReader {
  /**
   * A signing, or why it cannot be read.
   *
   * @param source path of the file that it is in
   */
  record Reading(String source, Outcome<SignedBundle> signing) {}

  private final SignatureFiles files;

  SigningReader(SignatureFiles files) {
    this.files = files;
  }

  /** The signings; none when no file tells of one. */
  List<Reading> read() {
    List<Outcome<TransparencyLogEntry>> answers =
        files.logEntries().stream().map(answer -> RekorAnswer.read(answer.uncopied())).toList();
    List<Reading> readings = new ArrayList<>();
    for (MaterialFile bundle : files.bundles()) {
      readings.add(
          new Reading(
              bundle.path(),
              BundleReader.read(bundle.uncopied()).then(signing -> completed(signing, answers))));
    }
    if (readings.isEmpty() && !files.signatures().isEmpty() && !files.certificates().isEmpty()) {
      MaterialFile signature = files.signatures().get(0);
      readings.add(new Reading(signature.path(), detached(signature, answers)));
    }
    return readings;
  }

  /** The raw bytes in a {@code .sig} file. */
  static Outcome<byte[]> signature(MaterialFile file) {
    try {
      return Outcome.read(CanonicalBase64.decode(CanonicalBase64.joined(file.uncopied())));
    } catch (IllegalArgumentException e) {
      return unreadable("base64 in " + file.path(), String.valueOf(e.getMessage()));
    }
  }

  /** DER of the certificate or key in a {@code .crt} or {@code .pem} file. */
  static Outcome<byte[]> certificate(MaterialFile file) {
    try {
      return Outcome.read(KeyFiles.derFromPem(file.uncopied()));
    } catch (IllegalArgumentException e) {
      return unreadable("PEM in " + file.path(), String.valueOf(e.getMessage()));
    }
  }

  private Outcome<SignedBundle> detached(
      MaterialFile signatureFile, List<Outcome<TransparencyLogEntry>> answers) {
    return signature(signatureFile)
        .then(
            signature ->
                KeyFiles.read(files.certificates().get(0).uncopied())
                    .then(
                        key ->
                            entries(answers)
                                .then(
                                    entries ->
                                        Outcome.read(
                                            new SignedBundle(
                                                key,
                                                new SignedContent.Message(
                                                    signature, Optional.empty()),
                                                entries,
                                                List.of(),
                                                entries.isEmpty()
                                                    ? LogAnswered.NOTHING
                                                    : LogAnswered.ENTRY)))));
  }

  private static Outcome<List<TransparencyLogEntry>> entries(
      List<Outcome<TransparencyLogEntry>> answers) {
    List<TransparencyLogEntry> entries = new ArrayList<>();
    for (Outcome<TransparencyLogEntry> answer : answers) {
      if (answer instanceof Outcome.Read<TransparencyLogEntry> read) {
        entries.add(read.value());
      } else {
        return answer.then(impossible -> Outcome.read(List.of()));
      }
    }
    return Outcome.read(entries);
  }

  /** The signing with the log's proof, where its entry has no checkpoint and the log gave one. */
  private static Outcome<SignedBundle> completed(
      SignedBundle signing, List<Outcome<TransparencyLogEntry>> answers) {
    if (answers.isEmpty() || !signing.lacksCheckpoint()) {
      return Outcome.read(signing);
    }
    TransparencyLogEntry entry = signing.logEntries().get(0);
    return entries(answers)
        .then(
            answered ->
                Outcome.read(
                    answered.stream()
                        .filter(answer -> isSame(answer, entry))
                        .findFirst()
                        .map(answer -> signing.withProof(answer.getInclusionProof()))
                        .orElse(signing)));
  }

  private static boolean isSame(TransparencyLogEntry answer, TransparencyLogEntry entry) {
    return answer.getCanonicalizedBody().equals(entry.getCanonicalizedBody())
        && answer.getLogId().equals(entry.getLogId())
        && answer.getLogIndex() == entry.getLogIndex()
        && answer.getIntegratedTime() == entry.getIntegratedTime();
  }

  private static <T> Outcome<T> unreadable(String expected, String actual) {
    return Outcome.rejected(ReasonCode.SIGNATURE_FILE_UNREADABLE, expected, actual);
  }
}
