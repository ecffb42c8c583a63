package dev.countersign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.simulation.sigstore.BundleVersion;
import dev.countersign.simulation.sigstore.KeyKind;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.countersign.simulation.sigstore.SignedMaterials;
import dev.countersign.simulation.sigstore.SigningRequest;
import dev.countersign.simulation.sigstore.WorkflowRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that are not what they should be, and files that are merely large. */
class VerifyGarbageTest {
  private static final SigningRequest REQUEST =
      SigningRequest.by(
          WorkflowRun.ofRelease(
                  "octo-org/demo", 1, 2, "v1", "0".repeat(40), ".github/workflows/release.yml")
              .identity());

  @TempDir private Path folder;
  private final LocalSigstore sigstore =
      new LocalSigstore(() -> Instant.parse("2026-03-01T12:00:00Z"));
  private Path file;
  private Path bundle;

  @BeforeEach
  void sign() throws IOException {
    Files.writeString(folder.resolve("root.json"), sigstore.trustedRootJson());
    file = folder.resolve("sums.txt");
    bundle = folder.resolve("sums.txt.sigstore.json");
    sign("a manifest\n".getBytes(UTF_8), KeyKind.P256);
  }

  /** What a bundle may be instead of one. */
  enum Garbage {
    EMPTY,
    NUL,
    NOISE,
    NULL,
    ARRAY,
    DEEP,
    HUGE,
    HTML,
    UNPAIRED_SURROGATE;

    byte[] bytes() {
      return switch (this) {
        case EMPTY -> new byte[0];
        case NUL -> new byte[100];
        case NOISE -> noise(100_000);
        case NULL -> "null".getBytes(UTF_8);
        case ARRAY -> "[]".getBytes(UTF_8);
        case DEEP -> "[".repeat(200_000).getBytes(UTF_8);
        case HUGE -> ("{\"a\":\"" + "x".repeat(2 << 20) + "\"}").getBytes(UTF_8);
        case HTML -> "<!doctype html><title>404</title>".getBytes(UTF_8);
        case UNPAIRED_SURROGATE -> "{\"mediaType\":\"\\ud800\\u001b[2J\"}".getBytes(UTF_8);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void failsForABundleThatIsNone(Garbage garbage) throws IOException {
    Files.write(bundle, garbage.bytes());

    CommandRun run = verify(file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("FAIL: " + file)
        .containsPattern("\\[BUNDLE_(UNREADABLE|UNSUPPORTED)\\]")
        .doesNotContain("\u001b");
  }

  @ParameterizedTest
  @EnumSource
  void failsForADetachedSignatureThatIsNone(Garbage garbage) throws IOException {
    Files.write(folder.resolve("sums.txt.sig"), garbage.bytes());

    assertThat(verify(file.toString()).exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void failsForACertificateThatIsNone(Garbage garbage) throws IOException {
    Files.write(folder.resolve("sums.txt.pem"), garbage.bytes());

    assertThat(verify(file.toString()).exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void judgesNothingByATrustedRootThatIsNone(Garbage garbage) throws IOException {
    Files.write(folder.resolve("root.json"), garbage.bytes());

    CommandRun run = verify(file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .startsWith("Could not verify " + file + ": ")
        .contains("root.json")
        .hasLineCount(1);
  }

  @Test
  void judgesNothingThatCannotBeRead() throws IOException {
    Files.createDirectory(folder.resolve("directory"));
    Files.writeString(folder.resolve("directory.sigstore.json"), Files.readString(bundle));
    Path beside = Files.writeString(folder.resolve("beside"), "x");
    Files.createDirectory(folder.resolve("beside.sig"));

    CommandRun run =
        verify(
            folder.resolve("none").toString(),
            folder.resolve("directory").toString(),
            beside.toString(),
            file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEqualTo("OK: " + file + "\n");
    assertThat(run.err())
        .contains("none cannot be read: there is no such file.")
        .contains("directory cannot be read: ")
        .contains("beside.sig cannot be read: ")
        .hasLineCount(3);
  }

  @Test
  void judgesNothingByABundleThatIsNotThere() {
    CommandRun run = verify("--bundle", folder.resolve("none").toString(), file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("none cannot be read: there is no such file");
  }

  @Test
  void judgesNothingWithoutATrustedRoot() {
    CommandRun run =
        CommandRun.in(
            Map.of("XDG_CACHE_HOME", folder.toString()),
            "verify",
            "--offline",
            "--repository",
            "octo-org/demo",
            file.toString());

    assertThat(run)
        .isEqualTo(
            new CommandRun(
                1,
                "",
                "Could not verify "
                    + file
                    + ": the trusted root is not to be had: none was kept.\n"));
  }

  @Test
  void asksNoLogAtAnAddressThatIsNone() {
    CommandRun run =
        CommandRun.in(
            Map.of("REKOR_URL", "rekor"),
            "verify",
            "--repository",
            "octo-org/demo",
            "--trusted-root",
            folder.resolve("root.json").toString(),
            file.toString());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("REKOR_URL is no HTTP URL: rekor");
  }

  @ParameterizedTest
  @EnumSource(names = {"P256", "P384_SHA384", "P521_SHA512", "ED25519_PH"})
  void verifiesAFileThatIsTooLargeToKeep(KeyKind key) throws IOException {
    byte[] large = noise((16 << 20) + 100_001);
    sign(large, key);

    assertThat(verify(file.toString())).isEqualTo(new CommandRun(0, "OK: " + file + "\n", ""));

    large[large.length - 1] ^= 1;
    Files.write(file, large);
    assertThat(verify(file.toString()).out()).contains("[DIGEST_MISMATCH]");
  }

  @Test
  void showsControlCharactersOfAFileNameVisibly() throws IOException {
    Path hostile = folder.resolve("a\n\u001b[1mOK: b\u202e");
    Files.writeString(hostile, "x");

    CommandRun run = verify(hostile.toString());

    assertThat(run.out())
        .startsWith("FAIL: " + folder + "/a‹U+000A›‹U+001B›[1mOK: b‹U+202E›\n")
        .doesNotContain("\nOK:");
    assertThat(verify("--json", hostile.toString()).out())
        .contains("a\\n\\u001B[1mOK: b\\u202E")
        .isASCII();
  }

  private void sign(byte[] content, KeyKind key) throws IOException {
    SignedMaterials materials = sigstore.sign(content, REQUEST.withKey(key));
    Files.write(file, content);
    Files.writeString(bundle, materials.bundleJson(BundleVersion.V0_3));
  }

  private CommandRun verify(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "verify",
                "--offline",
                "--repository",
                "octo-org/demo",
                "--trusted-root",
                folder.resolve("root.json").toString()));
    all.addAll(List.of(arguments));
    return CommandRun.of(all);
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }
}
