package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How {@code verify} is used wrongly: the reason and the usage on standard error, exit code 2. */
class VerifyUsageTest {
  private static final String SHA256 = "0".repeat(64);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a.txt                                                | --cert-identity or --repository is required
          --trigger release --ref refs/tags/v1 a.txt           | --cert-identity or --repository is required
          --repository o/r                                     | Missing required parameter: 'FILE_OR_DIGEST'
          --repository o/r --bundle b a.txt b.txt              | --certificate, --signature and --bundle go with a single input only
          --repository o/r --signature s a.txt b.txt           | --certificate, --signature and --bundle go with a single input only
          --repository o/r --cert c a.txt b.txt                | --certificate, --signature and --bundle go with a single input only
          --repository o/r --bundle b --signature s a.txt      | --bundle cannot be used with --certificate or --signature
          --repository o/r --bundle b --certificate c a.txt    | --bundle cannot be used with --certificate or --signature
          --repository o/r --offline --signature s a.txt       | --offline cannot be used with --certificate or --signature
          --repository o/r --offline --cert c a.txt            | --offline cannot be used with --certificate or --signature
          --repository o/r DIGEST                              | a digest needs --bundle, or both --certificate and --signature
          --repository o/r --signature s DIGEST                | a digest needs --bundle, or both --certificate and --signature
          --repository o/r DIGEST a.txt                        | a digest needs --bundle, or both --certificate and --signature
          --repository o/r --bundle b sha256:12                | Invalid value for positional parameter at index 0..* (FILE_OR_DIGEST): expected 64 hexadecimal digits after sha256:
          --repository r a.txt                                 | Invalid value for option '--repository': expected OWNER/REPO, found 'r'
          --repository o/r --repository o/q a.txt              | option '--repository' (OWNER/REPO) should be specified only once
          --cert-identity EMPTY a.txt                          | Invalid value for option '--cert-identity': it is empty
          --repository o/r --cert-oidc-issuer EMPTY a.txt      | Invalid value for option '--cert-oidc-issuer': it is empty
          --repository o/r --trigger EMPTY a.txt               | Invalid value for option '--trigger': it is empty
          --repository o/r --ref EMPTY a.txt                   | Invalid value for option '--ref': it is empty
          --repository o/r --sha EMPTY a.txt                   | Invalid value for option '--sha': it is empty
          --repository o/r --name EMPTY a.txt                  | Invalid value for option '--name': it is empty
          --repository o/r --repository-id 1 a.txt             | --repository-id and --owner-id are compared with GitHub's attestation of a release only
          --repository o/r --owner-id 1 a.txt                  | --repository-id and --owner-id are compared with GitHub's attestation of a release only
          --repository o/r --repository-id 0 a.txt             | Invalid value for option '--repository-id': expected a positive number of at most 18 digits, found '0'
          --repository o/r --repository-id +1 a.txt            | Invalid value for option '--repository-id': expected a positive number of at most 18 digits, found '+1'
          --repository o/r --owner-id -1 a.txt                 | Invalid value for option '--owner-id': expected a positive number of at most 18 digits, found '-1'
          --repository o/r --owner-id EMPTY a.txt              | Invalid value for option '--owner-id': expected a positive number of at most 18 digits, found ''
          --repository o/r --owner-id 9223372036854775808 a    | Invalid value for option '--owner-id': expected a positive number of at most 18 digits, found '9223372036854775808'
          --repository o/r --staging --trusted-root t a.txt    | --staging cannot be used with --trusted-root
          --repository o/r --nonsense a.txt                    | Unknown option: '--nonsense'
          """)
  void endsWithTheUsage(String arguments, String problem) {
    List<String> all = new ArrayList<>(List.of("verify"));
    Arrays.stream(arguments.split(" "))
        .map(argument -> argument.replace("EMPTY", "").replace("DIGEST", "sha256:" + SHA256))
        .forEach(all::add);

    CommandRun run = CommandRun.of(all);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith(problem).contains("Usage: countersign verify [");
  }

  @Test
  void takesAFileWhoseNameBeginsWithAnAtSignForAFile(@TempDir Path folder) throws IOException {
    String file = "@" + Files.writeString(folder.resolve("options"), "--help");

    CommandRun run = CommandRun.of("verify", "--repository", "o/r", "--trusted-root", "none", file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).startsWith("Could not verify " + file + ": none cannot be read");
  }
}
