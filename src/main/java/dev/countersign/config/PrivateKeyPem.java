package dev.countersign.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The App's private key in whatever way an environment can hold it, as proper PEM. */
final class PrivateKeyPem {
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN ((?:RSA )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----\\s*");
  private static final String EXPECTED = "a private key in PEM (PKCS#1 or PKCS#8, not encrypted)";
  private static final Secret NONE = new Secret("");

  private PrivateKeyPem() {}

  static Secret read(Variables variables) {
    Optional<String> inline = variables.text("PRIVATE_KEY");
    Optional<Path> path = variables.path("PRIVATE_KEY_PATH");
    if (inline.isPresent() == path.isPresent()) {
      variables.problem(
          "PRIVATE_KEY",
          "either it or PRIVATE_KEY_PATH to be set",
          inline.isPresent() ? "both" : "neither");
      return NONE;
    }
    return inline
        .map(text -> checked(variables, "PRIVATE_KEY", text))
        .orElseGet(() -> readFile(variables, path.orElseThrow()));
  }

  private static Secret readFile(Variables variables, Path path) {
    try {
      return checked(variables, "PRIVATE_KEY_PATH", Files.readString(path, ISO_8859_1));
    } catch (IOException e) {
      variables.problem("PRIVATE_KEY_PATH", "a readable file", path + ", which is not");
      return NONE;
    }
  }

  private static Secret checked(Variables variables, String name, String text) {
    Optional<Secret> key = parse(text.replace("\\r", "").replace("\\n", "\n"));
    if (key.isEmpty()) {
      variables.problem(name, EXPECTED + " or base64 of it", "something else");
    }
    return key.orElse(NONE);
  }

  private static Optional<Secret> parse(String text) {
    if (text.contains("-----BEGIN")) {
      return parsePem(text);
    }
    try {
      return parsePem(
          new String(Base64.getDecoder().decode(text.replaceAll("\\s", "")), ISO_8859_1));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Secret> parsePem(String text) {
    Matcher pem = PEM.matcher(text);
    if (!pem.matches()) {
      return Optional.empty();
    }
    byte[] der;
    try {
      der = Base64.getDecoder().decode(pem.group(2).replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String label = pem.group(1) + "-----\n";
    return Optional.of(new Secret("-----BEGIN " + label + body + "\n-----END " + label));
  }
}
