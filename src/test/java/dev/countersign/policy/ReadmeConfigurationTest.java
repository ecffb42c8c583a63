package dev.countersign.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README says of the configuration file. */
class ReadmeConfigurationTest {
  private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @Test
  void showsEveryKeyWithItsDefault() throws IOException {
    String yaml =
        YAML.matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(match -> match.group(1))
            .findFirst()
            .orElseThrow();

    assertThat(PolicyFile.parse(yaml.getBytes(UTF_8)))
        .isEqualTo(new PolicyResult.Accepted(RepositoryPolicy.DEFAULT));
    assertThat(Pattern.compile("(?m)^ *([a-z-]+):").matcher(yaml).results())
        .extracting(match -> match.group(1))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(PolicyFile.KEYS, PolicyFile.SIGNER_KEYS, PolicyFile.CONTENTS_KEYS)
                .flatMap(Set::stream)
                .toList());
  }
}
