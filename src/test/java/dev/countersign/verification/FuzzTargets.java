package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.sigstore.proto.rekor.v1.KindVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The readers of foreign bytes, as Jazzer calls them: with anything at all, in a process of its
 * own. Whatever they throw is a finding.
 */
public final class FuzzTargets {
  private static Target target = Target.STRICT_JSON;

  private FuzzTargets() {}

  /** A reader; what it makes of the input does not matter. */
  enum Target {
    /** All the others: each of them reads each input. */
    EVERY_READER {
      @Override
      void read(byte[] input) {
        SINGLE.forEach(reader -> reader.read(input));
      }
    },
    BUNDLE {
      @Override
      void read(byte[] input) {
        BundleReader.read(input);
      }
    },
    CERTIFICATE_CLAIMS {
      @Override
      void read(byte[] input) {
        try {
          FulcioClaims.of(KeyMaterial.Certified.of(Certificates.parse(input), List.of()));
        } catch (CertificateException e) {
          return;
        }
      }
    },
    CHECKPOINT {
      @Override
      void read(byte[] input) {
        Checkpoint.parse(new String(input, UTF_8));
      }
    },
    STRICT_JSON {
      @Override
      void read(byte[] input) {
        StrictJson.read(input, ReasonCode.BUNDLE_UNREADABLE);
      }
    },
    LOG_ENTRY_BODY {
      @Override
      void read(byte[] input) {
        Outcome<KindVersion> stated =
            StrictJson.read(input, ReasonCode.LOG_ENTRY_UNREADABLE).then(EntryBody::kind);
        if (stated instanceof Outcome.Read<KindVersion> kind) {
          EntryBody.parse(ByteString.copyFrom(input), kind.value());
        }
      }
    },
    COSIGN_BUNDLE {
      @Override
      void read(byte[] input) {
        StrictJson.read(input, ReasonCode.BUNDLE_UNREADABLE).then(CosignBundle::read);
      }
    },
    LOG_ANSWER {
      @Override
      void read(byte[] input) {
        RekorAnswer.read(input);
      }
    },
    STATEMENT {
      @Override
      void read(byte[] input) {
        InTotoStatement.in(
            new SignedContent.Envelope(new byte[0], InTotoStatement.PAYLOAD_TYPE, input));
      }
    },
    MANIFEST {
      @Override
      void read(byte[] input) {
        Manifest manifest = Manifest.parse(input);
        List<ManifestEntry> entries = List.copyOf(manifest.entries());
        if (!entries.isEmpty()) {
          manifest.digestsAbove(entries.get(0).path());
        } else if (manifest.problems().isEmpty()) {
          throw new AssertionError("nothing is wrong with a manifest that lists nothing");
        }
      }
    };

    static final Set<Target> SINGLE =
        Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(EVERY_READER)));

    abstract void read(byte[] input);
  }

  /**
   * Called once by Jazzer, with the name of a target and the folder of the seeds. Reads them, so
   * that the time of the first input is not that of loading classes.
   */
  public static void fuzzerInitialize(String[] arguments) throws IOException {
    target = Target.valueOf(arguments[0]);
    try (Stream<Path> seeds = Files.list(Path.of(arguments[1]))) {
      for (Path seed : seeds.toList()) {
        target.read(Files.readAllBytes(seed));
      }
    }
  }

  /** Called by Jazzer for each input. */
  public static void fuzzerTestOneInput(byte[] input) {
    target.read(input);
  }
}
